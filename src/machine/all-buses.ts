// SPDX-License-Identifier: MIT
import type { LiveBus } from "./live-doors.ts";
import type { UsersBuses } from "./relayed-buses.ts";

interface Buses {
  readonly system: LiveBus;
  readonly session: LiveBus;
  /** Whose the session is. */
  readonly uid: number;
  readonly others: UsersBuses;
}

/** The system bus with the caller's own and other users' behind it, for the calls that name them. Signals and what is hosted are the system bus's. */
export const allBuses = ({ system, session, uid, others }: Buses): LiveBus => ({
  ...system,
  call: (call) => {
    if (call.bus === undefined) return system.call(call);
    return call.bus === "session" || call.bus === uid ? session.call(call) : others.call(call.bus, call);
  },
  async close() {
    others.close();
    await session.close();
    await system.close();
  },
});
