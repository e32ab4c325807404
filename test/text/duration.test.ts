// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { durationText, momentText } from "../../src/text/duration.ts";

const MINUTE = 60_000;

test("durations are told as people say them", () => {
  assert.equal(durationText(20_000), "less than a minute");
  assert.equal(durationText(59.6 * MINUTE), "1 h");
  assert.equal(durationText(130 * MINUTE), "2 h 10 min");
  assert.equal(durationText(1441 * MINUTE), "1 day");
  assert.equal(durationText(3 * 1440 * MINUTE + 240 * MINUTE), "3 days 4 h");
  assert.equal(durationText(Number.NaN), "less than a minute");
  assert.equal(durationText(-MINUTE), "less than a minute");
});

test("moments carry their date only on another day", () => {
  const at = new Date(2026, 5, 1, 9, 5).getTime();
  assert.equal(momentText(at, at + MINUTE), "09:05");
  assert.equal(momentText(at, at + 1440 * MINUTE), "2026-06-01 09:05");
});
