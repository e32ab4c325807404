// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type Block, blockOf, fitCoefficients, LEAST_BLOCKS } from "../../src/processes/fit.ts";
import { fitOf, NOTHING_LEARNED, readLearned, saveLearned, withBlock } from "../../src/processes/learned.ts";
import { PRIOR } from "../../src/processes/power-model.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";

/** Looks on a laptop whose programs cost that much, with work that differs from look to look. */
const looks = (
  count: number,
  { cpuW, wakeupJ, baseW = 5 }: { cpuW: number; wakeupJ: number; baseW?: number },
): readonly Block[] =>
  Array.from({ length: count }, (_, index) => {
    const [cpu, wakeupsPerS] = [(index % 5) * 0.4, 100 + (index % 7) * 60];
    const noiseW = ((index * 7) % 5) * 0.05 - 0.1;
    return { powerW: baseW + cpuW * cpu + wakeupJ * wakeupsPerS + noiseW, cpu, wakeupsPerS, diskBytesPerS: 1e5 };
  });

test("before there are enough looks, the prior is all that is known", () => {
  assert.equal(fitCoefficients(looks(LEAST_BLOCKS - 1, { cpuW: 6, wakeupJ: 0.001 })), PRIOR);
});

test("enough looks find what this laptop's CPU costs, whatever its base", () => {
  for (const baseW of [2, 25]) {
    const { cpuW, wakeupJ } = fitCoefficients(looks(60, { cpuW: 5, wakeupJ: 0.002, baseW }));
    assert.ok(Math.abs(cpuW - 5) < 0.5, `${cpuW} W`);
    assert.ok(Math.abs(wakeupJ - 0.002) < 0.001, `${wakeupJ} J`);
  }
});

test("what no look tells of stays as it was taken to be", () => {
  const same = looks(40, { cpuW: 5, wakeupJ: 0 }).map((block) => ({ ...block, wakeupsPerS: 100, diskBytesPerS: 0 }));
  const { wakeupJ, diskJPerByte } = fitCoefficients(same);
  assert.ok(Math.abs(wakeupJ / PRIOR.wakeupJ - 1) < 1e-9);
  assert.ok(Math.abs(diskJPerByte / PRIOR.diskJPerByte - 1) < 1e-9);
});

test("no looks, however odd, move it out of its bounds", () => {
  const odd = fc.double({ min: 0, max: 500, noNaN: true });
  const block = fc.record({
    powerW: odd,
    cpu: odd,
    wakeupsPerS: odd,
    diskBytesPerS: fc.double({ min: 0, max: 1e11, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(block, { minLength: LEAST_BLOCKS, maxLength: 30 }), (blocks) => {
      const { cpuW, wakeupJ, diskJPerByte } = fitCoefficients(blocks);
      assert.ok(cpuW >= 0.3 && cpuW <= 9.5, `${cpuW}`);
      assert.ok(wakeupJ >= 0 && wakeupJ <= 0.012, `${wakeupJ}`);
      assert.ok(diskJPerByte >= 0 && diskJPerByte <= 2.6e-8, `${diskJPerByte}`);
    }),
  );
});

test("a short look teaches nothing", () => {
  const activity = { cpuS: 90, wakeups: 18_000, diskBytes: 1800 };
  assert.equal(blockOf(activity, 8, 179), null);
  const block = blockOf(activity, 8, 180);
  assert.deepEqual([block?.powerW, block?.cpu, block?.diskBytesPerS], [8, 0.5, 10]);
  assert.ok(Math.abs((block?.wakeupsPerS ?? 0) - 100 / 1.1) < 1e-9);
});

test("what was learned is there at the next start, and the oldest goes", () => {
  const folder = memoryFolder();
  assert.deepEqual(readLearned(folder), NOTHING_LEARNED);
  const [first, ...others] = looks(201, { cpuW: 3, wakeupJ: 0.003 });
  const learned = [first, ...others].reduce((before, block) => (block ? withBlock(before, block) : before), NOTHING_LEARNED);
  assert.equal(saveLearned(folder, learned).kind, "done");
  assert.deepEqual(readLearned(folder), { blocks: others });
  assert.deepEqual([fitOf(learned).isFitted, fitOf(NOTHING_LEARNED).isFitted], [true, false]);
});

const DAMAGED: readonly (readonly [why: string, text: string])[] = [
  ["torn", '{"travelmode":1,"blocks":[{"powerW":'],
  ["of a later version", '{"travelmode":2,"blocks":[]}'],
  ["with a number that is none", '{"travelmode":1,"blocks":[{"powerW":null,"cpu":1,"wakeupsPerS":1,"diskBytesPerS":1}]}'],
  ["with a power that no laptop has", '{"travelmode":1,"blocks":[{"powerW":1e9,"cpu":1,"wakeupsPerS":1,"diskBytesPerS":1}]}'],
  ["below nothing", '{"travelmode":1,"blocks":[{"powerW":5,"cpu":-1,"wakeupsPerS":1,"diskBytesPerS":1}]}'],
];

for (const [why, text] of DAMAGED)
  test(`a file that is ${why} has taught nothing`, () => {
    const folder = memoryFolder();
    folder.replace("power-model.json", text);
    assert.deepEqual(readLearned(folder), NOTHING_LEARNED);
  });
