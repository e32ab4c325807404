// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { arrivalWords } from "../../src/text/arrival-words.ts";

const NOW = Date.parse("2026-11-28T12:08:00Z");

const CASES: readonly (readonly [at: string, zone: string, words: string])[] = [
  ["2026-11-28T17:40Z", "Europe/Berlin", "18:40 Berlin time, in 5 h 32 min"],
  ["2026-11-28T17:40Z", "UTC", "17:40 UTC, in 5 h 32 min"],
  ["2026-11-28T23:30Z", "Europe/Berlin", "tomorrow 00:30 Berlin time, in 11 h 22 min"],
  ["2026-11-30T12:00Z", "Europe/Berlin", "2026-11-30 13:00 Berlin time, in 1 day 23 h"],
  ["2026-11-28T11:48:00Z", "Europe/Berlin", "12:48 Berlin time, 20 min ago"],
  ["2026-11-28T12:08:20Z", "UTC", "12:08 UTC, in less than a minute"],
];

for (const [at, zone, words] of CASES)
  test(`${at} is told as "${words}"`, () => assert.equal(arrivalWords({ atMs: Date.parse(at), zone }, NOW), words));
