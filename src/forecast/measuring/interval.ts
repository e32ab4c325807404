// SPDX-License-Identifier: MIT
import type { SavedW } from "../savings.ts";
import { pseudoRandom } from "./pseudo-random.ts";

/** The interval is to hold the truth with so much. */
const SHARE = 0.9;
const RESAMPLES = 2000;
/** Any number: the same differences give the same interval each time. */
const SEED = 20_260_601;

/** The median of differences in W, with its bootstrap interval (the percentiles of medians of samples drawn from them); null of none. */
export function medianSaving(differencesW: readonly number[]): SavedW | null {
  if (differencesW.length === 0) return null;
  const random = pseudoRandom(SEED);
  const draw = (): number => differencesW[Math.floor(random() * differencesW.length)] ?? 0;
  const medians = Array.from({ length: RESAMPLES }, () => median(differencesW.map(draw))).sort((one, next) => one - next);
  const tail = (1 - SHARE) / 2;
  return {
    medianW: median(differencesW),
    lowW: medians[Math.floor(tail * RESAMPLES)] ?? 0,
    highW: medians[Math.ceil((1 - tail) * RESAMPLES) - 1] ?? 0,
  };
}

/** The middle one, or the mean of the two in the middle; 0 of none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, next) => one - next);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
