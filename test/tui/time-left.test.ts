// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { PowerSnapshot } from "../../src/power/snapshot.ts";
import { timeLeft } from "../../src/tui/time-left.ts";
import { after, charging, NOW_MS, power, state } from "./states.ts";

/** The time left after looks that are a minute apart. */
const seen = (...looks: readonly PowerSnapshot[]) =>
  timeLeft(
    looks.reduce(
      (before, look, index) => after(before, { kind: "power", nowMs: NOW_MS + index * 60_000, power: look }),
      state({ power: null }),
    ),
  );

const draining = (minutes: number): readonly PowerSnapshot[] =>
  Array.from({ length: minutes }, (_, index) => power({ energyWh: 38 - (9.5 * index) / 60, percent: 76 - (19 * index) / 60 }));

test("at first it is a guess and says so, later it has an interval", () => {
  assert.match(seen(power()).text, /^roughly .* left$/);
  assert.match(seen(...draining(60)).text, /^\d h( \d+ min)? left, likely \d+:\d\d to \d+:\d\d$/);
});

test("on a charger there is no time left, but a time to full while it charges", () => {
  assert.match(
    seen(charging, { ...charging, energyWh: 38.3, percent: 76.7 }, { ...charging, energyWh: 38.7, percent: 77.3 }).text,
    /to full/,
  );
  assert.equal(seen(power({ source: "ac", state: "fully-charged" })).text, "full");
  assert.equal(seen(power({ source: "ac", state: "pending-charge" })).text, "plugged in, not charging");
  assert.equal(seen(power({ packs: [] })).text, "no battery");
  assert.equal(timeLeft(state({ power: null })).text, "looking");
});

test("whatever the gauge says, it is never negative, never more than 48 h, never no number", () => {
  const amount = fc.option(fc.double({ min: 0, max: 1000, noNaN: true }), { nil: null });
  fc.assert(
    fc.property(fc.array(fc.record({ energyWh: amount, rateW: amount }), { minLength: 1, maxLength: 12 }), (looks) => {
      const { leftMs, text } = seen(...looks.map((look) => power(look)));
      assert.ok(leftMs === null || (leftMs >= 0 && leftMs <= 48 * 3_600_000), String(leftMs));
      assert.doesNotMatch(text, /NaN|Infinity|-\d/);
    }),
  );
});
