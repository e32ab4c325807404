// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { ProcessLook, ProcessRecord } from "../../src/machine/processes.ts";
import { usageBetween } from "../../src/processes/usage.ts";
import { record } from "../fakes/fake-processes.ts";

const at = (atMs: number, ...records: readonly ProcessRecord[]): ProcessLook => ({ atMs, records, seesAll: true });

/** CPU seconds by pid. */
const cpu = (before: ProcessLook, after: ProcessLook): Readonly<Record<number, number>> =>
  Object.fromEntries(usageBetween(before, after).map(({ process, cpuS }) => [process.pid, cpuS]));

const init = record({ pid: 1, startTicks: 0, parentPid: 0 });
const shell = record({ pid: 10, cpuTicks: 50, childrenTicks: 700 });

test("a process that has slept used nothing", () => {
  const [usage] = usageBetween(at(1000, shell), at(2000, shell));
  assert.deepEqual(usage, { process: shell, cpuS: 0, childrenS: 0, wakeups: 0, diskBytes: 0 });
});

test("what was used is the difference, and what is unknown stays so", () => {
  const later = { ...shell, cpuTicks: 150, wakeups: 30, diskBytes: 4096 };
  const [usage] = usageBetween(at(1000, shell), at(2000, later));
  assert.deepEqual([usage?.cpuS, usage?.wakeups, usage?.diskBytes], [1, 30, 4096]);
  const unread = usageBetween(at(1000, { ...shell, wakeups: null, diskBytes: null }), at(2000, { ...later, diskBytes: null }));
  assert.deepEqual([unread[0]?.wakeups, unread[0]?.diskBytes], [null, null]);
});

test("a pid that was handed out again does not inherit", () => {
  const heir = record({ pid: 10, startTicks: 150, cpuTicks: 5, childrenTicks: 0 });
  assert.deepEqual(cpu(at(1000, init, shell), at(2000, init, heir)), { 1: 0, 10: 0.05 });
});

test("one that was born meanwhile used all of its life; one that was only not seen before used nothing known", () => {
  const young = record({ pid: 20, startTicks: 150, cpuTicks: 40, childrenTicks: 10, wakeups: 7 });
  const old = record({ pid: 21, startTicks: 3, cpuTicks: 90_000, childrenTicks: 80_000, wakeups: 7_000_000, diskBytes: 1e12 });
  const usages = usageBetween(at(1000, init), at(2000, init, young, old));
  assert.deepEqual(
    usages.map(({ process, cpuS, wakeups, diskBytes }) => [process.pid, cpuS, wakeups, diskBytes]),
    [
      [1, 0, 0, 0],
      [20, 0.5, 7, 0],
      [21, 0, 0, 0],
    ],
  );
});

test("children that lived and died between two looks are charged to who waited for them", () => {
  const later = { ...shell, childrenTicks: 1000 };
  const [usage] = usageBetween(at(1000, shell), at(2000, later));
  assert.deepEqual([usage?.cpuS, usage?.childrenS], [3, 3]);
});

test("of a child that was seen before, only what it used since is charged", () => {
  const compiler = record({ pid: 20, parentPid: 10, cpuTicks: 600, childrenTicks: 100, diskBytes: 5000 });
  const later = { ...shell, childrenTicks: 700 + 750, diskBytes: 6000 };
  const [, usage] = usageBetween(at(1000, init, shell, compiler), at(2000, init, later));
  assert.deepEqual([usage?.childrenS, usage?.diskBytes], [0.5, 1000]);
});

test("grandchildren come by way of their parents, and count once", () => {
  const make = record({ pid: 20, parentPid: 10, cpuTicks: 10 });
  const compiler = record({ pid: 30, parentPid: 20, cpuTicks: 200 });
  // cc used 50 more, make 5 more; then both ended, and the shell has waited for make.
  const later = { ...shell, childrenTicks: 700 + 250 + 15 };
  assert.deepEqual(cpu(at(1000, init, shell, make, compiler), at(2000, init, later)), { 1: 0, 10: 0.55 });
});

test("an orphan is taken off where it was waited for", () => {
  const make = record({ pid: 20, parentPid: 10, cpuTicks: 10 });
  const orphan = record({ pid: 30, parentPid: 20, cpuTicks: 5000 });
  const later = { ...shell, childrenTicks: 700 + 10 };
  const reaper = { ...init, childrenTicks: 5020 };
  assert.deepEqual(cpu(at(1000, init, shell, make, orphan), at(2000, reaper, later)), { 1: 0.2, 10: 0 });
});

test("a zombie is still there: its time was its own, and is not its parent's, too", () => {
  const child = record({ pid: 20, parentPid: 10, cpuTicks: 100 });
  const zombie = { ...child, cpuTicks: 130, state: "Z" };
  const looks = [at(1000, shell, child), at(2000, shell, zombie), at(3000, { ...shell, childrenTicks: 700 + 130 })] as const;
  assert.deepEqual(cpu(looks[0], looks[1]), { 10: 0, 20: 0.3 });
  assert.deepEqual(cpu(looks[1], looks[2]), { 10: 0 });
});

test("parents in a circle, as reused pids can make them, end the search", () => {
  const one = record({ pid: 20, parentPid: 21, cpuTicks: 5 });
  const other = record({ pid: 21, parentPid: 20, cpuTicks: 5 });
  assert.deepEqual(cpu(at(1000, one, other), at(2000)), {});
});

test("whatever counters do, nobody's use is negative or no number", () => {
  const any = fc.array(
    fc.record({
      pid: fc.integer({ min: 1, max: 8 }),
      startTicks: fc.integer({ min: 0, max: 300 }),
      parentPid: fc.integer({ min: 0, max: 8 }),
      cpuTicks: fc.nat(1000),
      childrenTicks: fc.nat(1000),
      diskBytes: fc.option(fc.nat(1000)),
      wakeups: fc.option(fc.nat(1000)),
    }),
    { maxLength: 8 },
  );
  const distinct = (them: readonly Parameters<typeof record>[0][]): readonly ProcessRecord[] => [
    ...new Map(them.map((it) => [it.pid, record(it)])).values(),
  ];
  fc.assert(
    fc.property(any, any, (before, after) => {
      for (const { cpuS, childrenS, wakeups, diskBytes } of usageBetween(
        at(1000, ...distinct(before)),
        at(2000, ...distinct(after)),
      ))
        for (const amount of [cpuS, childrenS, wakeups, diskBytes]) assert.ok(amount === null || amount >= 0, String(amount));
    }),
  );
});

test("a tree of processes that all end is charged exactly what it used since, whoever waited", () => {
  const used = fc.record({ before: fc.nat(500), since: fc.nat(500), parent: fc.nat() });
  fc.assert(
    fc.property(fc.array(used, { minLength: 1, maxLength: 12 }), (them) => {
      const children = them.map(({ before, parent }, index) =>
        record({ pid: 100 + index, parentPid: index === 0 ? 10 : 100 + (parent % index), cpuTicks: before }),
      );
      const lives = them.reduce((sum, { before, since }) => sum + before + since, 0);
      const since = them.reduce((sum, it) => sum + it.since, 0);
      const after = at(2000, init, { ...shell, childrenTicks: 700 + lives });
      assert.equal(Math.round((cpu(at(1000, init, shell, ...children), after)[10] ?? -1) * 100), since);
    }),
  );
});
