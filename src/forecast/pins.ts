// SPDX-License-Identifier: MIT
import { type Draw, timeToUse } from "./draw.ts";
import { HORIZONS_MS, type Residuals, withResidual } from "./residuals.ts";
import { MINUTE_MS } from "./tally.ts";

/** A forecast that was noted, to be held against what comes: each level that is reached later is a true answer. */
export interface Pin {
  readonly atMs: number;
  readonly level: number;
  readonly draw: Draw;
  readonly age: keyof Residuals;
  /** The index of the next horizon at which it is looked at. */
  readonly horizon: number;
}

/** Pins that wait, and what those before have taught. */
export interface Pinned {
  readonly pins: readonly Pin[];
  readonly residuals: Residuals;
}

const EVERY_MS = 15 * MINUTE_MS;

/** With a new pin, if the last is old enough. */
export function withPin(pins: readonly Pin[], { atMs, level, draw, age }: Omit<Pin, "horizon">): readonly Pin[] {
  const sinceMs = atMs - (pins.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY);
  return sinceMs >= EVERY_MS ? [...pins, { atMs, level, draw, age, horizon: 0 }] : pins;
}

/** Holds the pins against the level now; one that has been at all horizons is done. */
export function heldAgainst({ pins, residuals }: Pinned, now: { atMs: number; level: number }): Pinned {
  const dueNow = pins.filter((pin) => isDue(pin, now.atMs));
  if (dueNow.length === 0) return { pins, residuals };
  const waiting = pins
    .map((pin) => (dueNow.includes(pin) ? { ...pin, horizon: pin.horizon + 1 } : pin))
    .filter(({ horizon }) => horizon < HORIZONS_MS.length);
  return { pins: waiting, residuals: dueNow.reduce((learned, pin) => withLesson(learned, pin, now), residuals) };
}

const isDue = ({ atMs, horizon }: Pin, nowMs: number): boolean =>
  nowMs - atMs >= (HORIZONS_MS[horizon] ?? Number.POSITIVE_INFINITY);

function withLesson(residuals: Residuals, pin: Pin, now: { atMs: number; level: number }): Residuals {
  const forecastMs = timeToUse(pin.draw, pin.level - now.level);
  if (forecastMs === null || forecastMs <= 0) return residuals;
  return withResidual(residuals, pin.age, { horizon: pin.horizon, value: Math.log((now.atMs - pin.atMs) / forecastMs) });
}
