// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { cone, forecastNow, reachMs } from "../../src/tui/outlook.ts";
import type { State } from "../../src/tui/state.ts";
import { after, charging, NOW_MS, power, state } from "./states.ts";

const HOUR_MS = 3_600_000;

/** A screen that has watched the battery drain evenly for so many minutes. */
const watched = (minutes: number, rateW = 9.5): State =>
  Array.from({ length: minutes * 4 }).reduce<State>(
    (before, _, index) =>
      after(before, {
        ...{ kind: "power", nowMs: NOW_MS + index * 15_000 },
        power: power({ rateW, energyWh: 38 - (rateW * index) / 240, percent: 76 - (rateW * index) / 120 }),
      }),
    state(),
  );

test("from the first look on there is a forecast, and after a while it is that of an even draw", () => {
  assert.ok(forecastNow(watched(1)) !== null);
  const ahead = forecastNow(watched(60));
  assert.ok(ahead !== null && ahead.left !== null && typeof ahead.left === "object");
  assert.ok(Math.abs(ahead.left.medianMs - (28.5 / 9.5) * HOUR_MS) < HOUR_MS / 2, String(ahead.left.medianMs / HOUR_MS));
  assert.ok(ahead.left.lowMs < ahead.left.medianMs && ahead.left.medianMs < ahead.left.highMs);
});

test("the cone begins at the level now, opens, and comes down to the end", () => {
  const draining = watched(30);
  const ahead = cone(draining, 20, reachMs(draining));
  const [first] = ahead;
  assert.ok(first?.low != null && first.high != null && first.high <= (draining.power?.percent ?? 0));
  for (const { low, high } of ahead) assert.ok(low === null || high === null || low <= high);
  assert.ok(ahead.findLastIndex(({ low }) => low !== null) < ahead.findLastIndex(({ high }) => high !== null));
});

test("on a charger that does not charge, and without a battery, there is no cone", () => {
  const resting = after(state(), { kind: "power", nowMs: NOW_MS, power: power({ source: "ac", state: "fully-charged" }) });
  assert.deepEqual([cone(resting, 20, HOUR_MS), reachMs(resting)], [[], 0]);
  const none = after(state(), {
    kind: "power",
    nowMs: NOW_MS,
    power: power({ packs: [], percent: null, energyWh: null, energyFullWh: null, source: "none" }),
  });
  assert.deepEqual(cone(none, 20, HOUR_MS), []);
});

test("what is charged rises", () => {
  const rising = Array.from({ length: 40 }).reduce<State>(
    (before, _, index) =>
      after(before, {
        kind: "power",
        nowMs: NOW_MS + index * 30_000,
        power: { ...charging, energyWh: 30 + index / 6, percent: 60 + index / 3 },
      }),
    state(),
  );
  const ahead = cone(rising, 10, reachMs(rising));
  const [first, last] = [ahead[0]?.low, ahead.at(-1)?.low];
  assert.ok(first != null && last != null && last > first, `${first} ${last}`);
});

test("no level of the cone is beyond full or empty, whatever the gauge says", () => {
  const amount = fc.option(fc.double({ min: 0, max: 200, noNaN: true }), { nil: null });
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          energyWh: amount,
          rateW: amount,
          percent: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null }),
        }),
        { maxLength: 12 },
      ),
      (looks) => {
        const seen = looks.reduce<State>(
          (before, look, index) => after(before, { kind: "power", nowMs: NOW_MS + index * 60_000, power: power(look) }),
          state(),
        );
        for (const { low, high } of cone(seen, 16, Math.max(1, reachMs(seen))))
          for (const level of [low, high]) assert.ok(level === null || (level >= 0 && level <= 100), String(level));
      },
    ),
  );
});
