// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { observe, remember, startForecast } from "../../src/forecast/forecast-state.ts";
import { emptyMemory, type Lesson, learned, type Memory, NO_METERED } from "../../src/forecast/memory.ts";
import { checkedMemory } from "../../src/forecast/memory-schema.ts";
import { gaugeRatio } from "../../src/forecast/prior.ts";
import { HORIZONS_MS, MOST_KEPT } from "../../src/forecast/residuals.ts";
import { NO_STEPS, shareThatStays } from "../../src/forecast/steps.ts";
import { asked, drained, HOUR, MINUTE, observed, sample, seeded, timeOf } from "./discharges.ts";

const lesson = (known: Partial<Lesson>): Lesson => ({ ...emptyMemory("Wh"), ...known, profiles: known.profiles ?? new Map() });
const hours = (watts: number, count: number) => ({ used: watts * count, spanMs: count * HOUR });

/** A memory that is as large as one can be. */
function largest(): Memory {
  const full = HORIZONS_MS.map(() => Array.from({ length: MOST_KEPT }, () => -1.234));
  const profiles = new Map(Array.from({ length: 40 }, (_, index) => [`${"\u0001".repeat(80)}${index}`, hours(1 / 3, 1 / 7)]));
  const named = new Map([...profiles].map(([name, tally], index) => [`${index}${name}`, tally]));
  return learned(null, lesson({ draw: hours(1 / 3, 1 / 7), profiles: named, residuals: { fresh: full, settled: full } }));
}

test("the largest memory is below 16 KiB and can be read back", () => {
  const text = JSON.stringify(largest());
  assert.ok(Buffer.byteLength(text) < 16_384, `${Buffer.byteLength(text)} bytes`);
  assert.deepEqual(checkedMemory(JSON.parse(text)), largest());
});

test("a damaged memory is no memory", () => {
  const sound = emptyMemory("Wh");
  assert.deepEqual(checkedMemory(sound), sound);
  const tooMany = { ...sound, residuals: { ...sound.residuals, fresh: [[], [], [], [], [], []] } };
  for (const damaged of [
    null,
    7,
    "",
    [],
    {},
    { ...sound, version: 2 },
    { ...sound, unit: "mAh" },
    { ...sound, more: 1 },
    tooMany,
  ])
    assert.equal(checkedMemory(damaged), null);
  assert.equal(checkedMemory({ ...sound, draw: { used: Number.NaN, spanMs: 1 } }), null);
  assert.equal(checkedMemory({ ...sound, draw: { used: 1, spanMs: -1 } }), null);
});

test("a machine that has changed its ways is known anew after some days", () => {
  const old = learned(null, lesson({ draw: hours(20, 30) }));
  const anew = Array.from({ length: 10 }).reduce<Memory>((memory) => learned(memory, lesson({ draw: hours(5, 5) })), old);
  const answer = asked(observe(startForecast(anew), sample(0, { powerW: null })), 0);
  assert.ok(Math.abs((answer?.expectedW ?? 0) - 6) < 1, `${answer?.expectedW} W`);
});

test("asking for the memory twice, or going on after it, counts nothing twice", () => {
  const state = observed(startForecast(null), { forMs: HOUR, watts: () => 8 });
  assert.deepEqual(remember(state), remember(state));
  const ended = observe(state, sample(HOUR + MINUTE, { flow: "idle" }));
  assert.deepEqual(remember(ended), remember(state));
});

test("a battery that for once told percent only keeps what it has learned in energy", () => {
  const memory = learned(null, lesson({ draw: hours(8, 5) }));
  const state = observed(startForecast(memory), { forMs: HOUR, watts: () => 8, tells: "percent" });
  assert.deepEqual(remember(state), memory);
});

test("a gauge that tells energy at last begins anew", () => {
  const memory = remember(observed(startForecast(null), { forMs: HOUR, watts: () => 8, tells: "percent" }));
  assert.equal(memory?.unit, "percent");
  assert.equal(remember(observed(startForecast(memory), { forMs: HOUR, watts: () => 8 }))?.unit, "Wh");
});

test("a power reading that is off is learned over hours, and believed within bounds", () => {
  const after = (count: number, ratio: number): number =>
    gaugeRatio(
      learned(
        null,
        lesson({ draw: hours(8, count), metered: { gauge: 8 * count * ratio, reading: 8 * count, spanMs: count * HOUR } }),
      ),
    );
  assert.equal(gaugeRatio(learned(null, lesson({ metered: NO_METERED }))), 1);
  assert.ok(Math.abs(after(0.2, 0.9) - 1) < 0.02);
  assert.ok(Math.abs(after(20, 0.9) - 0.9) < 0.02);
  assert.equal(after(20, 3), 1.3);
});

/** What a discharge teaches whose load trebles after an hour: for half an hour, or for good. */
function taught(stays: boolean): Memory | null {
  const watts = (sinceMs: number) => (sinceMs > HOUR && (stays || sinceMs < 1.5 * HOUR) ? 24 : 8);
  return remember(observed(startForecast(null), { forMs: 3 * HOUR, startWh: 60, fullWh: 60, watts }));
}

test("whether the steps of a load stay is learned", () => {
  const unknown = shareThatStays(NO_STEPS);
  assert.ok(shareThatStays(taught(true)?.steps ?? NO_STEPS) > unknown + 0.2);
  assert.ok(shareThatStays(taught(false)?.steps ?? NO_STEPS) < unknown);
});

test("the interval is learned: narrow for a machine that can be forecast, wide for one that cannot", () => {
  const random = seeded(5);
  const wild = Array.from({ length: 400 }, () => 2 + 20 * random() ** 2);
  const width = (watts: (sinceMs: number) => number): number => {
    const memory = Array.from({ length: 8 }).reduce<Memory | null>(
      (before, _, run) => remember(observed(startForecast(before), { fromMs: run * 9 * HOUR, forMs: 4 * HOUR, watts })),
      null,
    );
    const left = timeOf(asked(observed(startForecast(memory), { forMs: HOUR, watts }), HOUR));
    return (left.highMs - left.lowMs) / left.medianMs;
  };
  const calm = width(() => 8);
  const restless = width((sinceMs) => wild[Math.floor(sinceMs / (10 * MINUTE)) % wild.length] ?? 8);
  assert.ok(calm < 0.4, `calm: ${calm}`);
  assert.ok(restless > 1.5 * calm, `restless: ${restless}, calm: ${calm}`);
});

test("a discharge of which nothing was seen teaches nothing", () => {
  const [first] = drained({ forMs: 0, watts: () => 8 });
  assert.ok(first !== undefined);
  assert.equal(remember(observe(startForecast(null), first.sample)), null);
});
