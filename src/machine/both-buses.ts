// SPDX-License-Identifier: MIT
import type { LiveBus } from "./live-doors.ts";

/** The system bus with the caller's own behind it, for the calls that name it. Signals and what is hosted are the system bus's. */
export const bothBuses = (system: LiveBus, session: LiveBus): LiveBus => ({
  ...system,
  call: (call) => (call.bus === "session" ? session : system).call(call),
  async close() {
    await session.close();
    await system.close();
  },
});
