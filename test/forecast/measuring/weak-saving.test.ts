// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { combined, observedSaving, type PowerGlance, type Switched } from "../../../src/forecast/measuring/weak-saving.ts";
import { saving } from "../saving.ts";

const MINUTE_MS = 60_000;
const AT_MS = 60 * MINUTE_MS;

const switched = (more: Partial<Switched> = {}): Switched => ({
  ...{ knob: "radio.wifi", wish: "off", atMs: AT_MS, isEnding: false, turnsScreen: false, turnsCpu: false },
  ...more,
});

/** A glance each half minute, for ten minutes before, or from the switch on for a quarter of an hour. */
const glances = (side: "before" | "after", powerW: number, more: Partial<PowerGlance> = {}): readonly PowerGlance[] =>
  Array.from({ length: side === "before" ? 20 : 30 }, (_, index) => ({
    atMs: side === "before" ? AT_MS - index * 30_000 : AT_MS + index * 30_000,
    ...{ flow: "discharging" as const, powerW, brightnessPercent: 70, busyPercent: 5, ...more },
  })).toSorted((one, other) => one.atMs - other.atMs);

test("what is drawn less after a switch is what it seems to save, never surer than half a watt", () => {
  const found = observedSaving(switched(), glances("before", 8), glances("after", 7));
  assert.equal(found?.medianW, 1);
  assert.ok(found !== null && found.highW - found.lowW > 2.6);
  assert.deepEqual([found.from, found.blocks, found.knob, found.wish], ["switches", 1, "radio.wifi", "off"]);
});

test("of a saving that was given up, what is drawn more afterwards is what it saved, and the draw afterwards that without it", () => {
  const [found, mirrored] = [
    observedSaving(switched({ isEnding: true }), glances("before", 7), glances("after", 8)),
    observedSaving(switched(), glances("before", 8), glances("after", 7)),
  ];
  assert.equal(found?.medianW, 1);
  assert.deepEqual([found?.lowW, found?.highW], [mirrored?.lowW, mirrored?.highW]);
  assert.equal(found?.conditions.powerW, 8);
});

test("what firmware still smooths after the switch does not count", () => {
  const late = glances("after", 7).map((one) => (one.atMs < AT_MS + 160_000 ? { ...one, powerW: 8 } : one));
  assert.equal(observedSaving(switched(), glances("before", 8), late)?.medianW, 1);
});

test("nothing is said where a charger, the screen or the load changed, where power is unknown, or too little was seen", () => {
  const [before, after] = [glances("before", 8), glances("after", 7)];
  const isNothing = (old: readonly PowerGlance[], fresh: readonly PowerGlance[], more: Partial<Switched> = {}) =>
    assert.equal(observedSaving(switched(more), old, fresh), null);
  isNothing(before, glances("after", 7, { flow: "charging" }));
  isNothing(before, glances("after", 7, { brightnessPercent: 40 }));
  isNothing(before, glances("after", 7, { busyPercent: 40 }));
  isNothing(before, glances("after", 7, { powerW: null }));
  isNothing(before.slice(-3), after);
  isNothing([], after);
  isNothing(
    before,
    glances("after", 7).map((one, index) => ({ ...one, brightnessPercent: index })),
    { turnsScreen: true },
  );
});

test("a switch that dims the screen, or slows the CPU, may be seen by it", () => {
  const screen = observedSaving(
    switched({ turnsScreen: true }),
    glances("before", 8),
    glances("after", 6, { brightnessPercent: 40 }),
  );
  assert.equal(screen?.medianW, 2);
  const cpu = observedSaving(switched({ turnsCpu: true }), glances("before", 8), glances("after", 7, { busyPercent: 15 }));
  assert.equal(cpu?.medianW, 1);
});

test("observations together lie between them, are surer than either, and the newer one counts for more", () => {
  const interval = fc.record({
    medianW: fc.double({ min: -5, max: 5, noNaN: true }),
    reachW: fc.double({ min: 0.2, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(interval, interval, (one, other) => {
      const [older, newer] = [one, other].map(({ medianW, reachW }) =>
        saving({ medianW, lowW: medianW - reachW, highW: medianW + reachW, from: "switches", blocks: 1 }),
      ) as [ReturnType<typeof saving>, ReturnType<typeof saving>];
      const both = combined(older, newer);
      assert.ok(both.medianW >= Math.min(one.medianW, other.medianW) - 1e-9);
      assert.ok(both.medianW <= Math.max(one.medianW, other.medianW) + 1e-9);
      assert.ok(both.highW - both.lowW <= newer.highW - newer.lowW + 1e-9);
      assert.equal(both.blocks, 2);
    }),
  );
  const alike = { lowW: 0, highW: 2, from: "switches" } as const;
  assert.ok(combined(saving({ ...alike, medianW: 1 }), saving({ ...alike, medianW: 2, lowW: 1, highW: 3 })).medianW > 1.5);
});
