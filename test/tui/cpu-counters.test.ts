// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Ticks } from "../../src/processes/proc-stat.ts";
import { type CpuCounts, type CpuLook, cpuUse, timeBetween } from "../../src/tui/cpu-counters.ts";

const STATES = ["POLL", "C1", "C10"];

type State = readonly [timeUs: number | null, entries: number];

const counts = (states: readonly State[], ticks: Ticks | null = null): CpuCounts => ({
  ticks,
  idle: states.map(([timeUs, entries], index) => ({ state: STATES[index] ?? "", timeUs, entries })),
});

const look = (atMs: number, ...cpus: readonly CpuCounts[]): CpuLook => ({
  atMs,
  cpus: new Map(cpus.map((cpu, number) => [number, cpu])),
});

/** What CPU 0 did within a second. */
function inOneSecond(before: CpuCounts, after: CpuCounts) {
  const use = cpuUse(look(0, before), look(1000, after), STATES).get(0);
  assert.ok(use);
  return use;
}

const ZERO = counts([
  [0, 0],
  [0, 0],
  [0, 0],
]);

test("shares are time in a state over time passed, wake-ups are entries", () => {
  const after = counts([
    [0, 0],
    [100_000, 30],
    [700_000, 10],
  ]);
  assert.deepEqual(inOneSecond(ZERO, after), { shares: [0, 10, 70], wakeupsPerS: 40, busyPercent: 20 });
});

test("the first look, and looks with no time or too much of it between them, have no shares", () => {
  const unknown = { shares: [null, null, null], wakeupsPerS: null, busyPercent: null };
  for (const [before, atMs] of [
    [null, 1000],
    [look(1000, ZERO), 1000],
    [look(5000, ZERO), 1000],
    [look(0, ZERO), 61_000],
  ] as const) {
    assert.deepEqual(cpuUse(before, look(atMs, ZERO), STATES).get(0), unknown);
    assert.equal(timeBetween(before, look(atMs, ZERO)), null);
  }
});

test("counters that went back tell nothing this time", () => {
  const use = inOneSecond(
    counts([
      [0, 0],
      [9_000_000, 90],
      [0, 0],
    ]),
    ZERO,
  );
  assert.deepEqual(use, { shares: [null, null, null], wakeupsPerS: null, busyPercent: null });
});

test("a CPU that was offline at the last look begins anew, one that is offline now is not in it", () => {
  const use = cpuUse(look(0, ZERO), look(1000, ZERO, ZERO), STATES);
  assert.equal(use.get(1)?.busyPercent, null);
  assert.equal(use.get(0)?.busyPercent, 100);
  assert.equal(cpuUse(look(0, ZERO, ZERO), look(1000, ZERO), STATES).has(1), false);
});

test("a CPU of another kind knows its own states only, and is idle in them all the same", () => {
  const little = (timeUs: number): CpuCounts => ({
    ticks: null,
    idle: [
      { state: "nap", timeUs, entries: 0 },
      { state: "C1", timeUs, entries: 0 },
    ],
  });
  const use = cpuUse(look(0, little(0)), look(1000, little(300_000)), STATES).get(0);
  assert.deepEqual(use?.shares, [null, 30, null]);
  assert.equal(use?.busyPercent, 40);
});

test("without cpuidle /proc/stat says how busy a CPU is", () => {
  const use = inOneSecond(counts([], { idle: 100, total: 200 }), counts([], { idle: 160, total: 300 }));
  assert.deepEqual(use, { shares: [null, null, null], wakeupsPerS: null, busyPercent: 40 });
});

const ASLEEP: Ticks = { idle: 100, total: 100 };
const LATER: Ticks = { idle: 200, total: 200 };

test("a CPU that slept all along is idle, but how deeply is not known before it wakes", () => {
  const before = { ...ZERO, ticks: ASLEEP };
  const use = inOneSecond(before, { ...ZERO, ticks: LATER });
  assert.deepEqual(use, { shares: [null, null, null], wakeupsPerS: 0, busyPercent: 0 });
});

test("a long sleep that ends in this look does not make more than all of it", () => {
  const before = { ...ZERO, ticks: ASLEEP };
  const after = counts(
    [
      [0, 0],
      [1_000_000, 3],
      [4_000_000, 1],
    ],
    LATER,
  );
  assert.deepEqual(inOneSecond(before, after).shares, [0, 20, 80]);
});

test("whatever the counters say, shares and busy time add up to 100, or nothing is told", () => {
  const count = fc.option(fc.nat({ max: 4_000_000 }), { nil: null });
  const states = fc.tuple(...STATES.map(() => fc.tuple(count, fc.nat({ max: 1000 }))));
  const ticks = fc.option(fc.record({ idle: fc.nat({ max: 400 }), total: fc.nat({ max: 400 }) }), { nil: null });
  const cpu = fc.tuple(states, ticks).map(([some, more]) => counts(some, more));
  fc.assert(
    fc.property(cpu, cpu, fc.integer({ min: 1, max: 60_000 }), (before, after, overMs) => {
      const use = cpuUse(look(0, before), look(overMs, after), STATES).get(0);
      const known = use?.shares.flatMap((share) => share ?? []) ?? [];
      for (const percent of [...known, use?.busyPercent ?? 0]) assert.ok(percent >= 0 && percent <= 100 + 1e-9);
      assert.ok(known.length === 0 || known.length === STATES.length);
      if (known.length > 0) assert.ok(Math.abs(known.reduce((sum, each) => sum + each, use?.busyPercent ?? 0) - 100) < 1e-6);
      assert.ok((use?.wakeupsPerS ?? 0) >= 0);
    }),
  );
});
