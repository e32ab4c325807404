// SPDX-License-Identifier: MIT
import type { HistoryRecord, Look } from "../../src/history/record.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** A look at so many minutes: on battery, of 50 Wh, at 6 W, unless told. */
export const look = (minute: number, more: Partial<Look> = {}): Look => ({
  kind: "look",
  atMs: minute * MINUTE_MS,
  flow: "discharging",
  energyWh: 40 - minute / 10,
  powerW: 6,
  percent: 80 - minute / 5,
  brightnessPercent: 60,
  profile: null,
  ...more,
});

/** One look a minute, from the first to the last minute. */
export const looks = (from: number, until: number, more: Partial<Look> = {}): readonly HistoryRecord[] =>
  Array.from({ length: until - from + 1 }, (_, index) => look(from + index, more));

export const plugged = (minute: number): HistoryRecord => look(minute, { flow: "charging" });
