// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { flowFor, type PackLimits } from "../../src/sim/physics.ts";
import type { PackState } from "../../src/sim/state.ts";

const pack = fc.record({
  energyWh: fc.double({ min: 0, max: 50, noNaN: true }),
  outW: fc.double({ min: -60, max: 60, noNaN: true }),
  smoothW: fc.double({ min: -60, max: 60, noNaN: true }),
  charging: fc.boolean(),
});
const limit = fc.record({
  fullWh: fc.double({ min: 50, max: 80, noNaN: true }),
  mostChargeW: fc.double({ min: 1, max: 80, noNaN: true }),
  startShare: fc.double({ min: 0, max: 0.9, noNaN: true }),
  endShare: fc.double({ min: 0.5, max: 1, noNaN: true }),
});
const packs = fc.array(fc.tuple(pack, limit), { minLength: 1, maxLength: 3 });
const watts = fc.double({ min: 0, max: 80, noNaN: true });
const seconds = fc.double({ min: 0.01, max: 3600, noNaN: true });

const total = (states: readonly PackState[], of: (state: PackState) => number): number =>
  states.reduce((sum, each) => sum + of(each), 0);

test("energy only goes where power says, and never below empty or to NaN", () => {
  fc.assert(
    fc.property(packs, watts, fc.option(watts), seconds, (pairs, drawW, chargerW, dt) => {
      const before = pairs.map(([state]) => state);
      const after = flowFor({ drawW, chargerW, limits: pairs.map(([, limits]) => limits) }, before, dt);
      const lostWh = total(before, ({ energyWh }) => energyWh) - total(after, ({ energyWh }) => energyWh);
      const flowedWh = (total(after, ({ outW }) => outW) * dt) / 3600;
      assert.ok(Math.abs(lostWh - flowedWh) < 1e-6, `${lostWh} Wh lost, ${flowedWh} Wh flowed`);
      for (const state of after)
        assert.ok(state.energyWh >= 0 && Number.isFinite(state.energyWh) && Number.isFinite(state.smoothW));
    }),
  );
});

test("what flows is the draw less the charger, unless packs are empty or take no more", () => {
  fc.assert(
    fc.property(packs, watts, fc.option(watts), seconds, (pairs, drawW, chargerW, dt) => {
      const limits = pairs.map(([, each]) => each);
      const after = flowFor(
        { drawW, chargerW, limits },
        pairs.map(([state]) => state),
        dt,
      );
      const neededW = drawW - (chargerW ?? 0);
      const outW = total(after, (state) => state.outW);
      assert.ok(neededW > 0 ? outW <= neededW + 1e-6 : outW >= neededW - 1e-6);
      const isLeft = after.some(({ energyWh }) => energyWh > 1e-9);
      if (neededW > 0 && isLeft) assert.ok(Math.abs(outW - neededW) < 1e-6);
    }),
  );
});

const limits: PackLimits = { fullWh: 50, mostChargeW: 40, startShare: 0.75, endShare: 0.8 };
const idle = (energyWh: number, charging = false): PackState => ({ energyWh, outW: 0, smoothW: 0, charging });

test("packs are emptied one after the other, within one step if need be", () => {
  const after = flowFor({ drawW: 10, chargerW: null, limits: [limits, limits] }, [idle(1), idle(20)], 3600);
  assert.deepEqual(
    after.map(({ energyWh }) => energyWh),
    [0, 11],
  );
});

for (const { from, charging, fills, why } of [
  { from: 38, charging: false, fills: false, why: "between the thresholds it waits" },
  { from: 38, charging: true, fills: true, why: "in the middle of a cycle it goes on" },
  { from: 30, charging: false, fills: true, why: "below the start it begins" },
  { from: 40, charging: true, fills: false, why: "at the end it stops" },
]) {
  test(`charging follows the thresholds: ${why}`, () => {
    const [after] = flowFor({ drawW: 5, chargerW: 65, limits: [limits] }, [idle(from, charging)], 10);
    assert.equal((after?.energyWh ?? 0) > from, fills);
  });
}

test("a charger never fills a pack past its limit", () => {
  const [after] = flowFor({ drawW: 5, chargerW: 65, limits: [limits] }, [idle(39.9, true)], 36_000);
  assert.ok(Math.abs((after?.energyWh ?? 0) - 40) < 1e-9);
});

test("power is smoothed with a time constant of 55 s", () => {
  const [after] = flowFor({ drawW: 10, chargerW: null, limits: [limits] }, [idle(40)], 55);
  assert.ok(Math.abs((after?.smoothW ?? 0) - 10 * (1 - Math.exp(-1))) < 1e-9);
});
