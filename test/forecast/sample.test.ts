// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { levelOf, sampleOf } from "../../src/forecast/sample.ts";
import { mains, snapshotOf } from "../power/supplies.ts";
import { sample } from "./discharges.ts";

const battery = (status: string) => ({
  type: "Battery",
  status,
  energy_now: "30000000",
  energy_full: "50000000",
  power_now: "8000000",
});
const now = { atMs: 0, profile: "flight" };

test("a snapshot of the machine's power is a sample", (t) => {
  assert.deepEqual(sampleOf(snapshotOf(t, { AC: mains(0), BAT0: battery("Discharging") }), now), {
    ...{ atMs: 0, profile: "flight", flow: "discharging" },
    ...{ energyWh: 30, energyFullWh: 50, percent: 60, powerW: 8 },
  });
});

test("a charger that is too weak does not stop a discharge, one that holds the battery does, and one that charges charges", (t) => {
  const flow = (online: 0 | 1, status: string) => sampleOf(snapshotOf(t, { AC: mains(online), BAT0: battery(status) }), now).flow;
  assert.equal(flow(1, "Discharging"), "discharging");
  assert.equal(flow(1, "Not charging"), "idle");
  assert.equal(flow(1, "Full"), "idle");
  assert.equal(flow(1, "Charging"), "charging");
});

test("energy is better than percent, and a capacity that nobody tells is worked out from both", () => {
  const told = { energyWh: 20, energyFullWh: null, percent: 40 };
  assert.deepEqual(levelOf(sample(0, told)), { unit: "Wh", amount: 20, full: 50 });
  assert.deepEqual(levelOf(sample(0, { ...told, energyWh: null })), { unit: "percent", amount: 40, full: 100 });
  assert.deepEqual(levelOf(sample(0, { ...told, percent: null })), { unit: "Wh", amount: 20, full: null });
});

test("a gauge that reads above full is full", () => {
  assert.deepEqual(levelOf(sample(0, { energyWh: 50.3 })), { unit: "Wh", amount: 50.3, full: 50.3 });
  assert.equal(levelOf(sample(0, { energyWh: null, percent: 104 }))?.amount, 100);
});
