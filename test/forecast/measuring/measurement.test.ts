// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Block, SpoiltBlock } from "../../../src/forecast/measuring/block.ts";
import { type Arm, designFor } from "../../../src/forecast/measuring/design.ts";
import { median, medianSaving } from "../../../src/forecast/measuring/interval.ts";
import { afterBlock, type Findings, findings, nextArm, startMeasurement } from "../../../src/forecast/measuring/measurement.ts";
import { pseudoRandom } from "../../../src/forecast/measuring/pseudo-random.ts";

const block = (arm: Arm, powerW: number, busyPercent: number | null = 5): Block => ({
  ...{ kind: "block", arm, powerW, packageW: null, busyPercent },
});

interface Ran extends Findings {
  readonly arms: readonly Arm[];
}

/** Carried out with what each block comes to. */
function run(seed: number, blockFor: (arm: Arm, index: number) => Block | SpoiltBlock): Ran {
  let measurement = startMeasurement(designFor("energy"), pseudoRandom(seed));
  const arms: Arm[] = [];
  for (let arm = nextArm(measurement); arm !== null; arm = nextArm(measurement)) {
    measurement = afterBlock(measurement, blockFor(arm, arms.length));
    arms.push(arm);
  }
  return { ...findings(measurement), arms };
}

/** Of the normal distribution (Box and Muller). */
const gauss = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

test("undisturbed, it is five pairs: each arm five times", () => {
  const { arms, isEnough, saved } = run(1, (arm) => block(arm, arm === "with" ? 7 : 8));
  assert.equal(arms.length, 10);
  assert.equal(arms.filter((arm) => arm === "with").length, 5);
  for (let first = 0; first < 10; first += 2) assert.notEqual(arms[first], arms[first + 1]);
  assert.equal(isEnough, true);
  assert.deepEqual(saved, { medianW: 1, lowW: 1, highW: 1 });
});

test("a spoilt block is measured again, with its pair, up to a bound", () => {
  const once = run(2, (arm, index) => (index === 3 ? { kind: "spoilt", by: "brightness" } : block(arm, 8)));
  assert.equal(once.isEnough, true);
  assert.deepEqual(once.spoilt, ["brightness"]);
  const never = run(3, () => ({ kind: "spoilt", by: "gauge" }));
  assert.equal(never.isEnough, false);
  assert.equal(never.arms.length, 10);
  assert.equal(never.saved, null);
});

test("a pair in which the CPUs did something else does not count, and is measured again", () => {
  const { pairs, spoilt, saved, isEnough } = run(4, (arm, index) =>
    index === 4 ? block(arm, 30, 80) : block(arm, arm === "with" ? 7 : 8),
  );
  assert.equal(isEnough, true);
  assert.equal(pairs.length, 5);
  assert.deepEqual(spoilt, ["load"]);
  assert.equal(saved?.highW, 1);
});

test("a setting that slows the CPU, so that it is busy for longer, is held against its own kind", () => {
  const { isEnough, spoilt } = run(5, (arm) => block(arm, arm === "with" ? 7 : 8, arm === "with" ? 40 : 12));
  assert.equal(isEnough, true);
  assert.deepEqual(spoilt, []);
});

test("the interval holds the true saving in at least nine of ten measurements, also while the draw drifts", () => {
  const random = pseudoRandom(11);
  let held = 0;
  const runs = 300;
  for (let seed = 0; seed < runs; seed += 1) {
    const { saved } = run(seed, (arm, index) => block(arm, 8 + 0.02 * index - (arm === "with" ? 0.5 : 0) + 0.15 * gauss(random)));
    if (saved !== null && saved.lowW <= 0.5 && saved.highW >= 0.5) held += 1;
  }
  assert.ok(held >= 0.9 * runs, `${held} of ${runs}`);
});

test("where nothing is saved, it is seldom taken for something", () => {
  const random = pseudoRandom(12);
  const wrong = Array.from({ length: 200 }, (_, seed) => run(seed, (arm) => block(arm, 8 + 0.3 * gauss(random)))).filter(
    ({ saved }) => saved === null || saved.lowW > 0 || saved.highW < 0,
  );
  assert.ok(wrong.length <= 20, `${wrong.length} of 200`);
});

test("the interval holds the median, whatever the differences are, and turns with their sign", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 12 }), (all) => {
      const saved = medianSaving(all);
      assert.ok(saved !== null && saved.lowW <= saved.medianW && saved.medianW <= saved.highW);
      assert.ok(saved.lowW >= Math.min(...all) && saved.highW <= Math.max(...all));
      assert.equal(median(all.map((one) => -one)) + 0, -median(all) + 0);
    }),
  );
  assert.equal(medianSaving([]), null);
});
