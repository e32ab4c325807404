// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { dischargesOf } from "../../src/history/discharges.ts";
import { figuresOf } from "../../src/history/figures.ts";
import { filledIn } from "../../src/history/filled-in.ts";
import { upowerRecords } from "../../src/history/upower.ts";
import { look, looks, MINUTE_MS } from "./records.ts";

/** A line a minute. */
const lines = (fromMinute: number, amounts: readonly number[], state = "discharging"): string =>
  amounts.map((amount, minute) => `${60 * (fromMinute + minute)}\t${amount.toFixed(3)}\t${state}\n`).join("");

const falling = (from: number): readonly number[] => Array.from({ length: 61 }, (_, minute) => from - minute / 5);

test("UPower's files tell a discharge with its energy, its power and a sleep", () => {
  const charge = lines(0, falling(80)) + lines(600, falling(64)) + lines(661, [52], "charging");
  const rate = lines(0, Array<number>(61).fill(6)) + lines(600, Array<number>(61).fill(6));
  const [it, ...others] = dischargesOf(upowerRecords({ charge, rate }, 50));
  const { usedWh, meanPowerW, sleepMs, fromPercent, untilPercent } = figuresOf(it ?? assert.fail());
  assert.deepEqual([usedWh, sleepMs, fromPercent, untilPercent, others], [14, 540 * MINUTE_MS, 80, 52, []]);
  assert.equal(meanPowerW?.toFixed(2), "6.00");
  assert.deepEqual(
    it?.pauses.map(({ kind }) => kind),
    ["asleep"],
  );
});

test("where UPower began anew the machine was off; without its size percents are no energy", () => {
  const charge = `${lines(0, [0], "unknown")}${lines(1, falling(80))}${lines(600, [0], "unknown")}${lines(601, falling(66))}`;
  const [it] = dischargesOf(upowerRecords({ charge, rate: "" }, null));
  assert.deepEqual(
    it?.pauses.map(({ kind }) => kind),
    ["off"],
  );
  const { usedWh, meanPowerW } = figuresOf(it ?? assert.fail());
  assert.deepEqual([usedWh, meanPowerW], [null, null]);
});

test("UPower fills in what the keeper did not watch, and nothing beside it", () => {
  const own = looks(100, 120, { profile: "flight" });
  const upower = looks(0, 200);
  const all = filledIn(own, upower);
  assert.deepEqual(
    all.filter((one) => own.includes(one)),
    own,
  );
  assert.ok(all.every(({ atMs }, index) => index === 0 || atMs > (all[index - 1]?.atMs ?? 0)));
  assert.ok(all.some(({ atMs }) => atMs === 0) && all.some(({ atMs }) => atMs === 200 * MINUTE_MS));
  assert.equal(dischargesOf(all).length, 1);
  assert.deepEqual(filledIn(own, []), own);
  assert.deepEqual(filledIn([], [look(1)]), [look(1)]);
});

test("whatever the files hold, the records can be told", () => {
  const line = fc.tuple(fc.oneof(fc.integer(), fc.double(), fc.string()), fc.oneof(fc.double(), fc.string()), fc.string());
  const text = fc.array(line.map((parts) => parts.join("\t"))).map((all) => all.join("\n"));
  fc.assert(
    fc.property(text, text, fc.option(fc.double({ min: 0, max: 200, noNaN: true })), (charge, rate, fullWh) => {
      for (const discharge of dischargesOf(upowerRecords({ charge, rate }, fullWh))) figuresOf(discharge);
    }),
  );
});
