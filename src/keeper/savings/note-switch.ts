// SPDX-License-Identifier: MIT
import type { ChangeResult, Report } from "../../engine/report.ts";
import { combined, observedSaving, SETTLE_MS, SIDE_MS, type Switched } from "../../forecast/measuring/weak-saving.ts";
import type { Saving } from "../../forecast/savings.ts";
import { screenBrightness } from "../../knobs/screen-brightness.ts";
import { valueOr } from "../../machine/reading.ts";
import { allTicks, type Ticks } from "../../processes/proc-stat.ts";
import { sampleNow } from "../battery/learn.ts";
import type { Course } from "../course.ts";
import { screenPercent } from "../screen-percent.ts";
import { keepSaving, readSavings } from "./savings-store.ts";
import { NO_SWITCH } from "./switch-watch.ts";
import { movedIn, type WhatWasSwitched } from "./what-was-switched.ts";

/** Looks may come in bursts; this many are enough. */
const GLANCE_MS = 25_000;
/** As many as both sides of a switch may need. */
const MOST_GLANCES = 60;

/** Lets the watch have what a look has just read; ten minutes after a switch it is known what that has saved. */
export function noteGlance(course: Course): void {
  const { atMs, flow, powerW, afterGap } = sampleNow(course);
  const { glances, ticks: earlier, waiting } = course.switches;
  const last = glances.at(-1);
  if (afterGap === true || (last !== undefined && (atMs < last.atMs || atMs - last.atMs > SIDE_MS))) course.switches = NO_SWITCH;
  else if (last === undefined || atMs - last.atMs >= GLANCE_MS) {
    const { files } = course.parts.machine;
    const ticks = allTicks(valueOr(files.read("/proc/stat"), ""));
    const glance = { atMs, flow, powerW, brightnessPercent: screenPercent(files), busyPercent: busyPercent(earlier, ticks) };
    course.switches = { glances: [...glances, glance].slice(-MOST_GLANCES), ticks, waiting };
    conclude(course, atMs);
  }
}

function busyPercent(before: Ticks | null, after: Ticks | null): number | null {
  const total = before === null || after === null ? 0 : after.total - before.total;
  if (before === null || after === null || total <= 0) return null;
  return 100 * Math.min(1, Math.max(0, 1 - (after.idle - before.idle) / total));
}

/** What was seen of the machine as it was until now is the one side; the other begins. A switch that says nothing ends what an earlier one might have said. */
export function noteSwitch(course: Course, report: Pick<Report, "results">, what: WhatWasSwitched): void {
  const moved = movedIn(report);
  if (moved.length === 0) return;
  const { glances, waiting, ticks } = course.switches;
  const sinceMs = waiting === null ? 0 : waiting.switched.atMs + SETTLE_MS;
  const old = glances.filter(({ atMs }) => atMs >= sinceMs);
  const switched = what === null ? null : { ...what, ...circumstances(course, moved) };
  course.switches = { glances: [], ticks, waiting: switched === null ? null : { switched, before: old } };
}

function circumstances(
  { parts }: Course,
  moved: readonly Pick<ChangeResult, "knob">[],
): Omit<Switched, "knob" | "wish" | "isEnding"> {
  const knobs = moved.map(({ knob }) => knob);
  const turnsCpu = knobs.some((knob) => /^(?:cpu|platform)\./u.test(knob));
  return { atMs: parts.machine.clock.now(), turnsScreen: knobs.includes(screenBrightness.id), turnsCpu };
}

/** Keeps what a switch that is long enough ago has saved; what cannot be written is as good as not seen. */
function conclude(course: Course, nowMs: number): void {
  const { glances, waiting } = course.switches;
  if (waiting === null || nowMs < waiting.switched.atMs + SETTLE_MS + SIDE_MS) return;
  course.switches = { ...course.switches, waiting: null };
  const saving = observedSaving(waiting.switched, waiting.before, glances);
  if (saving === null) return;
  const older = readSavings(course.parts.folder).find((one) => isSame(one, saving));
  keepSaving(course.parts.folder, older === undefined ? saving : combined(older, saving));
}

const isSame = (one: Saving, other: Saving): boolean =>
  one.from === other.from && one.knob === other.knob && one.wish === other.wish;
