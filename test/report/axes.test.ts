// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { amountTicks, scale, timeTicks } from "../../src/report/axes.ts";

test("a scale keeps the order, and stays within its pixels", () => {
  const it = scale(0, 100, [280, 20]);
  assert.deepEqual([it(0), it(50), it(100), it(200), it(-1)], [280, 150, 20, 20, 280]);
  assert.equal(scale(5, 5, [0, 100])(5), 0, "a range without any width");
});

test("amounts have round ticks from 0 to above the highest", () => {
  assert.deepEqual(amountTicks(100), [0, 25, 50, 75, 100]);
  assert.deepEqual(amountTicks(10.4), [0, 5, 10, 15]);
  assert.deepEqual(amountTicks(0), [0, 1]);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 300, noNaN: true }), (top) => {
      const ticks = amountTicks(top);
      assert.ok((ticks.at(-1) ?? 0) >= top && ticks.length <= 6);
    }),
  );
});

test("times have round ticks of the clock, no more than there is room for", () => {
  const at = (hour: number, minute: number): number => new Date(2026, 5, 2, hour, minute).getTime();
  assert.deepEqual(
    timeTicks(at(2, 17), at(7, 1), 8),
    [3, 4, 5, 6, 7].map((hour) => at(hour, 0)),
  );
  assert.deepEqual(timeTicks(at(2, 17), at(2, 17), 8), []);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2e12 }),
      fc.integer({ min: 0, max: 1e10 }),
      fc.integer({ min: 2, max: 9 }),
      (from, ms, most) => {
        const ticks = timeTicks(from, from + ms, most);
        assert.ok(ticks.length <= most + 1 && ticks.every((one) => one >= from && one <= from + ms));
      },
    ),
  );
});
