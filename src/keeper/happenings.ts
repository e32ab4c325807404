// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../engine/engine.ts";
import type { Reason } from "../engine/report.ts";
import { messageOf } from "../errors.ts";
import { forecastNow } from "./battery/learn.ts";
import { carryOnLater, restOrStay, say } from "./carry-on.ts";
import { followFullCharge, leaveTheirs, mindItsEnd, packSeen } from "./charger/full-charge.ts";
import { lookAgainMs } from "./charger/watch-charger.ts";
import type { Course, Following } from "./course.ts";
import { mindDueWork } from "./due-work/start-due-work.ts";
import type { Duty } from "./duty.ts";
import { note, writeHistory } from "./history/keep-history.ts";
import { look } from "./look.ts";
import { yoursNotice } from "./notices/notices.ts";
import { thawForAWhile } from "./programs/thaw.ts";
import { learnWhetherTold } from "./residency.ts";
import { NO_SWITCH } from "./savings/switch-watch.ts";
import { forgetLadder, steerLater } from "./trip/steer-trip.ts";
import { fallAsleep, wakeUp } from "./watches/sleeps.ts";
import type { SeenBy } from "./watches/watch-power.ts";

/**
 * Something about chargers or batteries may have changed, or what was asked depends on them (`by`). Reading is at once, as it is a matter
 * of seconds; acting waits its turn.
 */
export function lookAround(duty: Duty, by: SeenBy | "asked" = "asked"): void {
  const { course, alarms } = duty;
  if (course.ended) return;
  const before = feedOf(course);
  const phaseBefore = course.charger.phase;
  const glanceBefore = course.charger.glance;
  const { reason, notices } = look(course);
  learnWhetherTold(course, glanceBefore, by);
  for (const notice of notices) say(duty, notice);
  const againMs = lookAgainMs(course.charger);
  if (againMs === null) alarms.clear("look");
  else alarms.set("look", againMs, () => lookAround(duty));
  const due = dueNow(course, reason);
  if (due !== null) carryOnLater(duty, due);
  mindItsEnd(duty);
  steerLater(duty);
  if (course.charger.phase !== phaseBefore) mindDueWork(duty, () => restOrStay(duty));
  if (feedOf(course) !== before) duty.tell({ kind: "state" });
}

/** What is told when it changes. The time left is told with it, and by itself only when it is another kind of answer. */
function feedOf(course: Course): string {
  const { charger, power } = course;
  const percent = power.percent === null ? null : Math.round(power.percent);
  return JSON.stringify([charger.phase, power.state, percent, forecastNow(course)?.phase ?? null]);
}

/** What was postponed goes with what has just been seen: one act for both. */
function dueNow(course: Course, reason: Reason | null): Following | null {
  const { postponed, charger } = course;
  if (postponed === null || charger.phase === "looking") return reason === null ? null : { reason };
  course.postponed = null;
  return { ...postponed, reason: reason ?? postponed.reason };
}

/** Follows as soon as it is certain what feeds the machine: what was to be turned may be about to be put back. */
export function whenCertain(duty: Duty, following: Following): void {
  duty.course.postponed = following;
  lookAround(duty);
}

/** What differs by now is somebody's change; what differs after waking is drift. */
export async function beforeSleep(duty: Duty): Promise<void> {
  const { course } = duty;
  await duty.queue(async () => {
    const yours = await bracedForSleep(course);
    await thawForAWhile(course);
    if (yours.length > 0) say(duty, yoursNotice(yours));
    note(course, "sleep");
    writeHistory(course);
    await leaveTheirs(course, "sleep");
    course.sleeps = fallAsleep(course.sleeps, course.parts.machine.clock.now(), course.power.energyWh);
  });
}

/** What cannot be written down (a full disk) must not keep from what follows. */
async function bracedForSleep({ parts: { engine, log } }: Course): Promise<readonly SettingStatus[]> {
  try {
    return await engine.brace();
  } catch (error) {
    log(messageOf(error));
    return [];
  }
}

/** Verifies, writes drift again; puts back instead where a charger was plugged in meanwhile. */
export function afterSleep(duty: Duty): void {
  const { course } = duty;
  note(course, "wake");
  whenCertain(duty, { reason: "resume", anew: true });
  followFullCharge(duty, "resume", true);
  course.sleeps = wakeUp(course.sleeps, course.parts.machine.clock.now(), course.power.energyWh);
}

/** Its settings move without anybody's hand when it comes back. */
export function ownerGone(duty: Duty, way: string): void {
  void duty.queue(() => duty.course.parts.engine.brace([way])).catch(({ message }) => duty.course.parts.log(message));
  duty.alarms.set(`gone ${way}`, GONE_MS, () => carryOnLater(duty, { reason: "recovery", anew: true }));
}

/** Longer than the restart of a service takes. */
const GONE_MS = 15_000;

export function ownerBack(duty: Duty, way: string): void {
  duty.alarms.clear(`gone ${way}`);
  carryOnLater(duty, { reason: "recovery", anew: true });
}

/** Somebody may have turned something: whose is it? */
export function handSeen(duty: Duty): void {
  void duty
    .queue(async () => {
      const yours = await duty.course.parts.engine.adopt();
      if (yours.length === 0) return;
      forgetLadder(duty.course);
      // When the hand turned it is not known, so of what was drawn until now nothing can be said.
      duty.course.switches = NO_SWITCH;
      say(duty, yoursNotice(yours));
      duty.tell({ kind: "state" });
    })
    .catch(({ message }) => duty.course.parts.log(message));
}

/** New processors and radios are to be as the profile wishes, batteries as the full charge; where all are, nothing is done, as such events come in storms. */
export function hardwareSeen(duty: Duty): void {
  const { course } = duty;
  packSeen(duty);
  void duty
    .queue(async () => {
      const { profile, leave } = course.inForce ?? { profile: null, leave: [] };
      if (profile === null) return;
      const plan = await course.parts.engine.plan({ profile, reason: "recovery", afresh: false, leave, evenIfUsed: [] });
      if (plan.changes.length > 0) carryOnLater(duty, { reason: "recovery", anew: true });
    })
    .catch(({ message }) => course.parts.log(message));
}
