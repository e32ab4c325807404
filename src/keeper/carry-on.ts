// SPDX-License-Identifier: MIT
import type { Report } from "../engine/report.ts";
import { messageOf } from "../errors.ts";
import { lookAgainMs, RELAPSE_MS } from "./charger/watch-charger.ts";
import { type Course, type Following, follow, take } from "./course.ts";
import { waitingSentences } from "./due-work/held-timers.ts";
import { keepMobileDataOff } from "./due-work/mobile-data.ts";
import { mindDueWork } from "./due-work/start-due-work.ts";
import type { Duty } from "./duty.ts";
import { noteReport } from "./history/keep-history.ts";
import type { Notice } from "./keeper.ts";
import { automaticNotice } from "./notices/notices.ts";
import { mindHungry } from "./programs/mind-hungry.ts";
import { isNeeded } from "./residency.ts";
import { noteSwitch } from "./savings/note-switch.ts";
import { whatWasSwitched } from "./savings/what-was-switched.ts";
import { journeyNotice } from "./trip/trip-notices.ts";
import { expiredPause } from "./wishes/claims.ts";

/** The first pause before another attempt; each later one is twice as long. */
const AGAIN_MS = 10_000;
const MOST_AGAIN_MS = 600_000;

/** How long a keeper without anything to do waits for somebody who asks. */
const IDLE_MS = 10_000;

/** Follows and tells of it. Throws `TravelError`. */
export async function carryOn(duty: Duty, following: Following): Promise<Report | null> {
  const { course } = duty;
  await keepMobileDataOff(course, following.reason);
  const before = await nameInForce(course);
  const { inForce } = course;
  const report = withWaiting(course, await follow(course, following));
  if (report !== null) noteSwitch(course, report, whatWasSwitched({ report, before: inForce, since: course.inForce }));
  if (report !== null && isNews(report, before)) {
    remember(course, report, before);
    await announce(duty, report, before, following);
  }
  await restOrStay(duty);
  return report;
}

/** What was put back tells what still waits. */
const withWaiting = (course: Course, report: Report | null): Report | null =>
  report === null || report.profile !== null
    ? report
    : { ...report, waysBack: [...report.waysBack, ...waitingSentences(course.parts.timers?.all() ?? [])] };

/** As `carryOn`, for what nobody waits for: what cannot be done now (another travelmode is at work) is tried again a little later. */
export function carryOnLater(duty: Duty, following: Following): void {
  void duty.queue(async () => {
    const { course } = duty;
    try {
      await carryOn(duty, following);
      course.failures = 0;
    } catch (error) {
      course.parts.log(messageOf(error));
      const pauseMs = Math.min(AGAIN_MS * 2 ** course.failures, MOST_AGAIN_MS);
      course.failures += 1;
      duty.alarms.set("again", pauseMs, () => carryOnLater(duty, { ...following, anew: true }));
    }
  });
}

/** The profile that is on; a keeper that has just begun finds that of the last one. A boot begins anew. */
async function nameInForce({ inForce, parts }: Course): Promise<string | null> {
  if (inForce !== null) return inForce.profile?.name ?? null;
  const { mode, profile, rebooted } = await parts.engine.outline();
  return mode === "on" && !rebooted ? profile : null;
}

/** Where nothing was on, a charger, for one, ends nothing. */
const isNews = ({ profile, reason, results }: Report, before: string | null): boolean =>
  reason === "user" || profile !== null || before !== null || results.length > 0;

/** Drift that was written again, and a charger where nothing was on, are not of history. */
function remember(course: Course, report: Report, before: string | null): void {
  const { profile, reason } = report;
  if (profile === before && (profile === null || reason !== "user")) return;
  noteReport(course, report, profile === null ? "off" : before === null ? "on" : "switch");
}

async function announce(
  duty: Duty,
  report: Report,
  before: string | null,
  { awaited = false }: Pick<Following, "awaited">,
): Promise<void> {
  duty.tell({ kind: "report", report });
  duty.tell({ kind: "state" });
  const notice = awaited ? null : noticeOf(duty.course, report);
  if (notice !== null) say(duty, notice);
  if (report.profile === before) return;
  const event = report.profile === null ? "off" : before === null ? "on" : "switch";
  for (const trouble of await duty.course.parts.runHooks(event, report.profile ?? before ?? "")) duty.course.parts.log(trouble);
}

const noticeOf = ({ wishes, trip }: Course, report: Report): Notice | null =>
  wishes.trip !== null || report.reason === "trip" ? journeyNotice(report, trip.last) : automaticNotice(report);

/** Tells whoever listens, and the person at the screen. */
export function say(duty: Duty, notice: Notice): void {
  duty.tell({ kind: "notice", notice });
  duty.course.parts.notify(notice);
}

/** Retires after a while without need. It is asked for anew at that moment, after whatever is under way by then. */
export async function restOrStay(duty: Duty): Promise<void> {
  mindTheClock(duty);
  mindHungry(duty, () => carryOnLater(duty, { reason: "recovery", anew: true }));
  mindDueWork(duty, () => restOrStay(duty));
  if (await isBusy(duty)) duty.alarms.clear("retire");
  else duty.alarms.set("retire", IDLE_MS, () => void duty.queue(() => retire(duty)));
}

async function retire(duty: Duty): Promise<void> {
  if (!(await isBusy(duty))) duty.retire();
}

/** Something is to be watched, or under way: a caller may be typing a password, a charger may just be looked at. */
async function isBusy({ course, visitors }: Duty): Promise<boolean> {
  const { mode } = await course.parts.engine.outline();
  if (mode === "off" && course.wishes.pause !== null && course.inForce?.profile == null)
    take(course, { ...course.wishes, pause: null });
  return isNeeded(course, mode) || visitors.size > 0 || lookAgainMs(course.charger) !== null || course.postponed !== null;
}

/** Ends a pause and the time in which a charger's ending can be taken back, when they are over. */
function mindTheClock(duty: Duty): void {
  const { course, alarms } = duty;
  const nowMs = course.parts.machine.clock.now();
  const { pause, charger } = course.wishes;
  if (pause?.untilMs != null) alarms.set("pause", pause.untilMs - nowMs, () => endPause(duty));
  else alarms.clear("pause");
  if (charger.ended !== null) alarms.set("ended", charger.ended.atMs + RELAPSE_MS - nowMs, () => endReturn(duty));
  else alarms.clear("ended");
}

function endPause(duty: Duty): void {
  take(duty.course, expiredPause(duty.course.wishes, duty.course.parts.machine.clock.now()));
  carryOnLater(duty, { reason: "user" });
}

function endReturn(duty: Duty): void {
  const { course } = duty;
  take(course, { ...course.wishes, charger: { ...course.wishes.charger, ended: null } });
  void duty.queue(() => restOrStay(duty));
}
