// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { mean, sum } from "../src/mean.ts";

test("of no numbers sum and mean are 0, never NaN", () => {
  assert.deepEqual([sum([]), mean([])], [0, 0]);
});

test("the mean of some numbers is their sum by their count", () => {
  assert.deepEqual([sum([1, 2, 6]), mean([1, 2, 6])], [9, 3]);
});
