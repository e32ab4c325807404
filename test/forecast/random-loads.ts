// SPDX-License-Identifier: MIT
import { HOUR, MINUTE } from "./discharges.ts";

/** What a machine draws in its user's hands, at random. Deviations are standard deviations of ln(draw / mean). */
export interface Habit {
  readonly meanW: number;
  /** From one discharge to the next. */
  readonly session: number;
  readonly slow: Returning;
  readonly quick: Returning;
  /** Work that comes for minutes and multiplies the draw. */
  readonly bursts: { readonly perHour: number; readonly times: number; readonly lastsMs: number } | null;
  /** What the draw is multiplied with, one of them at random for each hour; none for a draw without modes. */
  readonly modes: readonly number[];
  /** By how much ln(draw) has moved after ten hours, at random to either side. */
  readonly drift: number;
}

/** A deviation that returns to nothing within about so long. */
export interface Returning {
  readonly deviation: number;
  readonly tauMs: number;
}

const HOURS = 24;
const MINUTES = HOURS * 60;

/** One discharge's draw in watts, so long after its start. */
export function loadOf(habit: Habit, random: () => number): (sinceMs: number) => number {
  const own = habit.meanW * Math.exp(habit.session * normal(random));
  const drift = (habit.drift * normal(random)) / (10 * 60);
  const slow = returning(random, habit.slow);
  const quick = returning(random, habit.quick);
  const modes = Array.from({ length: HOURS }, () => oneOf(random, habit.modes) ?? 1);
  const bursts = burstsOf(random, habit.bursts);
  const watts = Array.from({ length: MINUTES }, (_, minute) => {
    const deviation = (slow[minute] ?? 0) + (quick[minute] ?? 0) + drift * minute;
    return own * Math.exp(deviation) * (modes[Math.floor(minute / 60)] ?? 1) * (bursts[minute] ?? 1);
  });
  return (sinceMs) => watts[Math.min(MINUTES - 1, Math.floor(sinceMs / MINUTE))] ?? own;
}

/** Evenly random numbers summed to what is nearly a normal one. */
export const normal = (random: () => number): number => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);

export const between = (random: () => number, least: number, most: number): number => least + (most - least) * random();

export const oneOf = <T>(random: () => number, all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];

/** ln(draw / mean), by the minute. */
function returning(random: () => number, { deviation, tauMs }: Returning): readonly number[] {
  const kept = Math.exp(-MINUTE / tauMs);
  let now = deviation * normal(random);
  return Array.from({ length: MINUTES }, () => {
    now = now * kept + deviation * Math.sqrt(1 - kept ** 2) * normal(random);
    return now;
  });
}

/** What the draw is multiplied with, by the minute. */
function burstsOf(random: () => number, bursts: Habit["bursts"]): readonly number[] {
  if (bursts === null) return [];
  const [begins, goesOn] = [(bursts.perHour * MINUTE) / HOUR, Math.exp(-MINUTE / bursts.lastsMs)];
  let isOn = false;
  return Array.from({ length: MINUTES }, () => {
    isOn = random() < (isOn ? goesOn : begins);
    return isOn ? bursts.times : 1;
  });
}
