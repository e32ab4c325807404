// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { inSlots, spanMs } from "../../src/tui/time-slots.ts";
import { NOW_MS } from "./states.ts";

const MINUTE_MS = 60_000;
const point = (minutesAgo: number, powerW: number) => ({
  atMs: NOW_MS - minutesAgo * MINUTE_MS,
  powerW,
  percent: null,
  energyWh: null,
  source: "battery" as const,
});

test("the span grows with what is known, so that the graph fills up before it moves", () => {
  assert.equal(spanMs({ points: [], nowMs: NOW_MS }), 10 * MINUTE_MS);
  assert.equal(spanMs({ points: [point(11, 9)], nowMs: NOW_MS }), 30 * MINUTE_MS);
  assert.equal(spanMs({ points: [point(6000, 9)], nowMs: NOW_MS }), 960 * MINUTE_MS);
});

test("a slot has the mean of its looks, and holds the last one until the next", () => {
  const slots = inSlots({ points: [point(2.9, 8), point(2.5, 12)], nowMs: NOW_MS }, 10, ({ powerW }) => powerW);
  assert.deepEqual(slots, [...new Array<null>(7).fill(null), 10, 12, 12]);
});

test("where it slept, nothing is known: no line is drawn through the night", () => {
  const slots = inSlots({ points: [point(9.5, 9), point(0.5, 9)], nowMs: NOW_MS }, 10, ({ powerW }) => powerW);
  assert.deepEqual(slots.slice(4, 9), new Array<null>(5).fill(null));
  assert.equal(slots.at(-1), 9);
});
