// SPDX-License-Identifier: MIT
import { type Forecast, forecast, type Question, type TimeLeft } from "../../src/forecast/forecast.ts";
import { type ForecastState, observe } from "../../src/forecast/forecast-state.ts";
import type { Sample } from "../../src/forecast/sample.ts";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A battery of 50 Wh, half full, at 10 W. */
export const sample = (atMs: number, known: Partial<Sample> = {}): Sample => ({
  ...{ atMs, flow: "discharging", energyWh: 25, energyFullWh: 50, percent: null, powerW: 10, profile: null },
  ...known,
});

/** How a make-believe battery is drained and read. */
export interface Drain {
  readonly fromMs?: number;
  readonly forMs: number;
  readonly everyMs?: number;
  readonly fullWh?: number;
  readonly startWh?: number;
  /** The draw in watts, so long after the start. */
  readonly watts: (sinceMs: number) => number;
  /** The gauge's resolution. */
  readonly stepWh?: number;
  /** What the machine tells: energy and power, energy alone, or whole percents alone. */
  readonly tells?: "energy and power" | "energy" | "percent";
  readonly profile?: (sinceMs: number) => string | null;
}

/** The samples of a drain, and what was in the battery at each. */
export function drained(drain: Drain): readonly { readonly sample: Sample; readonly heldWh: number }[] {
  const { fromMs = 0, forMs, everyMs = 30 * SECOND, startWh = 45, watts } = drain;
  const all = [];
  let heldWh = startWh;
  for (let sinceMs = 0; sinceMs <= forMs && heldWh > 0; sinceMs += everyMs) {
    all.push({ sample: read(drain, fromMs, { sinceMs, heldWh }), heldWh });
    heldWh -= energyBetween(watts, sinceMs, sinceMs + everyMs);
  }
  return all;
}

function read(drain: Drain, fromMs: number, { sinceMs, heldWh }: { sinceMs: number; heldWh: number }): Sample {
  const { fullWh = 50, stepWh = 0.01, tells = "energy and power", watts, profile = () => null } = drain;
  const inPercent = tells === "percent";
  return {
    ...{ atMs: fromMs + sinceMs, flow: "discharging", profile: profile(sinceMs) },
    energyWh: inPercent ? null : Math.round(heldWh / stepWh) * stepWh,
    energyFullWh: inPercent ? null : fullWh,
    percent: inPercent ? Math.round((100 * heldWh) / fullWh) : null,
    powerW: tells === "energy and power" ? watts(sinceMs) : null,
  };
}

/** In steps of seconds, as the draw may change at any. */
function energyBetween(watts: Drain["watts"], beginMs: number, endMs: number): number {
  let wattMs = 0;
  for (let atMs = beginMs; atMs < endMs; atMs += 5 * SECOND) wattMs += watts(atMs) * Math.min(5 * SECOND, endMs - atMs);
  return wattMs / HOUR;
}

export const observed = (state: ForecastState, drain: Drain): ForecastState =>
  drained(drain).reduce((before, { sample: seen }) => observe(before, seen), state);

/** The forecast at the last sample of a drain, to the very end unless asked otherwise. */
export const asked = (state: ForecastState, atMs: number, question: Partial<Question> = {}): Forecast | null =>
  forecast(state, { atMs, endPercent: 0, chargeLimitPercent: null, ...question });

/** The time left, where there must be one. */
export function timeOf(answer: Forecast | null): TimeLeft {
  if (answer === null || answer.left === null || typeof answer.left === "string")
    throw new Error(`no time left in ${JSON.stringify(answer)}`);
  return answer.left;
}

/** Random numbers that are the same in each run (xorshift32), evenly in 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
