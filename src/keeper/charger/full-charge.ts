// SPDX-License-Identifier: MIT
import type { Plan, Reason, Report } from "../../engine/report.ts";
import { messageOf } from "../../errors.ts";
import { restOrStay } from "../carry-on.ts";
import { type Course, take, wish } from "../course.ts";
import type { Duty } from "../duty.ts";
import { fullChargeEndsMs, fullChargeSeen, TO_FULL, wishFullCharge } from "./full-charge-wish.ts";
import { goalOf, isRaised, limitEngine, lower, raise } from "./raised-limit.ts";

/**
 * One full charge: the limit's own journal, beside that of travel mode and reconciled by the same engine, so that neither ends the other. The wish
 * stands in the wishes, the saved values in the journal; what there is of both after a crash says what is to be done.
 */

/** Raises the limit, or lets it stay raised for longer. Throws REFUSED where this keeper cannot put it back later. */
export async function beginFullCharge(duty: Duty): Promise<Report> {
  const { course } = duty;
  const engine = limitEngine(course);
  const plan = await engine.plan(goalOf({ profile: TO_FULL, reason: "user", afresh: true }));
  if (plan.changes.length === 0 && !course.limitRaised) return nothingToDo(course, plan);
  const { fullCharge } = course.wishes;
  const nowMs = course.parts.machine.clock.now();
  wish(course, fullChargeSeen(wishFullCharge(course.wishes, nowMs), course.charger.phase, nowMs));
  try {
    const report = await raise(duty, { reason: "user", afresh: true });
    if (!isRaised(report)) return await endFullCharge(duty).then(() => report);
    return await told(duty, report);
  } catch (error) {
    take(course, { ...course.wishes, fullCharge });
    followFullCharge(duty, "recovery", true);
    throw error;
  }
}

/** Puts the limit back now. */
export async function endFullCharge(duty: Duty, reason: Reason = "user"): Promise<Report> {
  const { course } = duty;
  limitEngine(course);
  wish(course, { ...course.wishes, fullCharge: null });
  try {
    return await told(duty, await lower(duty, reason));
  } catch (error) {
    followFullCharge(duty, reason);
    throw error;
  }
}

/** What is wanted by now: raised, put back as its time is over or somebody has set a limit meanwhile, or nothing. `anew`: also where it seems to be so. */
export function followFullCharge(duty: Duty, reason: Reason, anew = false): void {
  const { course, alarms } = duty;
  if (course.parts.limitEngine === null || (course.wishes.fullCharge === null && !course.limitRaised)) return;
  void duty.queue(async () => {
    try {
      await follow(duty, reason, anew);
    } catch (error) {
      course.parts.log(messageOf(error));
      alarms.set("full charge again", AGAIN_MS, () => followFullCharge(duty, reason, true));
    }
  });
}

/** Another travelmode may be at work. */
const AGAIN_MS = 30_000;

async function follow(duty: Duty, reason: Reason, anew: boolean): Promise<void> {
  const { course } = duty;
  if (course.ended) return;
  const isOver = await hasEnded(course);
  if (isOver) take(course, { ...course.wishes, fullCharge: null });
  if (course.wishes.fullCharge !== null) {
    if (anew || !course.limitRaised) await told(duty, await raise(duty, { reason, afresh: false }));
  } else if (course.limitRaised) await told(duty, await lower(duty, reason));
  mindItsEnd(duty);
}

/** A battery may have come back, with a limit that is to be raised or put back. */
export function packSeen(duty: Duty): void {
  const { course } = duty;
  const { limitEngine: engine, log } = course.parts;
  if (engine === null || !course.limitRaised) return;
  void duty
    .queue(async () => {
      const profile = course.wishes.fullCharge === null ? null : TO_FULL;
      const plan = await engine.plan(goalOf({ profile, reason: "recovery", afresh: false }));
      if (plan.changes.length > 0) followFullCharge(duty, "recovery", true);
    })
    .catch(({ message }) => log(message));
}

/** By time, or by whoever has set a limit of their own: that one is theirs, and stays. */
async function hasEnded(course: Course): Promise<boolean> {
  const { fullCharge } = course.wishes;
  if (fullCharge === null) return false;
  await leaveTheirs(course);
  return course.wishes.fullCharge === null || fullChargeEndsMs(fullCharge) <= course.parts.machine.clock.now();
}

/**
 * Before a sleep, and before the keeper ends: a limit that somebody has set by now is theirs, and ends it. What moves in sleep is nobody's hand. A
 * journal of it that cannot be used is told, and keeps nothing else from being put back.
 */
export async function leaveTheirs(course: Course, before?: "sleep"): Promise<void> {
  const { limitEngine: engine, log } = course.parts;
  if (engine === null || !course.limitRaised || course.ended) return;
  try {
    const theirs = await (before === "sleep" ? engine.brace() : engine.adopt());
    if (theirs.length > 0) take(course, { ...course.wishes, fullCharge: null });
  } catch (error) {
    log(messageOf(error));
  }
}

/** A charger has gone in or out, or a keeper begins: when does it end by that? */
export function mindItsEnd(duty: Duty): void {
  const { course, alarms } = duty;
  const { fullCharge } = course.wishes;
  if (fullCharge === null) {
    alarms.clear("full charge");
    return;
  }
  const inMs = fullChargeEndsMs(fullCharge) - course.parts.machine.clock.now();
  alarms.set("full charge", Math.max(inMs, 0), () =>
    followFullCharge(duty, fullCharge.onBatterySinceMs === null ? "user" : "unplugged"),
  );
}

/** A keeper's first act for it. Values that differ after a boot are the firmware's forgetting, nobody's hand. */
export async function resumeFullCharge(course: Course): Promise<void> {
  const { limitEngine: engine } = course.parts;
  if (engine === null) return;
  const { mode, rebooted } = await engine.outline();
  course.limitRaised = mode !== "off";
  if (mode === "on" && rebooted) await engine.brace(LIMIT_WAYS);
}

/** By which a limit is written. */
const LIMIT_WAYS: readonly string[] = ["sysfs", "UPower"];

/** Told as any change is. Travel mode is as it was: a report names the profile in force. */
async function told(duty: Duty, done: Report): Promise<Report> {
  const report = { ...done, profile: duty.course.inForce?.profile?.name ?? null };
  mindItsEnd(duty);
  duty.tell({ kind: "report", report });
  duty.tell({ kind: "state" });
  await restOrStay(duty);
  return report;
}

/** It charges to full anyway, or there is no limit here. */
const nothingToDo = ({ inForce }: Course, { skips, damage }: Plan): Report => ({
  profile: inForce?.profile?.name ?? null,
  reason: "user",
  results: [],
  skips,
  warnings: [],
  waysBack: [],
  damage,
});
