// SPDX-License-Identifier: MIT
import { MINUTE_MS } from "./tally.ts";

/**
 * How far earlier forecasts were off, as ln(true time / time forecast), the latest last: one list for each horizon (HORIZONS_MS),
 * apart for forecasts from the first minutes of a discharge and for later ones.
 */
export interface Residuals {
  readonly fresh: readonly (readonly number[])[];
  readonly settled: readonly (readonly number[])[];
}

/** A quarter of an hour and its doublings. */
export const HORIZONS_MS: readonly number[] = [15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE_MS);
/** Of each list. */
export const MOST_KEPT = 60;
/** Beyond this a residual tells of a broken gauge, not of the forecast. */
export const MOST_RESIDUAL = 3;

export const NO_RESIDUALS: Residuals = { fresh: HORIZONS_MS.map(() => []), settled: HORIZONS_MS.map(() => []) };

/** Quantiles of the residuals at 10, 50 and 90 %. */
export interface Spread {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** What the spread of a forecast's residuals depends on. */
export interface Moment {
  /** How long the forecast is. */
  readonly horizonMs: number;
  /** How long ago the discharge began. */
  readonly ageMs: number;
  /** How much the draw swings on this machine (`swing.ts`). */
  readonly swing: number;
}

/** A discharge is fresh for about so long. */
export const FRESH_MS = 10 * MINUTE_MS;
/** So many residuals weigh as much as what is believed without any. */
const DOUBT = 20;
/** The standard deviation that is believed: long after unplugging, what is added at first, and how long that takes to settle. */
const [LONG_AFTER, AT_FIRST, SETTLES_MS] = [0.11, 0.3, 40 * MINUTE_MS];
/** The swing for which that is believed; a draw that swings more is believed to be forecast as much worse, within bounds. */
const USUAL_SWING = 0.2;
const [LEAST_FACTOR, MOST_FACTOR] = [0.7, 3];
/** Standard deviations from the middle of a normal distribution to its 90 % quantile. */
export const NORMAL_90 = 1.2816;
/** A machine's habit of lasting longer, or shorter, than forecast is believed up to here. */
const MOST_HABIT = 0.1;

/** The residuals with one more; the oldest of its list gives way. */
export function withResidual(
  residuals: Residuals,
  age: keyof Residuals,
  { horizon, value }: { horizon: number; value: number },
): Residuals {
  const kept = Math.round(clamped(value, MOST_RESIDUAL) * 1000) / 1000;
  const lists = residuals[age].map((list, index) => (index === horizon ? [...list, kept].slice(-MOST_KEPT) : list));
  return { ...residuals, [age]: lists };
}

/** The residuals to be expected at this moment: those remembered, blended with a general belief as long as they are few. */
export function spreadAt(residuals: Residuals, moment: Moment): Spread {
  const freshness = Math.exp(-moment.ageMs / FRESH_MS);
  return blend(spreadIn(residuals.settled, moment), spreadIn(residuals.fresh, moment), freshness);
}

/** Between two horizons, what lies between their spreads. */
function spreadIn(lists: Residuals["fresh"], moment: Moment): Spread {
  const last = HORIZONS_MS.length - 1;
  const doublings = Math.log2(Math.max(moment.horizonMs, 1) / (HORIZONS_MS[0] ?? 1));
  const place = Math.min(Math.max(doublings, 0), last);
  const below = Math.floor(place);
  const at = (index: number): Spread => spreadOf(lists[Math.min(index, last)] ?? [], moment);
  return blend(at(below), at(below + 1), place - below);
}

function spreadOf(list: readonly number[], moment: Moment): Spread {
  const sorted = list.toSorted((one, other) => one - other);
  const remembered = {
    low: quantile(sorted, 0.1),
    middle: clamped(quantile(sorted, 0.5), MOST_HABIT),
    high: quantile(sorted, 0.9),
  };
  const reach = NORMAL_90 * believedDeviation(moment);
  return blend({ low: -reach, middle: 0, high: reach }, remembered, list.length / (list.length + DOUBT));
}

function believedDeviation({ ageMs, swing }: Moment): number {
  const factor = Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, swing / USUAL_SWING));
  return factor * (LONG_AFTER + AT_FIRST * Math.exp(-ageMs / SETTLES_MS));
}

const blend = (one: Spread, other: Spread, share: number): Spread => ({
  low: one.low + (other.low - one.low) * share,
  middle: one.middle + (other.middle - one.middle) * share,
  high: one.high + (other.high - one.high) * share,
});

/** Between neighbours, what lies between them; 0 of nothing. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * Math.max(0, sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

const clamped = (value: number, most: number): number => Math.min(most, Math.max(-most, value));
