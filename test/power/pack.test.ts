// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { packFrom } from "../../src/power/pack.ts";

const pack = (attributes: Readonly<Record<string, string>>) => packFrom("BAT0", "battery", new Map(Object.entries(attributes)));

const draining = { status: "Discharging", voltage_now: "12000000" };

for (const [behaviour, attributes, rateW] of [
  ["power_now before current_now", { ...draining, power_now: "9000000", current_now: "500000" }, 9],
  ["current times present voltage", { ...draining, voltage_min_design: "10800000", current_now: "500000" }, 6],
  ["a negative power as its magnitude", { ...draining, power_now: "-9000000" }, 9],
  ["a negative current as its magnitude", { ...draining, current_now: "-500000" }, 6],
  ["the hardware's average for want of better", { ...draining, power_avg: "7000000" }, 7],
  ["an average current", { ...draining, current_avg: "-250000" }, 3],
  ["the current when power_now is 0 in a discharging battery", { ...draining, power_now: "0", current_now: "500000" }, 6],
  ["nothing for 0 W in a discharging battery", { ...draining, power_now: "0" }, null],
  ["0 W in a full battery", { ...draining, status: "Full", power_now: "0" }, 0],
  ["nothing for a current without a voltage", { status: "Discharging", current_now: "500000" }, null],
  ["nothing for 65.535 W of 16-bit firmware", { ...draining, power_now: "65535000" }, null],
  ["nothing for 30 A at 12 V", { ...draining, current_now: "29000000" }, null],
  ["nothing when there is nothing", draining, null],
] as const) {
  test(`gives as rate ${behaviour}`, () => assert.equal(pack(attributes).rateW, rateW));
}

for (const current of ["-1500000", "1500000"]) {
  test(`takes the direction from the status beside a current of ${current}`, () => {
    assert.equal(pack({ status: "Charging", voltage_now: "12000000", current_now: current }).state, "charging");
    assert.equal(pack({ status: "Discharging", voltage_now: "12000000", current_now: current }).state, "discharging");
  });
}

for (const [behaviour, attributes, energyWh] of [
  ["the highest design voltage first", { voltage_max_design: "4200000", voltage_min_design: "3100000" }, 8.4],
  ["the lowest design voltage next", { voltage_min_design: "3100000", voltage_now: "3700000" }, 6.2],
  ["the present voltage last", { voltage_max_design: "0", voltage_now: "3700000" }, 7.4],
  ["no guess without a voltage", {}, null],
] as const) {
  test(`turns charge into energy with ${behaviour}`, () => {
    const { energyWh: found, percent } = pack({ ...attributes, charge_now: "2000000", charge_full: "4000000" });
    assert.ok(energyWh === null ? found === null : Math.abs((found ?? 0) - energyWh) < 1e-9);
    assert.equal(percent, 50);
  });
}

test("prefers the level that the firmware gives when only the design is known", () => {
  assert.equal(pack({ energy_now: "20000000", energy_full_design: "80000000", capacity: "50" }).percent, 50);
});

test("believes the level before a gauge that reads 0", () => {
  const { percent, energyWh } = pack({ energy_now: "0", energy_full: "40000000", capacity: "50" });
  assert.deepEqual([percent, energyWh], [50, 20]);
});

test("takes a level beyond all bounds for none", () => assert.equal(pack({ capacity: "255" }).percent, null));

test("reads voltage_avg where voltage_now is 0 or missing", () => {
  assert.equal(pack({ voltage_now: "0", voltage_avg: "11000000" }).voltageV, 11);
  assert.equal(pack({ voltage_avg: "11000000" }).voltageV, 11);
});

test("knows nothing of a slot without a pack", () => {
  const { present, state, percent, energyWh, vendor } = pack({
    present: "0",
    status: "Charging",
    capacity: "50",
    manufacturer: "X",
  });
  assert.deepEqual([present, state, percent, energyWh, vendor], [false, "unknown", null, null, null]);
});

test("counts a pack without `present` as present", () => assert.equal(pack({ capacity: "50" }).present, true));
