// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { ladder, type Step } from "../../../src/forecast/trip/ladder.ts";

const measured = (median: number) => ({ medianW: median, lowW: median / 2, highW: median * 2 });

const step = (knob: string, wish: string, comfort: number, watts: number | null, priorW?: number): Step<string> => ({
  ...{ knob, wish, comfort, savedW: watts === null ? null : measured(watts) },
  ...(priorW === undefined ? {} : { priorW }),
});

const wishes = (steps: readonly Step<string>[]): string[] => steps.map(({ knob, wish }) => `${knob} ${wish}`);

test("what takes least comfort for each watt comes first, and the first rung turns nothing", () => {
  const rungs = ladder([step("wifi", "off", 0.6, 1), step("epp", "power", 0.1, 1.5), step("bluetooth", "off", 0.1, 0.2)]);
  assert.deepEqual(
    rungs.map((rung) => wishes(rung.steps)),
    [[], ["epp power"], ["epp power", "bluetooth off"], ["epp power", "bluetooth off", "wifi off"]],
  );
  assert.deepEqual(
    rungs.map(({ believedW }) => Number(believedW.toFixed(1))),
    [0, 1.5, 1.7, 2.7],
  );
});

test("a stricter wish replaces a milder one for the same knob, and counts by what it takes and saves more", () => {
  const rungs = ladder([step("screen", "30 %", 0.5, 3), step("screen", "60 %", 0.1, 2), step("wifi", "off", 0.3, 1)]);
  assert.deepEqual(
    rungs.map((rung) => wishes(rung.steps)),
    [[], ["screen 60 %"], ["screen 60 %", "wifi off"], ["wifi off", "screen 30 %"]],
  );
  assert.equal(rungs.at(-1)?.believedW, 4);
  assert.equal(rungs.at(-1)?.comfort, 0.8);
});

test("what was never measured is ordered by what such a setting saves elsewhere, and promises nothing", () => {
  const rungs = ladder([step("wifi", "off", 0.2, null, 1), step("epp", "power", 0.2, 0.5)]);
  assert.deepEqual(
    rungs.map((rung) => wishes(rung.steps)),
    [[], ["wifi off"], ["wifi off", "epp power"]],
  );
  assert.deepEqual(
    rungs.map(({ promisedW, unknown }) => [promisedW, unknown]),
    [
      [0, 0],
      [0, 1],
      [0.5, 1],
    ],
  );
});

test("what was measured to save nothing, or to cost, is never turned", () =>
  assert.equal(ladder([step("epp", "power", 0.1, 0), step("wifi", "off", 0, -0.3)]).length, 1));

const anyStep = fc
  .record({
    ...{ knob: fc.constantFrom("a", "b", "c", "d"), wish: fc.constantFrom("1", "2", "3") },
    comfort: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN)),
    watts: fc.oneof(fc.double({ min: -1, max: 5, noNaN: true }), fc.constantFrom(null, Number.NaN)),
    priorW: fc.option(fc.double({ min: 0, max: 3, noNaN: true }), { nil: undefined }),
  })
  .map(({ knob, wish, comfort, watts, priorW }) => step(knob, wish, comfort, watts, priorW));

test("each rung saves more than the one below, promises no more than it is believed to save, and has one wish for a knob", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
      const rungs = ladder(steps);
      for (const [index, rung] of rungs.entries()) {
        assert.ok(rung.believedW >= (rungs[index - 1]?.believedW ?? 0), `${index}`);
        assert.ok(rung.promisedW >= 0 && rung.promisedW <= rung.believedW + 1e-9);
        assert.ok(rung.comfort >= 0 && rung.comfort <= 4);
        assert.equal(new Set(rung.steps.map(({ knob }) => knob)).size, rung.steps.length);
      }
    }),
  );
});

test("all that can be saved is saved on the last rung, in whatever order the steps are told", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 8 }), (steps) => {
      const saved = ladder(steps).map(({ believedW }) => believedW.toFixed(6));
      assert.deepEqual(
        ladder(steps.toReversed())
          .map(({ believedW }) => believedW.toFixed(6))
          .at(-1),
        saved.at(-1),
      );
    }),
  );
});
