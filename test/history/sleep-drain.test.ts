// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { dischargesOf } from "../../src/history/discharges.ts";
import type { HistoryRecord } from "../../src/history/record.ts";
import { sleepDrain } from "../../src/history/sleep-drain.ts";
import { look, looks, MINUTE_MS } from "./records.ts";

const night = (from: number, { minutes, lostWh }: { minutes: number; lostWh: number | null }): readonly HistoryRecord[] => {
  const before = look(from, { energyWh: 30, percent: 60 });
  const energyWh = lostWh === null ? null : 30 - lostWh;
  const after = look(from + minutes, { energyWh, percent: 60 - 2 * (lostWh ?? 0) });
  return [before, { kind: "sleep", atMs: before.atMs + MINUTE_MS }, { kind: "wake", atMs: after.atMs }, after];
};

test("the drain is the mean over all nights, the longer ones for more", () => {
  const drain = sleepDrain(
    dischargesOf([...night(0, { minutes: 540, lostWh: 5.4 }), ...night(1000, { minutes: 60, lostWh: 1.6 })]),
  );
  assert.deepEqual([drain?.sleeps, drain?.powerW.toFixed(2), drain?.percentPerHour?.toFixed(2)], [2, "0.70", "1.40"]);
});

test("what says nothing is left out: naps, sleeps without a gauge, a machine that stayed awake", () => {
  assert.equal(sleepDrain(dischargesOf(looks(0, 60))), null);
  assert.equal(sleepDrain(dischargesOf(night(0, { minutes: 20, lostWh: 0.1 }))), null);
  assert.equal(sleepDrain(dischargesOf(night(0, { minutes: 540, lostWh: null }))), null);
  assert.equal(sleepDrain(dischargesOf(night(0, { minutes: 31, lostWh: 20 }))), null);
});
