// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { observe, startForecast } from "../../src/forecast/forecast-state.ts";
import type { Sample } from "../../src/forecast/sample.ts";
import { asked, HOUR, MINUTE, sample, timeOf } from "./discharges.ts";

const charging = (atMs: number, energyWh: number, known: Partial<Sample> = {}): Sample =>
  sample(atMs, { flow: "charging", energyWh, powerW: 40, ...known });

const isNear = (ms: number, truthMs: number): void =>
  assert.ok(Math.abs(ms - truthMs) < 0.02 * truthMs, `${ms / MINUTE} min, not ${truthMs / MINUTE}`);

test("up to the limit below the taper it is a division", () => {
  const answer = asked(observe(startForecast(null), charging(0, 20)), 0, { chargeLimitPercent: 80 });
  assert.equal(answer?.until, "charged");
  assert.equal(answer?.expectedW, 40);
  isNear(timeOf(answer).medianMs, 0.5 * HOUR);
});

test("the last fifth takes longer than its share", () => {
  const state = observe(startForecast(null), charging(0, 20));
  const toFull = timeOf(asked(state, 0)).medianMs;
  assert.ok(toFull > 1.5 * 0.75 * HOUR && toFull < 3 * 0.75 * HOUR, `${toFull / MINUTE} min`);
});

test("within the taper the rate is that of the moment", () => {
  const early = timeOf(asked(observe(startForecast(null), charging(0, 40)), 0)).medianMs;
  // A straight line from 1 at 80 % to 0.1 at 100 %: 0.55 at 90 %.
  const late = timeOf(asked(observe(startForecast(null), charging(0, 45, { powerW: 22 })), 0)).medianMs;
  assert.ok(late < early && late > early / 3, `${late / MINUTE}, ${early / MINUTE}`);
});

test("a limit that does not hold is none", () => {
  const state = observe(startForecast(null), charging(0, 36));
  assert.equal(timeOf(asked(state, 0, { chargeLimitPercent: 60 })).medianMs, timeOf(asked(state, 0)).medianMs);
});

test("charging at 0 W at 73 % has no time until full", () => {
  const answer = asked(observe(startForecast(null), charging(0, 36.5, { powerW: 0 })), 0);
  assert.equal(answer?.left, null);
  assert.equal(answer?.phase, "estimating");
});

test("without power readings the gauge tells the rate", () => {
  let state = startForecast(null);
  for (let minute = 0; minute <= 30; minute += 1)
    state = observe(state, charging(minute * MINUTE, 0, { energyWh: null, powerW: null, percent: Math.floor(20 + minute) }));
  isNear(timeOf(asked(state, 30 * MINUTE, { chargeLimitPercent: 80 })).medianMs, 30 * MINUTE);
});

test("time runs on between samples, and never below zero", () => {
  const state = observe(startForecast(null), charging(0, 30));
  isNear(timeOf(asked(state, 5 * MINUTE, { chargeLimitPercent: 80 })).medianMs, 10 * MINUTE);
  assert.equal(timeOf(asked(state, 3 * HOUR, { chargeLimitPercent: 80 })).medianMs, 0);
});
