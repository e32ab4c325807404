// SPDX-License-Identifier: MIT
import { sum } from "../mean.ts";
import type { Discharge } from "./discharge.ts";
import { lossOf } from "./figures.ts";

/** What this machine loses asleep, over all sleeps on battery that are on record. */
export interface SleepDrain {
  readonly sleeps: number;
  readonly ms: number;
  readonly lostWh: number;
  readonly powerW: number;
  /** Percent of the battery an hour; null where levels are unknown. */
  readonly percentPerHour: number | null;
}

const HOUR_MS = 3_600_000;
/** Over less, a gauge's step is more than what was lost. */
const SHORTEST_MS = HOUR_MS / 2;
/** More than this, and it did not sleep. */
const MOST_W = 30;

/** The drain in sleep; null where no sleep of half an hour is on record, or no gauge told energy. */
export function sleepDrain(discharges: readonly Discharge[]): SleepDrain | null {
  const losses = discharges
    .flatMap(({ pauses }) => pauses.filter(({ kind }) => kind === "asleep").map(lossOf))
    .flatMap(({ ms, lostWh, lostPercent }) => {
      const isSleep = lostWh !== null && ms >= SHORTEST_MS && lostWh * HOUR_MS <= MOST_W * ms;
      return isSleep ? [{ ms, lostWh, lostPercent }] : [];
    });
  if (losses.length === 0) return null;
  const [ms, lostWh] = [sum(losses.map((one) => one.ms)), sum(losses.map((one) => one.lostWh))];
  const percents = losses.flatMap(({ lostPercent }) => (lostPercent === null ? [] : [lostPercent]));
  const percentPerHour = percents.length < losses.length ? null : (sum(percents) * HOUR_MS) / ms;
  return { sleeps: losses.length, ms, lostWh, powerW: (lostWh * HOUR_MS) / ms, percentPerHour };
}
