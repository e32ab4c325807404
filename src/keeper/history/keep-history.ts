// SPDX-License-Identifier: MIT
import { currentBoot } from "../../engine/load-journal.ts";
import type { Report } from "../../engine/report.ts";
import type { KeptChange, Mark, ModeTurned } from "../../history/record.ts";
import { batteryIdentity } from "../battery/battery-memory.ts";
import { sampleNow } from "../battery/learn.ts";
import type { Course } from "../course.ts";
import { screenPercent } from "../screen-percent.ts";
import { appendHistory } from "./history-store.ts";
import { isLookDue, isToBeWritten, isWorthWriting, withBattery, withLook, withMark } from "./history-watch.ts";

/** Keeps the reading that a look has just taken, where it says something new. It is written now and then, and when a discharge is over. */
export function noteLook(course: Course): void {
  const battery = batteryIdentity(course.power);
  if (battery === null) return;
  const before = course.history;
  const { energyFullWh: fullWh, afterGap: _, ...sample } = sampleNow(course);
  if (!isLookDue(before, { kind: "look", ...sample })) return;
  const look = { kind: "look" as const, ...sample, brightnessPercent: screenPercent(course.parts.machine.files) };
  course.history = withLook(withBattery(before, { battery, fullWh }, sample.atMs), look);
  if (isToBeWritten(before, course.history)) writeHistory(course);
}

/** Keeps that something has happened. */
export function note(course: Course, kind: "sleep" | "wake"): void {
  mark(course, { kind, atMs: nowMs(course) });
}

/** A keeper begins, or ends. */
export function noteWatch(course: Course, kind: "begin" | "end"): void {
  mark(course, { kind, atMs: nowMs(course), boot: currentBoot(course.parts.machine.files).slice(0, BOOT_LETTERS) || null });
}

/** Enough to tell a boot from the one before. */
const BOOT_LETTERS = 8;

/** What the charger does, as far as it is certain. */
export function noteCharger(course: Course): void {
  const charger = CHARGERS[course.charger.phase];
  if (charger !== undefined) mark(course, { kind: "charger", atMs: nowMs(course), charger });
}

const CHARGERS: Readonly<Partial<Record<Course["charger"]["phase"], "in" | "out" | "weak">>> = {
  unplugged: "out",
  real: "in",
  weak: "weak",
};

/** What a report has turned; `before` is the profile that was in force. */
export function noteReport(course: Course, { profile, reason, results }: Report, kind: ModeTurned["kind"]): void {
  const changes = results
    .filter(({ outcome, minor }) => (outcome === "applied" || outcome === "clamped") && !minor)
    .slice(0, MOST_CHANGES)
    .map(({ title, place, shown, found }): KeptChange => ({ title, place, from: cut(shown.from), to: cut(found ?? shown.to) }));
  mark(course, { kind, atMs: nowMs(course), profile, reason, changes });
}

const [MOST_CHANGES, LONGEST] = [200, 80];

const cut = (text: string): string => text.slice(0, LONGEST);

/** Writes what waits. What cannot be written (a full disk) waits for the next time; it is no fault. */
export function writeHistory(course: Course): void {
  const { history, parts } = course;
  if (!isWorthWriting(history)) return;
  const isWritten = appendHistory(parts.folder, history.pending).kind === "done";
  course.history = { ...history, pending: isWritten ? [] : history.pending, keptAtMs: nowMs(course) };
}

const nowMs = ({ parts }: Course): number => parts.machine.clock.now();

function mark(course: Course, it: Mark): void {
  course.history = withMark(course.history, it);
}
