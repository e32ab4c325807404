// SPDX-License-Identifier: MIT
import type { Stop } from "../machine/live-doors.ts";
import type { Duty } from "./duty.ts";
import { afterSleep, beforeSleep, handSeen, hardwareSeen, lookAround, ownerBack, ownerGone } from "./happenings.ts";
import { networkSeen } from "./programs/mind-network.ts";
import { startOver } from "./resume.ts";
import { stopAll } from "./stops.ts";
import { watchHands } from "./watches/watch-hands.ts";
import { watchNetwork } from "./watches/watch-network.ts";
import { watchOwners } from "./watches/watch-owners.ts";
import { watchPower } from "./watches/watch-power.ts";
import { watchSleep } from "./watches/watch-sleep.ts";

/** Opens every watch; what is heard becomes an act of the keeper. Stopping closes them in reverse. */
export async function watchAll(duty: Duty, beforeShutdown: () => Promise<void>): Promise<Stop> {
  const { machine, log } = duty.course.parts;
  const stops = [
    await watchPower(machine, (by) => lookAround(duty, by)),
    await watchOwners(machine, { gone: (way) => ownerGone(duty, way), back: (way) => ownerBack(duty, way) }),
    await watchHands(machine, { hand: () => turned(duty), hardware: () => hardwareSeen(duty) }),
    await watchNetwork(machine, () => networkSeen(duty)),
    await watchSleep(machine, {
      beforeSleep: () => beforeSleep(duty),
      afterSleep: () => afterSleep(duty),
      beforeShutdown,
      shutdownCalledOff: () => startOver(duty),
      onTrouble: log,
    }),
  ];
  return stopAll(stops);
}

/** It may have been the switch of a radio, which NetworkManager's state does not tell of while nothing is connected. */
function turned(duty: Duty): void {
  handSeen(duty);
  networkSeen(duty);
}
