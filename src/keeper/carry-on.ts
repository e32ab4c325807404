// SPDX-License-Identifier: MIT
import type { Report } from "../engine/report.ts";
import { expiredPause } from "./claims.ts";
import { type Following, follow, wish } from "./course.ts";
import type { Duty } from "./duty.ts";
import type { Notice } from "./keeper.ts";
import { keepMobileDataOff } from "./mobile-data.ts";
import { automaticNotice } from "./notices.ts";
import { isNeeded } from "./residency.ts";

const AGAIN_MS = 10_000;

/** How long a keeper without anything to do waits for somebody who asks. */
const IDLE_MS = 10_000;

/** Follows and tells of it. Throws `TravelError`. */
export async function carryOn(duty: Duty, following: Following): Promise<Report | null> {
  const { course } = duty;
  await keepMobileDataOff(course, following.reason);
  const before = course.inForce?.profile ?? null;
  const report = await follow(course, following);
  if (report !== null) await announce(duty, report, before === null ? null : before.name);
  await restOrStay(duty);
  return report;
}

/** As `carryOn`, for what nobody waits for: what cannot be done now (another travelmode is at work) is tried again a little later. */
export function carryOnLater(duty: Duty, following: Following): void {
  void duty.queue(async () => {
    try {
      await carryOn(duty, following);
    } catch (error) {
      duty.course.parts.log(error instanceof Error ? error.message : String(error));
      duty.alarms.set("again", AGAIN_MS, () => carryOnLater(duty, { ...following, anew: true }));
    }
  });
}

async function announce(duty: Duty, report: Report, before: string | null): Promise<void> {
  duty.tell({ kind: "report", report });
  duty.tell({ kind: "state" });
  const notice = automaticNotice(report);
  if (notice !== null) say(duty, notice);
  if (report.profile === before) return;
  const event = report.profile === null ? "off" : before === null ? "on" : "switch";
  for (const trouble of await duty.course.parts.runHooks(event, report.profile ?? before ?? "")) duty.course.parts.log(trouble);
}

/** Tells whoever listens, and the person at the screen. */
export function say(duty: Duty, notice: Notice): void {
  duty.tell({ kind: "notice", notice });
  duty.course.parts.notify(notice);
}

/** Retires after a while without need; anything that happens meanwhile is looked at anew. */
export async function restOrStay(duty: Duty): Promise<void> {
  mindTheClock(duty);
  const { mode } = await duty.course.parts.engine.outline();
  if (isNeeded(duty.course, mode)) duty.alarms.clear("retire");
  else duty.alarms.set("retire", IDLE_MS, duty.retire);
}

/** Ends a pause and the time in which a charger's ending can be taken back, when they are over. */
function mindTheClock(duty: Duty): void {
  const { course, alarms } = duty;
  const nowMs = course.parts.machine.clock.now();
  const { pause, charger } = course.wishes;
  if (pause?.untilMs != null) alarms.set("pause", pause.untilMs - nowMs, () => endPause(duty));
  else alarms.clear("pause");
  if (charger.ended !== null) alarms.set("ended", charger.ended.atMs + RETURN_MS - nowMs, () => endReturn(duty));
  else alarms.clear("ended");
}

/** For so long after a charger has ended it, a battery that drains brings travel mode back. */
const RETURN_MS = 10 * 60_000;

function endPause(duty: Duty): void {
  wish(duty.course, expiredPause(duty.course.wishes, duty.course.parts.machine.clock.now()));
  carryOnLater(duty, { reason: "user" });
}

function endReturn(duty: Duty): void {
  const { course } = duty;
  wish(course, { ...course.wishes, charger: { ...course.wishes.charger, ended: null } });
  void duty.queue(() => restOrStay(duty));
}
