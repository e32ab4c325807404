// SPDX-License-Identifier: MIT
import type { LiveBus } from "./live-doors.ts";
import type { UsersBuses } from "./relayed-buses.ts";

/** The system bus with the caller's own and other users' behind it, for the calls that name them. Signals and what is hosted are the system bus's. */
export const allBuses = (system: LiveBus, session: LiveBus, users: UsersBuses): LiveBus => ({
  ...system,
  call: (call) => {
    if (typeof call.bus === "number") return users.call(call.bus, call);
    return (call.bus === "session" ? session : system).call(call);
  },
  async close() {
    users.close();
    await session.close();
    await system.close();
  },
});
