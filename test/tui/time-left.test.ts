// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { PowerPoint } from "../../src/tui/state.ts";
import { timeLeft } from "../../src/tui/time-left.ts";
import { charging, NOW_MS, power } from "./states.ts";

const looking = { points: [], endPercent: 0, nowMs: NOW_MS };

/** Looks every 15 s, the last one now. */
const points = (powersW: readonly (number | null)[], draining = true): readonly PowerPoint[] =>
  powersW.map((powerW, index) => ({
    ...{ powerW, draining, percent: 76, energyWh: 38 },
    atMs: NOW_MS - (powersW.length - 1 - index) * 15_000,
  }));

test("in the first minute on battery it is a first guess, later it is rough", () => {
  assert.equal(timeLeft({ ...looking, power: power(), points: points([9.5]) }).certainty, "first");
  assert.equal(timeLeft({ ...looking, power: power(), points: points([9.5, 9.5, 9.5, 9.5, 9.5]) }).certainty, "rough");
});

test("the power is smoothed over five minutes: one high reading moves it little", () => {
  const steady = timeLeft({ ...looking, power: power(), points: points(new Array<number>(20).fill(9.5)) });
  const spiked = timeLeft({ ...looking, power: power({ rateW: 40 }), points: points([...new Array<number>(19).fill(9.5), 40]) });
  assert.ok(spiked.leftMs !== null && steady.leftMs !== null && spiked.leftMs > steady.leftMs * 0.8);
});

test("it is rounded down, and counts to the level at which the system acts", () => {
  assert.equal(timeLeft({ ...looking, power: power(), points: points([9.5]) }).text, "4 h left");
  assert.equal(timeLeft({ ...looking, power: power(), points: points([9.5]), endPercent: 10 }).text, "3 h 20 min left");
});

test("what was drawn before the charger was pulled does not count", () => {
  const mixed = [...points([20, 20, 20], false), ...points([10])];
  assert.equal(timeLeft({ ...looking, power: power({ rateW: 10 }), points: mixed }).text, "3 h 40 min left");
});

test("a gauge without a rate is timed by what it lost; at first nothing is known", () => {
  const falling = [0, 60_000, 120_000, 180_000].map((ms) => ({
    ...{ atMs: NOW_MS - 180_000 + ms, powerW: null, draining: true, percent: null },
    energyWh: 38 - (ms / 3_600_000) * 12,
  }));
  const silent = power({ rateW: null, energyWh: 37.4 });
  assert.equal(timeLeft({ ...looking, power: silent, points: falling }).text, "3 h left");
  assert.equal(timeLeft({ ...looking, power: silent, points: falling.slice(0, 1) }).text, "time left unknown");
});

test("on a charger there is no time left, but a time to full while it charges", () => {
  assert.equal(timeLeft({ ...looking, power: charging }).text, "36 min to full");
  assert.equal(timeLeft({ ...looking, power: power({ source: "ac", state: "fully-charged" }) }).text, "full");
  assert.equal(
    timeLeft({ ...looking, power: power({ source: "ac", state: "pending-charge" }) }).text,
    "plugged in, not charging",
  );
  assert.equal(timeLeft({ ...looking, power: power({ packs: [] }) }).text, "no battery");
});

test("hardly any draw is no eternity", () => {
  assert.equal(timeLeft({ ...looking, power: power({ rateW: 0.5 }), points: points([0.5]) }).text, "more than 48 h left");
  assert.equal(timeLeft({ ...looking, power: power({ rateW: 0.1 }), points: points([0.1]) }).text, "time left unknown");
});

test("whatever the gauge says, it is never negative, never more than 48 h, never no number", () => {
  const amount = fc.option(fc.double({ min: 0, max: 1000, noNaN: true }), { nil: null });
  fc.assert(
    fc.property(
      fc.array(amount, { maxLength: 30 }),
      amount,
      amount,
      fc.integer({ min: 0, max: 100 }),
      (powers, energyWh, rateW, endPercent) => {
        const { leftMs, text } = timeLeft({ ...looking, power: power({ energyWh, rateW }), points: points(powers), endPercent });
        assert.ok(leftMs === null || (leftMs >= 0 && leftMs <= 48 * 3_600_000), String(leftMs));
        assert.doesNotMatch(text, /NaN|Infinity|-\d/);
      },
    ),
  );
});
