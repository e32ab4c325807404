// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type ForecastState, observe, startForecast } from "../../../src/forecast/forecast-state.ts";
import { emptyMemory, type Memory } from "../../../src/forecast/memory.ts";
import { HORIZONS_MS } from "../../../src/forecast/residuals.ts";
import { chanceOfLasting } from "../../../src/forecast/trip/chance.ts";
import { asked, drained, HOUR, MINUTE, observed, sample, timeOf } from "../discharges.ts";

/** An hour at 10 W, from 45 Wh of 50 down to 35. */
const anHour = (memory: Memory | null = null): ForecastState => observed(startForecast(memory), { forMs: HOUR, watts: () => 10 });

const question = { atMs: HOUR, endPercent: 0 };

const chance = (state: ForecastState, hours: number, savedW = 0, reservePercent = 0): number =>
  chanceOfLasting(state, question, { untilMs: HOUR + hours * HOUR, reservePercent, savedW }) ?? Number.NaN;

test("the chance is one half at the forecast's median, and 90 and 10 % at the ends of its interval", () => {
  const state = anHour();
  const { lowMs, medianMs, highMs } = timeOf(asked(state, HOUR));
  for (const [ms, expected] of [
    [lowMs, 0.9],
    [medianMs, 0.5],
    [highMs, 0.1],
  ] as const)
    assert.ok(Math.abs(chance(state, ms / HOUR) - expected) < 0.005, `${chance(state, ms / HOUR)} for ${expected}`);
});

test("a reserve counts as empty, and the level at which the system acts counts as a reserve", () => {
  const state = anHour();
  assert.ok(chance(state, 2.5) > 0.9);
  assert.ok(chance(state, 2.5, 0, 40) < 0.2);
  const goal = { untilMs: HOUR + 2.5 * HOUR, reservePercent: 0 };
  assert.equal(chanceOfLasting(state, { atMs: HOUR, endPercent: 40 }, goal), chance(state, 2.5, 0, 40));
});

test("what is saved makes it last, as far as it goes", () => {
  const state = anHour();
  assert.ok(chance(state, 4.4) < 0.2, `${chance(state, 4.4)}`);
  assert.ok(chance(state, 4.4, 4) > 0.9, `${chance(state, 4.4, 4)}`);
});

test("on a charger, before any sample, and for a moment that is none there is no chance to tell", () => {
  const charging = observe(anHour(), sample(HOUR + MINUTE, { flow: "charging" }));
  const goal = { untilMs: 3 * HOUR, reservePercent: 0 };
  assert.equal(chanceOfLasting(charging, question, goal), null);
  assert.equal(chanceOfLasting(startForecast(null), question, goal), null);
  assert.equal(chanceOfLasting(anHour(), question, { ...goal, untilMs: Number.NaN }), null);
});

test("a moment that has come is reached", () => assert.equal(chance(anHour(), 0), 1));

const residual = fc.double({ min: -1, max: 1, noNaN: true });
const lists = fc.array(fc.array(residual, { maxLength: 60 }), { minLength: HORIZONS_MS.length, maxLength: HORIZONS_MS.length });
const states = fc.record({ fresh: lists, settled: lists, energyWh: fc.double({ min: 0.5, max: 45, noNaN: true }) });

const stateOf = ({ fresh, settled, energyWh }: { fresh: number[][]; settled: number[][]; energyWh: number }): ForecastState =>
  drained({ forMs: 20 * MINUTE, startWh: energyWh, watts: () => 10 })
    .map((one) => one.sample)
    .reduce(observe, startForecast({ ...emptyMemory("Wh"), residuals: { fresh, settled } }));

const hours = fc.double({ min: 0, max: 30, noNaN: true });
const watts = fc.double({ min: -5, max: 20, noNaN: true });

test("more time never means a better chance, more saved and more energy never a worse one, whatever errors are remembered", () => {
  fc.assert(
    fc.property(states, hours, hours, watts, watts, (known, one, other, savedW, moreW) => {
      const state = stateOf(known);
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const [little, much] = [Math.min(savedW, moreW), Math.max(savedW, moreW)];
      const all = [chance(state, less, little), chance(state, more, little), chance(state, more, much)];
      for (const value of all) assert.ok(value >= 0 && value <= 1, `${all}`);
      assert.ok((all[1] ?? 0) <= (all[0] ?? 0) + 1e-9, `longer: ${all}`);
      assert.ok((all[2] ?? 0) >= (all[1] ?? 0) - 1e-9, `saved: ${all}`);
      assert.ok(chance(state, more, little, 30) <= chance(state, more, little, 10) + 1e-9);
    }),
    { numRuns: 300 },
  );
});
