// SPDX-License-Identifier: MIT
import { HOUR_MS, minus, perHourOf, type Tally } from "./tally.ts";

/** How much of a step in the draw is there later: the sum of the shares that stayed, and how many steps that were. The latest count most. */
export interface StepRecord {
  readonly stayed: number;
  readonly steps: number;
}

/** A step whose fate is being watched. Rates are per hour. */
export interface Trial {
  readonly atMs: number;
  readonly before: number;
  readonly after: number;
  /** All that was used in the discharge until then. */
  readonly total: Tally;
}

export const NO_STEPS: StepRecord = { stayed: 0, steps: 0 };

/** Believed of a machine of which nothing is known; counts as much as one step. */
const USUAL_SHARE = 0.4;
const KEPT = 0.9;
/** A step is judged after this; at the end of a discharge, what is older than the least. */
const TRIAL_MS = 2 * HOUR_MS;
const LEAST_TRIAL_MS = HOUR_MS / 2;

/** The share of a step that is expected to stay, from 0 (an excursion) to 1 (from now on it is so). */
export const shareThatStays = ({ stayed, steps }: StepRecord): number =>
  Math.min(1, Math.max(0, (stayed + USUAL_SHARE) / (steps + 1)));

/** The record once a trial is over; null while it goes on. */
export function verdict(
  record: StepRecord,
  trial: Trial,
  now: { atMs: number; total: Tally; isEnd: boolean },
): StepRecord | null {
  if (now.atMs - trial.atMs < (now.isEnd ? LEAST_TRIAL_MS : TRIAL_MS)) return null;
  const since = perHourOf(minus(now.total, trial.total));
  const step = Math.log(trial.after / trial.before);
  if (since === null || step === 0) return record;
  const share = Math.min(1.2, Math.max(-0.2, Math.log(since / trial.before) / step));
  return { stayed: record.stayed * KEPT + share, steps: record.steps * KEPT + 1 };
}
