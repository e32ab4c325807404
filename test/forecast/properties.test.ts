// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { observe, remember, startForecast } from "../../src/forecast/forecast-state.ts";
import { checkedMemory } from "../../src/forecast/memory-schema.ts";
import type { Sample } from "../../src/forecast/sample.ts";
import { asked, drained, HOUR, MINUTE, SECOND, seeded } from "./discharges.ts";

const odd = fc.constantFrom(null, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 65535);
const number = (max: number) =>
  fc.oneof({ weight: 9, arbitrary: fc.double({ min: 0, max, noNaN: true }) }, { weight: 1, arbitrary: odd });

/** What machines may tell: mostly sense, some nonsense, at any distance in time. */
const anySample = fc.record({
  sinceMs: fc.oneof(fc.integer({ min: 0, max: 10 * MINUTE }), fc.constantFrom(0, 1, -HOUR, 9 * HOUR, Number.NaN, 1e300)),
  flow: fc.oneof(
    { weight: 8, arbitrary: fc.constant("discharging" as const) },
    { weight: 1, arbitrary: fc.constantFrom("charging" as const, "idle" as const) },
  ),
  energyWh: number(60),
  energyFullWh: number(60),
  percent: number(110),
  powerW: number(100),
  profile: fc.constantFrom(null, "flight", "__proto__", "constructor"),
  afterGap: fc.boolean(),
});

const inTime = (all: readonly (Omit<Sample, "atMs"> & { readonly sinceMs: number })[]): readonly Sample[] => {
  let atMs = 0;
  return all.map(({ sinceMs, ...told }) => {
    atMs += sinceMs;
    return { ...told, atMs };
  });
};

test("whatever the samples tell, no time is NaN, infinite, negative or above 48 h, and the interval holds the median", () => {
  fc.assert(
    fc.property(fc.array(anySample, { minLength: 1, maxLength: 60 }), number(100), number(100), (told, end, limit) => {
      let state = startForecast(null, 7);
      for (const one of inTime(told)) {
        state = observe(state, one);
        const left = asked(state, one.atMs, { endPercent: end ?? 0, chargeLimitPercent: limit })?.left ?? null;
        if (left === null || typeof left === "string") continue;
        assert.ok(left.lowMs >= 0 && left.lowMs <= left.medianMs, JSON.stringify(left));
        assert.ok(left.medianMs <= left.highMs && left.highMs <= 48 * HOUR, JSON.stringify(left));
      }
    }),
    { numRuns: 400 },
  );
});

test("whatever the samples tell, the memory of them can be read back, and is small", () => {
  fc.assert(
    fc.property(fc.array(anySample, { minLength: 1, maxLength: 60 }), (told) => {
      const memory = remember(inTime(told).reduce(observe, startForecast(null)));
      if (memory === null) return;
      const text = JSON.stringify(memory);
      assert.deepEqual(checkedMemory(JSON.parse(text)), memory);
      assert.ok(text.length < 16_384);
    }),
    { numRuns: 200 },
  );
});

/** A drain with random steps in the load, the same for the same seed. */
function walk(seed: number): readonly Sample[] {
  const random = seeded(seed);
  const loads = Array.from({ length: 12 }, () => 3 + 17 * random());
  const watts = (sinceMs: number) => loads[Math.floor(sinceMs / (15 * MINUTE)) % loads.length] ?? 10;
  return drained({ forMs: (0.2 + 2 * random()) * HOUR, everyMs: random() < 0.5 ? 30 * SECOND : MINUTE, watts }).map(
    (one) => one.sample,
  );
}

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

const medianOf = (samples: readonly Sample[], normalDrawW: number | null = null): number => {
  const last = samples.at(-1)?.atMs ?? 0;
  const left = asked(samples.reduce(observe, startForecast(null, normalDrawW)), last)?.left ?? null;
  return left === null || typeof left === "string" ? 48 * HOUR : left.medianMs;
};

const near = (one: number, other: number, because: string): void =>
  assert.ok(Math.abs(one - other) <= 1e-6 * Math.max(one, other), `${because}: ${one}, ${other}`);

test("a machine that draws and holds so many times as much lasts as long", () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(0.125, 0.5, 4, 8), (seed, factor) => {
      const samples = walk(seed);
      const scaled = samples.map((one) => ({
        ...one,
        ...{ energyWh: (one.energyWh ?? 0) * factor, energyFullWh: 50 * factor, powerW: (one.powerW ?? 0) * factor },
      }));
      near(medianOf(samples, 6), medianOf(scaled, 6 * factor), "scaled");
    }),
    { numRuns: 60 },
  );
});

test("it does not matter when a clock began to count", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: -1e12, max: 2e12 }), (seed, shiftMs) => {
      const samples = walk(seed);
      near(medianOf(samples), medianOf(samples.map((one) => ({ ...one, atMs: one.atMs + shiftMs }))), "shifted");
    }),
    { numRuns: 60 },
  );
});

test("a last reading of more power never means more time", () => {
  fc.assert(
    fc.property(seeds, fc.double({ min: 1, max: 4, noNaN: true }), (seed, factor) => {
      const samples = walk(seed);
      const more = samples.map((one, index) =>
        index === samples.length - 1 ? { ...one, powerW: (one.powerW ?? 0) * factor } : one,
      );
      assert.ok(medianOf(more) <= medianOf(samples) * (1 + 1e-9), `${medianOf(more)} after ${medianOf(samples)}`);
    }),
    { numRuns: 200 },
  );
});

test("with the same evidence, a lower end means more time, and a later question less", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (seed, one, other) => {
      const samples = walk(seed);
      const state = samples.reduce(observe, startForecast(null));
      const last = samples.at(-1)?.atMs ?? 0;
      const median = (lateMs: number, endPercent: number): number => {
        const left = asked(state, last + lateMs, { endPercent })?.left ?? null;
        return left === null || typeof left === "string" ? 48 * HOUR : left.medianMs;
      };
      assert.ok(median(0, Math.max(one, other)) <= median(0, Math.min(one, other)) + 1);
      assert.ok(median(Math.max(one, other) * SECOND, 5) <= median(Math.min(one, other) * SECOND, 5) + 1);
    }),
    { numRuns: 100 },
  );
});
