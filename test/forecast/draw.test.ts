// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type Draw, LONGEST_MS, timeToUse, usedAfter } from "../../src/forecast/draw.ts";
import { HOUR, MINUTE } from "./discharges.ts";

const rate = fc.double({ min: 0, max: 200, noNaN: true });
const draws = fc.record({ fast: rate, medium: rate, long: fc.double({ min: 0.01, max: 200, noNaN: true }) });
const amounts = fc.double({ min: 0, max: 150, noNaN: true });

/** The time as a number that can be compared. */
const msToUse = (draw: Draw, amount: number): number => timeToUse(draw, amount) ?? LONGEST_MS;

test("a steady draw is a division", () => {
  const steady = { fast: 10, medium: 10, long: 10 };
  assert.ok(Math.abs(msToUse(steady, 25) - 2.5 * HOUR) < 1);
  assert.equal(msToUse(steady, 0), 0);
  assert.equal(msToUse(steady, -3), 0);
});

test("what is drawn now counts much for the next minutes, and little for hours", () => {
  const burst = { fast: 20, medium: 10, long: 10 };
  assert.ok(usedAfter(burst, 5 * MINUTE) > 1.8 * usedAfter({ ...burst, fast: 10 }, 5 * MINUTE));
  assert.ok(usedAfter(burst, 4 * HOUR) < 1.1 * usedAfter({ ...burst, fast: 10 }, 4 * HOUR));
});

test("more than 48 h is no number", () => {
  assert.equal(timeToUse({ fast: 1, medium: 1, long: 1 }, 48.1), null);
  assert.equal(timeToUse({ fast: 0, medium: 0, long: 1e-9 }, 50), null);
});

test("less energy never means more time", () => {
  fc.assert(
    fc.property(draws, amounts, amounts, (draw, one, other) => {
      assert.ok(msToUse(draw, Math.min(one, other)) <= msToUse(draw, Math.max(one, other)));
    }),
  );
});

test("more draw, of minutes, of a quarter of an hour or in the long run, never means more time", () => {
  fc.assert(
    fc.property(draws, amounts, fc.constantFrom("fast", "medium", "long"), rate, (draw, amount, which, more) => {
      assert.ok(msToUse({ ...draw, [which]: draw[which] + more }, amount) <= msToUse(draw, amount) + 1e-3);
    }),
  );
});

test("what has been used by the time that is forecast is what was there", () => {
  fc.assert(
    fc.property(draws, amounts, (draw, amount) => {
      const ms = timeToUse(draw, amount);
      if (ms !== null) assert.ok(Math.abs(usedAfter(draw, ms) - amount) < 1e-6 * (1 + amount));
    }),
  );
});
