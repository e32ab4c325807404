// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { levelForPerceived, lowestLevel, perceivedPercent } from "../../src/knobs/perceived-brightness.ts";

const range = fc.record({ max: fc.integer({ min: 1, max: 1_000_000 }), perceptual: fc.boolean() });
const percent = fc.double({ min: -50, max: 200, noNaN: true });

test("half as bright to the eye is about a fifth of the light", () => {
  assert.equal(levelForPerceived(50, { max: 1000, perceptual: false }), 184);
});

test("what is shown is what was wished for, to the step of the range", () => {
  fc.assert(
    fc.property(
      fc.record({ max: fc.integer({ min: 1000, max: 1_000_000 }), perceptual: fc.boolean() }),
      fc.integer({ min: 30, max: 100 }),
      (of, wished) => {
        assert.equal(Math.round(perceivedPercent(levelForPerceived(wished, of), of)), wished);
      },
    ),
  );
});

test("levels that are steps for the eye already are taken in proportion", () => {
  assert.equal(levelForPerceived(50, { max: 1000, perceptual: true }), 500);
});

test("full brightness is the highest level of every range", () => {
  fc.assert(fc.property(range, (of) => assert.equal(levelForPerceived(100, of), of.max)));
});

test("a brighter wish never gives a darker level", () => {
  fc.assert(
    fc.property(range, percent, percent, (of, a, b) => {
      assert.ok(levelForPerceived(Math.min(a, b), of) <= levelForPerceived(Math.max(a, b), of));
    }),
  );
});

test("no wish leaves the range, reaches 0, or goes below 5 % of it", () => {
  fc.assert(
    fc.property(range, percent, (of, wished) => {
      const level = levelForPerceived(wished, of);
      assert.ok(Number.isInteger(level) && level >= 1 && level >= of.max * 0.05 && level <= of.max);
    }),
  );
});

test("the lowest level is 5 % of the range, at least 1, and all there is where there is only one", () => {
  assert.deepEqual([1, 7, 20, 255, 19200].map(lowestLevel), [1, 1, 1, 13, 960]);
});
