// SPDX-License-Identifier: MIT
import { mean } from "../mean.ts";
import { type Activity, type Coefficients, PRIOR, wakeupShare } from "./power-model.ts";

/** One long look: the machine's power, and what was done in the meantime, each by the second. */
export interface Block {
  readonly powerW: number;
  /** CPUs that were busy on average. */
  readonly cpu: number;
  /** After saturation (`wakeupShare`). */
  readonly wakeupsPerS: number;
  readonly diskBytesPerS: number;
}

/** Shorter looks teach nothing: a battery's rate is smoothed over a minute, and needs three to settle. */
const LEAST_BLOCK_S = 180;

export function blockOf({ cpuS, wakeups, diskBytes }: Activity, powerW: number, spanS: number): Block | null {
  if (spanS < LEAST_BLOCK_S) return null;
  const share = wakeupShare(wakeups, spanS);
  return { powerW, cpu: cpuS / spanS, wakeupsPerS: (wakeups * share) / spanS, diskBytesPerS: diskBytes / spanS };
}

/** Three for each number that is fitted, powertop's rule; before that the prior alone is honest. */
export const LEAST_BLOCKS = 12;

/**
 * Coefficients from past looks: least squares, drawn towards the prior (ridge) and kept between bounds, so that few or one-sided
 * looks move little and none moves far. The base is free, for it differs by laptop and is no part of the answer.
 */
export function fitCoefficients(blocks: readonly Block[]): Coefficients {
  if (blocks.length < LEAST_BLOCKS) return PRIOR;
  const samples = blocks.map(({ powerW, cpu, wakeupsPerS, diskBytesPerS }) => ({
    powerW,
    // In watts at the prior: then all factors are near 1, whatever their units.
    atPriorW: [cpu * PRIOR.cpuW, wakeupsPerS * PRIOR.wakeupJ, diskBytesPerS * PRIOR.diskJPerByte],
  }));
  const [cpu = 1, wakeup = 1, disk = 1] = descend(samples);
  return { cpuW: PRIOR.cpuW * cpu, wakeupJ: PRIOR.wakeupJ * wakeup, diskJPerByte: PRIOR.diskJPerByte * disk };
}

interface Sample {
  readonly powerW: number;
  readonly atPriorW: readonly number[];
}

/** Least and most of each factor on the prior: 0.3 to 9.4 W a CPU, up to 12 mJ a wake-up, up to 25 mJ a megabyte. */
const BOUNDS: readonly (readonly [least: number, most: number])[] = [
  [0.2, 6],
  [0, 3],
  [0, 5],
];

/** Half a watt of noise in a look's power, against a factor that may well be off by one. */
const RIDGE_W2 = 0.25;

const ROUNDS = 300;

/** Coordinate descent: the sum of squares is convex, so one factor after the other, each held in its bounds, reaches the least. */
function descend(samples: readonly Sample[]): readonly number[] {
  const factors = BOUNDS.map(() => 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, [least, most]] of BOUNDS.entries()) {
      const best = bestFactor(samples, factors, index);
      factors[index] = Math.min(most, Math.max(least, best));
    }
  }
  return factors;
}

/** Where the others stay as they are. The base is what is left on average, so all is counted from the means. */
function bestFactor(samples: readonly Sample[], factors: readonly number[], index: number): number {
  const rest = samples.map(({ powerW, atPriorW }) => powerW - others(atPriorW, factors, index));
  const own = samples.map(({ atPriorW }) => atPriorW[index] ?? 0);
  const [meanRest, meanOwn] = [mean(rest), mean(own)];
  let [product, square] = [RIDGE_W2, RIDGE_W2];
  for (const [at, x] of own.entries()) {
    product += (x - meanOwn) * ((rest[at] ?? 0) - meanRest);
    square += (x - meanOwn) ** 2;
  }
  return product / square;
}

const others = (atPriorW: readonly number[], factors: readonly number[], index: number): number =>
  atPriorW.reduce((sum, watts, at) => (at === index ? sum : sum + watts * (factors[at] ?? 0)), 0);
