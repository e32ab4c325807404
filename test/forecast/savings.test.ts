// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { minutesOfLife, type Saving, savingOf, setText, together, withinNoise, withSaving } from "../../src/forecast/savings.ts";
import { saving } from "./saving.ts";

const watts = (): fc.Arbitrary<number> => fc.double({ min: -50, max: 50, noNaN: true });

test("of alternatives, the first of which anything is known counts; of a set, all of it", () => {
  const savings = [saving({ wish: "balance_power" }), saving({ knob: "service.hold", wish: "backups+indexers" })];
  assert.equal(savingOf(savings, "cpu.boost", ["power", "balance_power"])?.wish, "balance_power");
  assert.equal(savingOf(savings, "cpu.boost", "power"), null);
  assert.equal(savingOf(savings, "service.hold", ["indexers", "backups"])?.wish, setText(["indexers", "backups"]));
  assert.equal(savingOf(savings, "service.hold", ["indexers"]), null);
  assert.equal(savingOf([saving({ wish: "40" })], "cpu.boost", [40])?.wish, "40");
});

test("what was measured on purpose stands before what switches tell, however new that is", () => {
  const savings = [
    saving({ from: "switches", measuredAtMs: 9 }),
    saving({ from: "package", measuredAtMs: 5 }),
    saving({ measuredAtMs: 1 }),
  ];
  assert.equal(savingOf(savings, "cpu.boost", "off")?.from, "battery");
  assert.equal(savingOf(savings.slice(0, 2), "cpu.boost", "off")?.from, "package");
});

test("an interval around nothing is noise", () => {
  assert.equal(withinNoise({ lowW: -0.1, highW: 0.2 }), true);
  assert.equal(withinNoise({ lowW: 0.1, highW: 0.2 }), false);
  assert.equal(withinNoise({ lowW: -0.4, highW: -0.2 }), false);
});

test("a watt of five saved makes ten hours of eight", () => {
  const won = minutesOfLife({ medianW: 1, lowW: 0, highW: 2 }, 40, 5);
  assert.equal(Math.round(won?.minutes ?? 0), 120);
  assert.equal(won?.lowMinutes, 0);
  assert.equal(minutesOfLife({ medianW: 1, lowW: 0, highW: 2 }, 40, 0), null);
  assert.equal(minutesOfLife({ medianW: 1, lowW: 0, highW: 2 }, 0, 5), null);
});

test("time won is a number, in the order of the savings, whatever is put in", () => {
  fc.assert(
    fc.property(fc.tuple(watts(), watts(), watts()), fc.double(), fc.double(), (three, energyWh, powerW) => {
      const [lowW, medianW, highW] = three.toSorted((one, other) => one - other) as [number, number, number];
      const won = minutesOfLife({ lowW, medianW, highW }, Math.min(energyWh, 1000), Math.min(powerW, 500));
      if (won === null) return;
      assert.ok(won.lowMinutes <= won.minutes && won.minutes <= won.highMinutes);
      assert.ok(Number.isFinite(won.lowMinutes) && Number.isFinite(won.highMinutes));
    }),
  );
});

test("savings together add up, and their doubt grows, but less than it adds up", () => {
  assert.deepEqual(together([]), { medianW: 0, lowW: 0, highW: 0 });
  const sum = together([saving({ medianW: 1, lowW: 0.7, highW: 1.3 }), saving({ medianW: 2, lowW: 1.6, highW: 2.4 })]);
  assert.equal(sum.medianW, 3);
  assert.ok(Math.abs(sum.lowW - 2.5) < 1e-9 && Math.abs(sum.highW - 3.5) < 1e-9);
});

test("a new saving takes the place of the one before from the same source, and of no other; the oldest go", () => {
  const three: readonly Saving[] = [saving({}), saving({ from: "switches" }), saving({ wish: "on" })];
  const next = withSaving(three, saving({ medianW: 7, lowW: 6, highW: 8, measuredAtMs: 2 }));
  assert.equal(next.length, 3);
  assert.equal(savingOf(next, "cpu.boost", "off")?.medianW, 7);
  const many = Array.from({ length: 300 }, (_, index) => saving({ wish: `${index}`, measuredAtMs: index }));
  const kept = many.reduce<readonly Saving[]>(withSaving, []);
  assert.equal(kept.length, 128);
  assert.equal(savingOf(kept, "cpu.boost", "0"), null);
  assert.notEqual(savingOf(kept, "cpu.boost", "299"), null);
});
