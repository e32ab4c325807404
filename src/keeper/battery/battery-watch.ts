// SPDX-License-Identifier: MIT
import { type ForecastState, observe, startForecast } from "../../forecast/forecast-state.ts";
import type { Memory } from "../../forecast/memory.ts";
import type { Sample } from "../../forecast/sample.ts";

/** What the keeper knows of the battery that is in. Pure data. */
export interface BatteryWatch {
  /** null before any battery was seen. */
  readonly identity: string | null;
  readonly forecast: ForecastState;
  readonly last: Sample | null;
  /** The memory that is on disk, and when this discharge was last written, or began. */
  readonly kept: Memory | null;
  readonly keptAtMs: number;
}

/** The watch over a battery before its first sample. */
export const startBatteryWatch = (identity: string | null, memory: Memory | null): BatteryWatch => ({
  identity,
  forecast: startForecast(memory),
  last: null,
  kept: memory,
  keptAtMs: 0,
});

/** Looks may come in bursts; the forecast needs no more samples than this. */
const SAMPLE_MS = 30_000;
/** What a kill may cost. Each writing costs, too. */
const KEEP_MS = 30 * 60_000;

/** Whether a sample says anything new. A clock that was set back must not make anybody wait. */
export function isDue({ last }: BatteryWatch, sample: Sample): boolean {
  if (last === null || sample.afterGap === true || isUnderOthers(last, sample)) return true;
  return sample.atMs < last.atMs || sample.atMs - last.atMs >= SAMPLE_MS;
}

/** What is drawn from now on has another cause. */
const isUnderOthers = (last: Sample, sample: Sample): boolean =>
  sample.flow !== last.flow || sample.profile !== last.profile || sample.savedW !== last.savedW;

/** The watch with one more sample. `normalDrawW`: what the machine draws as a rule, for a battery of which nothing was learned. */
export function withSample(watch: BatteryWatch, sample: Sample, normalDrawW: number | null): BatteryWatch {
  const begins = watch.forecast.discharge === null;
  return {
    ...watch,
    forecast: observe({ ...watch.forecast, normalDrawW }, sample),
    last: sample,
    keptAtMs: begins ? sample.atMs : watch.keptAtMs,
  };
}

/** Whether what was learned is to be written: a discharge is over, or goes on for long. */
export function isToBeKept(before: BatteryWatch, { forecast, last, keptAtMs }: BatteryWatch): boolean {
  if (before.forecast.discharge === null || last === null) return false;
  return forecast.discharge === null || last.atMs < keptAtMs || last.atMs - keptAtMs >= KEEP_MS;
}
