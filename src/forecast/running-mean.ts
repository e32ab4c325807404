// SPDX-License-Identifier: MIT
import { MINUTE_MS } from "./tally.ts";

/** An exponentially weighted mean of a rate over time. `weight` is how far its memory is filled, from 0 (nothing seen) to 1. */
export interface RunningMean {
  readonly mean: number;
  readonly weight: number;
}

/** What one source says of the draw: over minutes, and over a quarter of an hour. */
export interface Means {
  readonly fast: RunningMean;
  readonly medium: RunningMean;
}

const FAST_MS = 5 * MINUTE_MS;
const MEDIUM_MS = 15 * MINUTE_MS;

export const NOTHING_SEEN: RunningMean = { mean: 0, weight: 0 };
export const NO_MEANS: Means = { fast: NOTHING_SEEN, medium: NOTHING_SEEN };

/** The mean after the rate has been so for a while. Until its memory is full it is the plain mean of what was seen, not pulled to 0. */
export function withRate(before: RunningMean, rate: number, { spanMs, tauMs }: { spanMs: number; tauMs: number }): RunningMean {
  const share = -Math.expm1(-spanMs / tauMs);
  const weight = before.weight + (1 - before.weight) * share;
  if (share <= 0 || weight <= 0) return before;
  return { mean: before.mean + ((rate - before.mean) * share) / weight, weight };
}

/** The means of a first reading: known, but not for any time yet. */
export const meansOfOne = (rate: number | null): Means =>
  rate === null ? NO_MEANS : { fast: { mean: rate, weight: Number.EPSILON }, medium: { mean: rate, weight: Number.EPSILON } };

/** Both means after the rate has been so for a while. */
export const meansWith = ({ fast, medium }: Means, rate: number, spanMs: number): Means => ({
  fast: withRate(fast, rate, { spanMs, tauMs: FAST_MS }),
  medium: withRate(medium, rate, { spanMs, tauMs: MEDIUM_MS }),
});

/** Both means after a while in which nothing was seen. */
export const faded = ({ fast, medium }: Means, spanMs: number): Means => ({
  fast: { ...fast, weight: fast.weight * Math.exp(-spanMs / FAST_MS) },
  medium: { ...medium, weight: medium.weight * Math.exp(-spanMs / MEDIUM_MS) },
});

/** What the mean says, as far as it has seen anything; for the rest, what is believed without it. Never negative where that is not. */
export const believed = ({ mean, weight }: RunningMean, without: number): number =>
  without + (Math.max(0, mean) - without) * weight;
