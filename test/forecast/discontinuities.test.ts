// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { type ForecastState, observe, remember, startForecast } from "../../src/forecast/forecast-state.ts";
import { levelOf, powerOf, type Sample } from "../../src/forecast/sample.ts";
import { asked, drained, HOUR, MINUTE, observed, SECOND, sample, timeOf } from "./discharges.ts";

const steady = (forMs: number): ForecastState => observed(startForecast(null), { forMs, watts: () => 10 });

/** An hour at 10 W, something odd, and ten more minutes at 10 W from this energy on. */
function afterwards(odd: Sample, energyWh: number, lateMs = 0): { readonly watts: number; readonly minutes: number } {
  const fromMs = odd.atMs + 30 * SECOND + lateMs;
  const state = observed(observe(steady(HOUR), odd), { fromMs, forMs: 10 * MINUTE, startWh: energyWh, watts: () => 10 });
  const answer = asked(state, fromMs + 10 * MINUTE);
  return { watts: answer?.expectedW ?? Number.NaN, minutes: timeOf(answer).medianMs / MINUTE };
}

const at = HOUR + 30 * SECOND;

test("a gauge that jumps down moves the level, not the draw", () => {
  const { watts, minutes } = afterwards(sample(at, { energyWh: 25 }), 25);
  assert.ok(Math.abs(watts - 10) < 0.5, `${watts} W`);
  assert.ok(Math.abs(minutes - (25 / 10) * 60 + 10) < 8, `${minutes} min`);
});

test("a pack that is swapped for a full one, or a gauge that jumps up, moves the level, not the draw", () => {
  const { watts, minutes } = afterwards(sample(at, { energyWh: 50 }), 50);
  assert.ok(Math.abs(watts - 10) < 0.5, `${watts} W`);
  assert.ok(Math.abs(minutes - (50 / 10) * 60 + 10) < 12, `${minutes} min`);
});

test("what was lost in sleep is no draw", () => {
  const asleep = afterwards(sample(at + 8 * HOUR, { energyWh: 28, powerW: 10 }), 28);
  assert.ok(Math.abs(asleep.watts - 10) < 0.5, `${asleep.watts} W`);
  const nap = afterwards(sample(at + 5 * MINUTE, { energyWh: 34.9, powerW: 10, afterGap: true }), 34.9);
  assert.ok(Math.abs(nap.watts - 10) < 0.5, `${nap.watts} W`);
});

test("a clock that is set back is a gap, not a negative time", () => {
  const { watts } = afterwards(sample(at - 30 * MINUTE, { energyWh: 34.9 }), 34.9);
  assert.ok(Math.abs(watts - 10) < 0.5, `${watts} W`);
});

test("the same sample twice is one sample", () => {
  const state = steady(HOUR);
  const again = sample(HOUR, { energyWh: 35 });
  assert.deepEqual(asked(observe(state, again), HOUR), asked(state, HOUR));
});

test("a drain that is as steep as a jump is believed when it goes on", () => {
  const watts = (sinceMs: number) => (sinceMs < HOUR ? 5 : 120);
  const state = observed(startForecast(null), { forMs: 75 * MINUTE, everyMs: 5 * MINUTE, watts, tells: "energy" });
  assert.ok((asked(state, 75 * MINUTE)?.expectedW ?? 0) > 50);
});

test("no reading, 0 W and nonsense are all no reading", () => {
  for (const powerW of [null, 0, -4, Number.NaN, Number.POSITIVE_INFINITY, 1e9])
    assert.equal(powerOf(sample(0, { powerW })), null);
  for (const energyWh of [null, -1, Number.NaN, 1e300]) assert.equal(levelOf(sample(0, { energyWh })), null);
});

test("a power reading that is stuck, or off by half, misleads only a little", () => {
  for (const reading of [() => 3, () => 15, (watts: number) => 1.5 * watts]) {
    const watts = (sinceMs: number) => (sinceMs < HOUR ? 10 : 9);
    const seen = drained({ forMs: 2 * HOUR, watts }).map(({ sample: one }) => ({ ...one, powerW: reading(one.powerW ?? 0) }));
    const state = seen.reduce(observe, startForecast(null));
    const left = timeOf(asked(state, 2 * HOUR)).medianMs;
    assert.ok(Math.abs(left - (26 / 9.2) * HOUR) < 0.12 * left, `${left / HOUR} h`);
  }
});

test("power readings that stop for good bend nothing for long", () => {
  const watts = (sinceMs: number) => (sinceMs < 1.4 * HOUR ? 10 : 30);
  const seen = drained({ forMs: 1.5 * HOUR, watts });
  const silent = drained({ fromMs: 1.5 * HOUR, forMs: HOUR, startWh: 26, watts: () => 10, tells: "energy" });
  const state = [...seen, ...silent].reduce((before, one) => observe(before, one.sample), startForecast(null));
  assert.ok(Math.abs((asked(state, 2.5 * HOUR)?.expectedW ?? 0) - 10.5) < 1);
});

test("another profile after sleep has its own prior", () => {
  const memory = remember(
    observed(startForecast(null), { forMs: 4 * HOUR, startWh: 49, watts: () => 4, profile: () => "flight" }),
  );
  const plain = observed(startForecast(memory), { forMs: HOUR, watts: () => 12 });
  const woken = observe(plain, sample(9 * HOUR, { energyWh: 30, powerW: 12, profile: "flight" }));
  assert.ok((asked(woken, 9 * HOUR)?.expectedW ?? 99) < 7);
});

test("energy that is missing for a while is waited for", () => {
  const missing = drained({ fromMs: at, forMs: 5 * MINUTE, startWh: 35, watts: () => 10 }).map(({ sample: one }) => ({
    ...one,
    ...{ energyWh: null, percent: 70 },
  }));
  const state = missing.reduce(observe, steady(HOUR));
  const answer = asked(state, at + 5 * MINUTE);
  assert.ok(Math.abs((answer?.expectedW ?? 0) - 10) < 0.5);
});

test("a battery whose capacity nobody tells is forecast by its energy", () => {
  const seen = drained({ forMs: HOUR, watts: () => 10, tells: "energy" }).map(({ sample: one }) => ({
    ...one,
    energyFullWh: null,
  }));
  const state = seen.reduce(observe, startForecast(null));
  assert.ok(Math.abs(timeOf(asked(state, HOUR)).medianMs - 3.5 * HOUR) < 0.1 * HOUR);
});
