// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type Block, blockOf, type MeterLook } from "../../../src/forecast/measuring/block.ts";
import { designFor } from "../../../src/forecast/measuring/design.ts";
import { steadyLooks } from "./looks.ts";

const ENERGY = designFor("energy");

function counted(looks: readonly MeterLook[], design = ENERGY): Block {
  const block = blockOf("with", looks, design);
  assert.ok(block.kind === "block");
  return block;
}

const spoiltBy = (looks: readonly MeterLook[]): string => {
  const block = blockOf("with", looks, ENERGY);
  return block.kind === "spoilt" ? block.by : "counts";
};

test("by a gauge with steps of 10 mWh, three minutes tell the power within 0.2 W, whatever the steps fall in with", () => {
  fc.assert(
    fc.property(fc.double({ min: 2, max: 60, noNaN: true }), (powerW) => {
      assert.ok(Math.abs(counted(steadyLooks(ENERGY, powerW)).powerW - powerW) < 0.2);
    }),
  );
});

test("what happens while the machine comes to rest does not count", () => {
  const rest = (atMs: number) => (atMs < 1_000_000 + ENERGY.settleMs ? { powerW: 90 } : {});
  assert.equal(counted(steadyLooks({ ...ENERGY }, 8, rest), { ...ENERGY, meter: "power" }).powerW, 8);
});

test("the processor package and the load are told beside the battery's power", () => {
  const more = (atMs: number) => ({ packageJ: (atMs / 1000) * 3, ticks: { idle: (atMs / 10) * 0.9, total: atMs / 10 } });
  const { packageW, busyPercent } = counted(steadyLooks(ENERGY, 8, more));
  assert.ok(Math.abs((packageW ?? 0) - 3) < 1e-9);
  assert.ok(Math.abs((busyPercent ?? 0) - 10) < 1e-9);
  const without = counted(steadyLooks(ENERGY, 8));
  assert.deepEqual([without.packageW, without.busyPercent], [null, null]);
});

test("a change of brightness, sleep, a jump of the gauge and a gauge that stands still each spoil a block", () => {
  const looks = steadyLooks(ENERGY, 8);
  const late = looks.map((one, index) => (index > 5 ? { ...one, atMs: one.atMs + 60_000 } : one));
  assert.equal(spoiltBy(looks), "counts");
  assert.equal(spoiltBy(looks.map((one, index) => ({ ...one, brightness: index > 3 ? "40" : "80" }))), "brightness");
  assert.equal(spoiltBy(late), "sleep");
  assert.equal(spoiltBy(looks.map((one, index) => (index === 9 ? { ...one, atMs: 5 } : one))), "sleep");
  assert.equal(spoiltBy(looks.map((one, index) => (index === 9 ? { ...one, energyWh: 41 } : one))), "gauge");
  assert.equal(spoiltBy(looks.map((one) => ({ ...one, energyWh: 40 }))), "gauge");
  assert.equal(spoiltBy(looks.map((one, index) => (index === 9 ? { ...one, energyWh: null } : one))), "gauge");
});

test("whatever is read, a block that counts has a power that is a number", () => {
  const value = fc.option(fc.double({ min: 0, max: 1000, noNaN: true }), { nil: null });
  const looks = fc.array(fc.record({ energyWh: value, powerW: value, packageJ: value }), { maxLength: 20 });
  fc.assert(
    fc.property(looks, fc.constantFrom("energy", "power", "package"), (all, meter) => {
      const at = all.map((one, index) => ({ ...one, atMs: index * 15_000, onBattery: true, ticks: null, brightness: null }));
      const block = blockOf("with", at, designFor(meter));
      assert.ok(block.kind === "spoilt" || Number.isFinite(block.powerW));
    }),
  );
});
