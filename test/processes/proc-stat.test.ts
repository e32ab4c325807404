// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { allTicks, ticksIn } from "../../src/processes/proc-stat.ts";

const TEXT = `cpu  10 0 5 60 5 1 2 0 3 0
cpu0 6 0 3 30 4 1 1 0 3 0
cpu2 4 0 2 30 1 0 1 7 0 0
intr 4711 0 0
ctxt 99
btime 1700000000`;

test("a CPU's ticks are its own line: waiting is idle, guests are counted once", () => {
  assert.deepEqual(
    [...ticksIn(TEXT)],
    [
      [0, { idle: 34, total: 45 }],
      [2, { idle: 31, total: 45 }],
    ],
  );
});

test("the kernel of long ago had four columns; less makes no sense", () => {
  assert.deepEqual([...ticksIn("cpu0 1 2 3 4\ncpu1 1 2 3\ncpu2")], [[0, { idle: 4, total: 10 }]]);
});

test("any text is read without a fault or NaN", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const { idle, total } of ticksIn(`cpu0 ${text}\n${text}`).values()) assert.ok(Number.isFinite(idle) && idle <= total);
    }),
  );
});

test("those of all CPUs add up; of none there is nothing", () => {
  assert.deepEqual(allTicks("cpu  9 0 0 9\ncpu0 1 0 0 5\ncpu1 2 0 0 6 1\n"), { idle: 12, total: 15 });
  assert.equal(allTicks("intr 5"), null);
});
