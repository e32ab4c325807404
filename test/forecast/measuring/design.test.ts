// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { beginners, blockMs, designFor, measurementMs, meterFor } from "../../../src/forecast/measuring/design.ts";
import { pseudoRandom } from "../../../src/forecast/measuring/pseudo-random.ts";
import { look } from "./looks.ts";

test("each arm begins as often as the other, give or take one, in any order", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer(), (pairs, seed) => {
      const arms = beginners(pairs, pseudoRandom(seed));
      const withFirst = arms.filter((arm) => arm === "with").length;
      assert.equal(arms.length, pairs);
      assert.ok(Math.abs(2 * withFirst - pairs) <= 1);
    }),
  );
  const orders = new Set(Array.from({ length: 60 }, (_, seed) => beginners(5, pseudoRandom(seed)).join()));
  assert.ok(orders.size > 10, "there are 20 orders of five pairs");
});

test("blocks are three minutes at least where a battery is asked, and a smoothed rate is waited for", () => {
  for (const meter of ["energy", "power"] as const) assert.ok(blockMs(designFor(meter)) >= 180_000);
  assert.ok(designFor("power").settleMs >= 3 * 55_000);
  assert.equal(measurementMs(designFor("energy")), 35 * 60_000);
});

test("a block's looks come out even", () => {
  for (const meter of ["energy", "power", "package"] as const) {
    const { settleMs, measuredMs, lookMs } = designFor(meter);
    assert.equal(settleMs % lookMs, 0);
    assert.equal(measuredMs % lookMs, 0);
  }
});

test("energy is taken where it moves with each look, else the rate, else the processor's counter, else nothing", () => {
  const falling = [40, 39.99, 39.99, 39.98, 39.97].map((energyWh) => look({ energyWh, powerW: 8 }));
  assert.equal(meterFor(falling), "energy");
  assert.equal(meterFor([40, 40, 40, 40, 39.5].map((energyWh) => look({ energyWh, powerW: 8 }))), "power");
  assert.equal(meterFor([look({ packageJ: 1 }), look({ packageJ: 9 })]), "package");
  assert.equal(meterFor([look({ powerW: 8 }), look({})]), null);
  assert.equal(meterFor([]), null);
});

test("pseudo-random numbers are spread evenly from 0 to less than 1", () => {
  const random = pseudoRandom(7);
  const numbers = Array.from({ length: 10_000 }, random);
  assert.ok(numbers.every((one) => one >= 0 && one < 1));
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const inIt = numbers.filter((one) => Math.floor(one * 10) === tenth).length;
    assert.ok(inIt > 850 && inIt < 1150, `${inIt} of 10000`);
  }
});
