// SPDX-License-Identifier: MIT
import { NO_RESIDUALS, type Residuals } from "./residuals.ts";
import type { GaugeUnit } from "./sample.ts";
import { NO_STEPS, type StepRecord } from "./steps.ts";
import { NO_SWING, type Swing } from "./swing.ts";
import { HOUR_MS, NO_TALLY, plus, type Tally, times } from "./tally.ts";

/** What earlier discharges of one battery have taught. Plain data, less than 16 KiB as JSON whatever happens. */
export interface Memory {
  readonly version: 1;
  /** The unit of all amounts. */
  readonly unit: GaugeUnit;
  readonly draw: Tally;
  /** The same by profile; of many, the least used are forgotten. */
  readonly profiles: readonly ProfileDraw[];
  readonly metered: Metered;
  readonly residuals: Residuals;
  readonly steps: StepRecord;
  readonly swing: Swing;
}

/** What was used under one profile. */
export interface ProfileDraw extends Tally {
  readonly name: string;
}

/** What the gauge lost while the power reading was known, and what that reading came to. */
export interface Metered {
  readonly gauge: number;
  readonly reading: number;
  readonly spanMs: number;
}

/** What one discharge teaches; residuals, steps and swing go on from those of the memory. */
export interface Lesson extends Omit<Memory, "version" | "profiles"> {
  readonly profiles: ReadonlyMap<string, Tally>;
}

/** What is older counts less by e for each 20 h of discharge since. */
const FORGETS_MS = 20 * HOUR_MS;
export const MOST_PROFILES = 16;
export const LONGEST_NAME = 64;

export const NO_METERED: Metered = { gauge: 0, reading: 0, spanMs: 0 };

export const emptyMemory = (unit: GaugeUnit): Memory => ({
  version: 1,
  unit,
  draw: NO_TALLY,
  profiles: [],
  metered: NO_METERED,
  residuals: NO_RESIDUALS,
  steps: NO_STEPS,
  swing: NO_SWING,
});

/** The memory after one more discharge. A gauge that tells energy at last begins anew; one that for once told percent only teaches nothing. */
export function learned(memory: Memory | null, lesson: Lesson): Memory {
  if (memory?.unit === "Wh" && lesson.unit === "percent") return memory;
  const before = memory?.unit === lesson.unit ? memory : emptyMemory(lesson.unit);
  return {
    version: 1,
    unit: lesson.unit,
    draw: grown(before.draw, lesson.draw),
    profiles: grownProfiles(before.profiles, lesson.profiles),
    metered: grownMetered(before.metered, lesson.metered),
    residuals: lesson.residuals,
    steps: lesson.steps,
    swing: lesson.swing,
  };
}

const keptAfter = (spanMs: number): number => Math.exp(-spanMs / FORGETS_MS);

const grown = (before: Tally, lesson: Tally): Tally => plus(times(before, keptAfter(lesson.spanMs)), lesson);

/** A profile forgets by its own hours: what was learned of a rare one stays. */
function grownProfiles(before: Memory["profiles"], lesson: Lesson["profiles"]): Memory["profiles"] {
  const all = new Map(before.map((one) => [one.name, one]));
  for (const [name, tally] of lesson) {
    const known = name.slice(0, LONGEST_NAME);
    all.set(known, { name: known, ...grown(all.get(known) ?? NO_TALLY, tally) });
  }
  return [...all.values()].toSorted((one, other) => other.spanMs - one.spanMs).slice(0, MOST_PROFILES);
}

function grownMetered(before: Metered, lesson: Metered): Metered {
  const kept = keptAfter(lesson.spanMs);
  return {
    gauge: before.gauge * kept + lesson.gauge,
    reading: before.reading * kept + lesson.reading,
    spanMs: before.spanMs * kept + lesson.spanMs,
  };
}
