// SPDX-License-Identifier: MIT
import { appFreeze } from "../../knobs/app-freeze.ts";
import { rulesOf } from "../../knobs/app-rules.ts";
import { appSlow } from "../../knobs/app-slow.ts";
import { isOffline } from "../../knobs/offline.ts";
import { carryOnLater } from "../carry-on.ts";
import type { Course } from "../course.ts";
import type { Duty } from "../duty.ts";
import { thawWhoWaits } from "./thaw.ts";

/** NetworkManager tells of a state before the interfaces are in it. */
const SETTLES_MS = 2000;

/** The network may have come or gone: who may wait for it, or for its end? Rules that want none of it cost nothing. */
export function networkSeen(duty: Duty): void {
  const { course, alarms } = duty;
  if (hasOfflineRules(course)) {
    void look(duty);
    alarms.set("network", SETTLES_MS, () => void look(duty));
  } else {
    course.offline = null;
    alarms.clear("network");
  }
}

function hasOfflineRules({ inForce }: Course): boolean {
  const wishes = inForce?.profile?.wishes ?? {};
  return [...rulesOf(wishes[appSlow.id]), ...rulesOf(wishes[appFreeze.id])].some(({ offlineOnly }) => offlineOnly);
}

/** On its way up it tells of five states: one of them counts. */
async function look(duty: Duty): Promise<void> {
  const { course } = duty;
  const offline = await isOffline(course.parts.machine);
  if (course.ended || offline === course.offline) return;
  course.offline = offline;
  if (!offline) void duty.queue(() => thawWhoWaits(course)).catch(({ message }) => course.parts.log(message));
  carryOnLater(duty, { reason: "recovery", anew: true });
}
