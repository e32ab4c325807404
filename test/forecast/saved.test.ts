// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { observe, remember, startForecast } from "../../src/forecast/forecast-state.ts";
import { asked, HOUR, SECOND, sample, timeOf } from "./discharges.ts";

/** Two hours at 10 W, less 3 W from the first hour on, which the forecast is told of or not. */
function turnedAfterAnHour(isTold: boolean, untilMs: number) {
  let [state, heldWh] = [startForecast(null), 45];
  for (let atMs = 0; atMs <= untilMs; atMs += 30 * SECOND) {
    const powerW = atMs > HOUR ? 7 : 10;
    const savedW = isTold && atMs > HOUR ? 3 : 0;
    state = observe(state, sample(atMs, { energyWh: heldWh, powerW, savedW }));
    heldWh -= (powerW * 30 * SECOND) / HOUR;
  }
  return state;
}

const near = (one: number, other: number, share: number): void =>
  assert.ok(Math.abs(one - other) <= share * other, `${one} for ${other}`);

test("what a trip saves is in the forecast at once, where it was told, and only slowly where it was not", () => {
  const soonMs = HOUR + 60 * SECOND;
  const told = timeOf(asked(turnedAfterAnHour(true, soonMs), soonMs)).medianMs;
  const untold = timeOf(asked(turnedAfterAnHour(false, soonMs), soonMs)).medianMs;
  near(told, (35 / 7) * HOUR, 0.05);
  assert.ok(untold < 0.9 * told, `${untold} and ${told}`);
});

test("what is remembered of a trip is the draw without its saving", () => {
  const memory = remember(turnedAfterAnHour(true, 2 * HOUR));
  assert.ok(memory);
  near((memory.draw.used * HOUR) / memory.draw.spanMs, 10, 0.03);
});

test("forecasts from before a turn are held to account after it, as if nothing had been turned", () => {
  const { settled, fresh } = remember(turnedAfterAnHour(true, 2 * HOUR))?.residuals ?? { settled: [], fresh: [] };
  const errors = [...settled, ...fresh].flat();
  assert.ok(errors.length >= 8, `${errors.length} residuals`);
  for (const error of errors) assert.ok(Math.abs(error) < 0.06, `${error}`);
});
