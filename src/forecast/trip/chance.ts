// SPDX-License-Identifier: MIT
import type { Discharge } from "../discharge.ts";
import { type Draw, LONGEST_MS, timeToUse, usedAfter } from "../draw.ts";
import { drawOf, drawUnsaved, levelAt } from "../estimate.ts";
import type { Question } from "../forecast.ts";
import type { ForecastState } from "../forecast-state.ts";
import { HORIZONS_MS, NORMAL_90, type Spread, spreadAt } from "../residuals.ts";
import { ratePerHour, wattsOf, withSaved } from "../saved.ts";
import { deviationOf } from "../swing.ts";
import { HOUR_MS } from "../tally.ts";

/** Until when the battery is to last, and with how much left in it by then. */
export interface TripGoal {
  readonly untilMs: number;
  /** At least the level at which the system acts, whatever is asked for. */
  readonly reservePercent: number;
}

/** How likely it is that a goal is reached, and how long the battery lasts down to the reserve, if from now on a trip saves so many watts in all. */
export interface Odds {
  readonly needMs: number;
  /** With `later`, something else is saved after a while. */
  readonly chance: (savedW: number, later?: Later) => number;
  readonly lastsMs: (savedW: number) => number;
}

/** What is saved after so long. */
export interface Later {
  readonly afterMs: number;
  readonly savedW: number;
}

/**
 * The probability, from 0 to 1, that the battery holds more than the reserve at the goal's moment, if from now on `savedW` less is drawn than now
 * (more where that is negative). More energy or more saving never means less of it, more time never more. null while nothing is drained, or known.
 */
export function chanceOfLasting(
  state: ForecastState,
  question: Pick<Question, "atMs" | "endPercent">,
  { savedW = 0, ...goal }: TripGoal & { readonly savedW?: number },
): number | null {
  const odds = oddsOf(state, question, goal);
  const { discharge } = state;
  return odds === null || discharge === null ? null : odds.chance(wattsOf(discharge.savedPerHour, discharge.unit) + savedW);
}

/** The odds of a goal as things are at a moment; null while nothing is drained, or known. */
export function oddsOf(
  { discharge }: ForecastState,
  { atMs, endPercent }: Pick<Question, "atMs" | "endPercent">,
  { untilMs, reservePercent }: TripGoal,
): Odds | null {
  const needMs = untilMs - atMs;
  if (discharge === null || !Number.isFinite(needMs)) return null;
  const draw = drawUnsaved(discharge);
  const kept = (discharge.full * Math.max(percent(endPercent), percent(reservePercent))) / 100;
  const amount = Math.max(0, levelAt(discharge, drawOf(discharge), atMs) - kept);
  const spreads = spreadsUntil(discharge, needMs);
  const less = (savedW: number): Draw => withSaved(draw, ratePerHour(savedW, discharge.unit));
  const lastsMs = (savedW: number, later?: Later): number =>
    later === undefined
      ? timeFor(less(savedW), amount)
      : timeForBoth(less(savedW), { ...later, draw: less(later.savedW) }, amount);
  return { needMs, lastsMs, chance: (savedW, later) => (needMs <= 0 ? 1 : chanceFor(lastsMs(savedW, later), spreads)) };
}

const timeFor = (draw: Draw, amount: number): number =>
  timeToUse(draw, amount) ?? Math.max(LONGEST_MS, (amount * HOUR_MS) / draw.long);

/** How long until so much is used, with another draw after a while: as with that one from the start, and less to use. */
function timeForBoth(first: Draw, { afterMs, draw }: { afterMs: number; draw: Draw }, amount: number): number {
  const usedFirst = usedAfter(first, afterMs);
  return usedFirst >= amount ? timeFor(first, amount) : timeFor(draw, amount - usedFirst + usedAfter(draw, afterMs));
}

const percent = (told: number): number => (told >= 0 ? Math.min(100, told) : 0);

/** What is known of errors at a horizon. */
interface Horizon {
  readonly ms: number;
  readonly spread: Spread;
}

/** The spread for what is needed, and for each horizon before it at which errors are remembered. */
function spreadsUntil({ residuals, beganMs, lastMs, swing }: Discharge, needMs: number): readonly Horizon[] {
  const moment = { ageMs: lastMs - beganMs, swing: deviationOf(swing) };
  const all = [...HORIZONS_MS.filter((ms) => ms < needMs), Math.max(needMs, 1)];
  return all.map((ms) => ({ ms, spread: spreadAt(residuals, { ...moment, horizonMs: ms }) }));
}

/** Lasting until the goal is lasting until every moment before it: the least of their chances, which no longer way can raise. */
function chanceFor(lastsMs: number, horizons: readonly Horizon[]): number {
  if (lastsMs <= 0) return 0;
  return normalBelow(-Math.max(...horizons.map((horizon) => deviations(horizon, lastsMs))));
}

/** How many standard deviations the forecast would have to be off: a normal distribution of ln(truth / forecast) with a width for each side. */
function deviations({ ms, spread: { low, middle, high } }: Horizon, lastsMs: number): number {
  const off = Math.log(ms / lastsMs) - middle;
  const width = (off < 0 ? middle - low : high - middle) / NORMAL_90;
  return off / Math.max(LEAST_WIDTH, width);
}

/** No forecast is surer than this. */
const LEAST_WIDTH = 0.02;

/** The share of a normal distribution below so many standard deviations, to three digits, and always rising. */
const normalBelow = (deviation: number): number => 1 / (1 + Math.exp(-1.5976 * deviation - 0.07056 * deviation ** 3));
