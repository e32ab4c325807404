// SPDX-License-Identifier: MIT
import { type Forecast, forecast } from "../forecast/forecast.ts";
import { type ForecastState, observe, startForecast } from "../forecast/forecast-state.ts";
import { sampleOf } from "../forecast/sample.ts";
import { batteryQuestion } from "../keeper/battery/battery-question.ts";
import { NO_PROFILE_NAMED } from "../keeper/trip/trip.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { State } from "./state.ts";

/** What is known of the battery with one more look; `before` null: the first, with what is remembered of this battery. */
export function observed({ outlook, memory, seen, nowMs }: State, power: PowerSnapshot): ForecastState {
  const trip = seen?.wishes.trip ?? null;
  const name = seen?.mode === "on" ? seen.profile : null;
  // As the keeper has it: what a journey saves beyond its profile is told apart.
  const profile = name === NO_PROFILE_NAMED.name ? null : name;
  const savedW = trip === null || name === null || seen?.wishes.pause != null ? 0 : trip.savedW;
  return observe(outlook ?? startForecast(memory), sampleOf(power, { atMs: nowMs, profile, savedW }));
}

/** What is to be expected now; null while nothing can be said. */
export function forecastNow({ outlook, endPercent, nowMs, power }: State): Forecast | null {
  if (outlook === null || power === null) return null;
  return forecast(outlook, batteryQuestion(power, { atMs: nowMs, endPercent }));
}

/** The level so long from now, in percent: no higher than `high` and no lower than `low`, four times out of five. */
export interface LevelAhead {
  readonly low: number | null;
  readonly high: number | null;
}

/** What the level will be at so many moments, the last of them `reachMs` from now: the cone. */
export function cone(state: State, count: number, reachMs: number): readonly LevelAhead[] {
  const ahead = forecastNow(state);
  const percent = state.power?.percent ?? null;
  if (ahead === null || percent === null || ahead.left === null || typeof ahead.left === "string" || count <= 0) return [];
  const to = ahead.until === "end" ? state.endPercent : 100;
  const level = (ms: number, wholeMs: number): number => percent + (to - percent) * (wholeMs > 0 ? Math.min(1, ms / wholeMs) : 1);
  const { lowMs, highMs } = ahead.left;
  return Array.from({ length: count }, (_, index) => {
    const ms = ((index + 1) / count) * reachMs;
    const ends = [level(ms, lowMs), level(ms, highMs)];
    return { low: over(Math.min(...ends), to, percent), high: over(Math.max(...ends), to, percent) };
  });
}

/** Once the end is reached there is nothing more to draw. */
const over = (level: number, to: number, from: number): number | null => (level === to && to < from ? null : level);

/** How far into the future the cone reaches; 0 where there is none. */
export function reachMs(state: State): number {
  const ahead = forecastNow(state);
  return ahead === null || ahead.left === null || typeof ahead.left === "string" ? 0 : ahead.left.highMs;
}
