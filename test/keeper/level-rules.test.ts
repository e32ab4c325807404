// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type BatteryEnd, type LowBattery, lowestLevel, lowWord, ruleInForce, warningAt } from "../../src/keeper/level-rules.ts";
import type { LevelRule } from "../../src/profile/config.ts";

const LOW: LevelRule = { below: 10, profile: "redeye" };
const MIDDLE: LevelRule = { below: 20, profile: "endurance" };
const RULES = [MIDDLE, LOW];

test("the lowest rule that the level lies below counts", () => {
  assert.equal(ruleInForce(RULES, 20, null), null);
  assert.equal(ruleInForce(RULES, 19.9, null), MIDDLE);
  assert.equal(ruleInForce(RULES, 9, null), LOW);
  assert.equal(ruleInForce(RULES, 9, MIDDLE), LOW);
});

test("a rule is left 3 points above its level, and never for an unknown one", () => {
  assert.equal(ruleInForce(RULES, 12.9, LOW), LOW);
  assert.equal(ruleInForce(RULES, 13, LOW), MIDDLE);
  assert.equal(ruleInForce(RULES, 22.9, MIDDLE), MIDDLE);
  assert.equal(ruleInForce(RULES, 23, MIDDLE), null);
  assert.equal(ruleInForce(RULES, null, MIDDLE), MIDDLE);
  assert.equal(ruleInForce(RULES, null, null), null);
});

test("a rule that was taken out of the configuration is left at once", () => {
  assert.equal(ruleInForce([LOW], 15, MIDDLE), null);
});

test("a gauge that trembles by less than 3 points switches at most once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 25 }), fc.array(fc.double({ min: 0, max: 2.9, noNaN: true })), (base, noise) => {
      let rule: LevelRule | null = null;
      const seen = noise.map((more) => {
        rule = ruleInForce(RULES, base + more, rule);
        return rule?.below ?? 100;
      });
      assert.deepEqual(
        seen,
        seen.toSorted((one, other) => other - one),
      );
    }),
  );
});

/** What is said of these levels, one after another in one discharge. */
function warnings(levels: readonly number[]): readonly (number | null)[] {
  let lowest: number | null = 100;
  return levels.map((percent) => {
    const due = warningAt(lowest, percent);
    lowest = lowestLevel(lowest, percent);
    return due;
  });
}

test("each warning is given once in a discharge, however the gauge trembles", () => {
  assert.deepEqual(warnings([12, 10, 10.4, 9.9, 5.2, 5, 5.1, 4]), [null, 10, null, null, null, 5, null, null]);
  assert.deepEqual(warnings([40, 4, 3]), [null, 5, null], "after sleep the more urgent one alone");
  assert.equal(warningAt(null, 8), 10);
  assert.equal(warningAt(20, null), null);
  assert.equal(lowestLevel(null, 50), 50);
  assert.equal(lowestLevel(50, null), 50);
});

const battery = (percent: number, more: Partial<LowBattery> = {}): LowBattery => ({
  percent,
  energyWh: percent / 2,
  energyFullWh: 50,
  rateW: 24,
  leftMs: null,
  ...more,
});

const HIBERNATION: BatteryEnd = { action: "hibernation", atPercent: 2 };

test("where the time is forecast, the word is the forecast's, rounded down", () => {
  const minutes = (left: number) => ({ leftMs: left * 60_000 });
  assert.equal(lowWord(11, battery(10, minutes(14.9)), HIBERNATION), "Battery at 10 %: about 10 min to hibernation");
  assert.equal(lowWord(11, battery(10, minutes(7.9)), HIBERNATION), "Battery at 10 %: about 7 min to hibernation");
  assert.equal(
    lowWord(11, battery(10, { ...minutes(22), rateW: null, energyFullWh: null }), HIBERNATION),
    "Battery at 10 %: about 20 min to hibernation",
  );
  assert.equal(lowWord(11, battery(10, minutes(0)), HIBERNATION), "Battery at 10 %: less than 1 min to hibernation");
});

test("one word, with the time to what comes then", () => {
  assert.equal(lowWord(11, battery(10, { rateW: 26 }), HIBERNATION), "Battery at 10 %: about 9 min to hibernation");
  assert.equal(lowWord(11, battery(9.7, { rateW: 6 }), HIBERNATION), "Battery at 10 %: about 35 min to hibernation");
  assert.equal(lowWord(11, battery(10), { action: "sleep", atPercent: 5 }), "Battery at 10 %: about 6 min to sleep");
  assert.equal(lowWord(11, battery(10), { action: "shutdown", atPercent: 3 }), "Battery at 10 %: about 8 min to shutdown");
  assert.equal(lowWord(11, battery(10)), "Battery at 10 %: about 10 min until it is empty");
});

test("nothing is said where nothing is due, and no time where it is not known", () => {
  assert.equal(lowWord(10, battery(9), HIBERNATION), null);
  assert.equal(lowWord(10, battery(9, { percent: null }), HIBERNATION), null);
  assert.equal(lowWord(11, battery(10, { rateW: null }), HIBERNATION), "Battery at 10 %");
  assert.equal(lowWord(11, battery(10, { rateW: 0 }), HIBERNATION), "Battery at 10 %");
  assert.equal(lowWord(11, battery(10, { energyFullWh: null }), HIBERNATION), "Battery at 10 %");
  assert.equal(lowWord(11, battery(10, { energyWh: null }), HIBERNATION), "Battery at 10 %: about 10 min to hibernation");
});

test("it never claims 0 min, nor more than there is", () => {
  assert.equal(lowWord(6, battery(2), HIBERNATION), "Battery at 2 %: less than 1 min to hibernation");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), fc.double({ min: 0.5, max: 100, noNaN: true }), (percent, rateW) => {
      const word = lowWord(11, battery(percent, { rateW }), HIBERNATION) ?? "";
      const claimed = Number(/about (\d+) min/.exec(word)?.[1] ?? 0.5);
      assert.ok(claimed > 0);
      assert.ok(word.includes("less than") || claimed <= ((percent / 2 - 1) / rateW) * 60);
    }),
  );
});
