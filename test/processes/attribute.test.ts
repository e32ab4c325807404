// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { attribute, type Interval } from "../../src/processes/attribute.ts";
import { type Activity, PRIOR } from "../../src/processes/power-model.ts";

/** Nothing, or something that a counter could tell: doubles near the smallest there is lose their digits in any arithmetic. */
const amount = (max: number): fc.Arbitrary<number> => fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max, noNaN: true }));

const activity: fc.Arbitrary<Activity> = fc.record({ cpuS: amount(160), wakeups: amount(1e6), diskBytes: amount(1e10) });
const activities = fc.array(activity, { maxLength: 30 });

const interval: fc.Arbitrary<Interval> = fc
  .record({
    spanS: fc.double({ min: 1, max: 1e5, noNaN: true }),
    cpus: fc.integer({ min: 0, max: 256 }),
    powerW: amount(200),
    packageShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    cpuW: amount(10),
    wakeupJ: amount(0.01),
    diskJPerByte: amount(1e-7),
  })
  .map(({ powerW, packageShare, spanS, cpus, ...coefficients }) => ({
    ...{ spanS, cpus, coefficients },
    measured: { powerW, packageW: packageShare === null ? null : packageShare * powerW },
  }));

const idle: Activity = { cpuS: 0, wakeups: 0, diskBytes: 0 };
const busy = (cpuS: number): Activity => ({ ...idle, cpuS });
const tenSeconds: Interval = { spanS: 10, cpus: 4, measured: { powerW: 8, packageW: null }, coefficients: PRIOR };

const close = (one: number, other: number): void =>
  assert.ok(Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(other)), `${one} is not ${other}`);

test("base and parts together are the total, and none is above it or below nothing", () => {
  fc.assert(
    fc.property(activities, interval, (them, it) => {
      const { totalW, baseW, partsW } = attribute(them, it);
      assert.equal(partsW.length, them.length);
      close(
        partsW.reduce((sum, partW) => sum + partW, baseW),
        totalW,
      );
      assert.equal(totalW, it.measured.powerW);
      for (const partW of [baseW, ...partsW]) assert.ok(partW >= 0 && partW <= totalW * (1 + 1e-9), `${partW} of ${totalW}`);
    }),
  );
});

test("an idle process gets nothing", () => {
  fc.assert(
    fc.property(activities, interval, fc.nat(30), (them, it, index) => {
      const place = Math.min(index, them.length);
      const { partsW } = attribute([...them.slice(0, place), idle, ...them.slice(place)], it);
      assert.equal(partsW[place], 0);
    }),
  );
});

test("who is idle changes nothing for the others", () => {
  fc.assert(
    fc.property(activities, interval, (them, it) => {
      const { partsW, baseW } = attribute(them, it);
      assert.deepEqual(attribute([...them, idle], it), { totalW: it.measured.powerW, baseW, partsW: [...partsW, 0] });
    }),
  );
});

test("the order of processes does not matter", () => {
  fc.assert(
    fc.property(activities, interval, (them, it) => {
      const there = attribute(them, it);
      const back = attribute(them.toReversed(), it);
      for (const [index, partW] of back.partsW.toReversed().entries()) close(partW, there.partsW[index] ?? Number.NaN);
    }),
  );
});

test("twice the time with twice the activity is the same power", () => {
  fc.assert(
    fc.property(activities, interval, (them, it) => {
      const doubled = them.map(({ cpuS, wakeups, diskBytes }) => ({
        cpuS: 2 * cpuS,
        wakeups: 2 * wakeups,
        diskBytes: 2 * diskBytes,
      }));
      const [once, twice] = [attribute(them, it), attribute(doubled, { ...it, spanS: 2 * it.spanS })];
      for (const [index, partW] of twice.partsW.entries()) close(partW, once.partsW[index] ?? Number.NaN);
    }),
  );
});

test("a process in two halves gets what it got as one", () => {
  fc.assert(
    fc.property(activities, activity, interval, (others, one, it) => {
      const half = { cpuS: one.cpuS / 2, wakeups: one.wakeups / 2, diskBytes: one.diskBytes / 2 };
      const whole = attribute([...others, one], it).partsW.at(-1) ?? Number.NaN;
      const halves = attribute([...others, half, half], it).partsW.slice(-2);
      close((halves[0] ?? 0) + (halves[1] ?? 0), whole);
    }),
  );
});

test("doubling the CPU time of one of two equals moves the split from 1/2 to 2/3", () => {
  const shares = ({ partsW: [one = 0, other = 0] }: ReturnType<typeof attribute>): number => one / (one + other);
  close(shares(attribute([busy(1), busy(1)], tenSeconds)), 1 / 2);
  close(shares(attribute([busy(2), busy(1)], tenSeconds)), 2 / 3);
});

test("the active share is by the model as long as there is so much", () => {
  const { partsW, baseW } = attribute([busy(10)], tenSeconds);
  close(partsW[0] ?? 0, PRIOR.cpuW);
  close(baseW, 8 - PRIOR.cpuW);
  close(attribute([busy(1000)], tenSeconds).partsW[0] ?? 0, 8);
});

test("beside a measured package, programs get no more than it, and no less of it than the CPUs that were busy", () => {
  const withPackage = (packageW: number): number | undefined =>
    attribute([busy(20)], { ...tenSeconds, measured: { powerW: 30, packageW } }).partsW[0];
  close(withPackage(2) ?? 0, 2);
  close(withPackage(24) ?? 0, 12);
  close(withPackage(4) ?? 0, 2 * PRIOR.cpuW);
});

test("two programs that hand each other work all the time do not eat the battery by wake-ups alone", () => {
  const chatty = { ...idle, wakeups: 250_000 };
  const { partsW } = attribute([chatty, chatty], { ...tenSeconds, measured: { powerW: 12, packageW: null } });
  const sumW = partsW.reduce((sum, partW) => sum + partW, 0);
  assert.ok(sumW < 1000 * PRIOR.wakeupJ, `${sumW} W`);
});

test("over no time, and of no power, nothing is given", () => {
  for (const it of [
    { ...tenSeconds, spanS: 0 },
    { ...tenSeconds, measured: { powerW: 0, packageW: 0 } },
  ])
    assert.deepEqual(attribute([busy(1)], it).partsW, [0]);
});
