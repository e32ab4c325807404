// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { PowerSnapshot } from "../../src/power/snapshot.ts";
import { mains, type SupplyFiles, snapshotOf } from "./supplies.ts";

/*
 * The batteries of UPower's integration tests (src/linux/integration-test.py, 1.90 and later) and the figures that they
 * expect. `source` is ours: UPower knows no weak charger.
 */
interface Case {
  readonly behaviour: string;
  readonly supplies: SupplyFiles;
  readonly whole?: Partial<PowerSnapshot>;
  /** The first pack. */
  readonly pack?: Partial<PowerSnapshot["packs"][number]>;
}

const slot = { type: "Battery", present: "1" };
const unit = { ...slot, energy_full: "60000000", energy_full_design: "80000000", voltage_now: "12000000" };
const well = { ...unit, status: "Discharging", energy_now: "48000000" };
const low = { ...well, energy_now: "1500000" };
const unsure = { ...well, status: "unknown" };
const amperes = { ...slot, charge_full: "10500000", charge_full_design: "11000000", voltage_now: "12000000" };
const held = { ...amperes, status: "Not charging", capacity: "40" };

const CASES: readonly Case[] = [
  { behaviour: "no devices", supplies: {}, whole: { source: "none", state: "unknown", percent: null } },
  { behaviour: "an adapter that is in, no battery", supplies: { AC: mains(1) }, whole: { source: "ac" } },
  { behaviour: "an adapter that is out, no battery", supplies: { AC: mains(0) }, whole: { source: "none" } },
  {
    behaviour: "a MacBook, whose capacity counts from the design",
    supplies: { AC: mains(0), BAT0: { ...well, capacity: "60" } },
    pack: { percent: 80 },
  },
  {
    behaviour: "a battery in energy units",
    supplies: { AC: mains(0), BAT0: well },
    whole: { source: "battery", state: "discharging" },
    pack: { present: true, percent: 80, energyWh: 48, energyFullWh: 60, energyFullDesignWh: 80, voltageV: 12 },
  },
  { behaviour: "a low one", supplies: { AC: mains(0), BAT0: low }, whole: { source: "battery" }, pack: { percent: 2.5 } },
  {
    behaviour: "charging on an adapter",
    supplies: { AC: mains(1), BAT0: { ...low, status: "Charging" } },
    whole: { source: "ac", state: "charging" },
  },
  {
    behaviour: "a charger of too little power",
    supplies: { AC: mains(1), BAT0: low },
    whole: { source: "weak-ac", state: "discharging", percent: 2.5 },
  },
  {
    behaviour: "a capacity that is no number",
    supplies: { BAT0: { ...unit, status: "Discharging", capacity: "-NaN" } },
    pack: { percent: 0 },
  },
  { behaviour: "two batteries, one low", supplies: { BAT0: well, BAT1: low }, whole: { source: "battery", percent: 41.25 } },
  {
    behaviour: "a removed battery whose figures are 0",
    supplies: {
      BAT0: low,
      BAT1: {
        ...slot,
        present: "0",
        status: "unknown",
        energy_full: "0",
        energy_full_design: "0",
        energy_now: "0",
        voltage_now: "0",
      },
    },
    whole: { source: "battery", percent: 2.5 },
  },
  {
    behaviour: "a removed battery of which only present is left",
    supplies: { BAT0: low, BAT1: { type: "Battery", present: "0" } },
    whole: { source: "battery", percent: 2.5 },
  },
  {
    behaviour: "all batteries removed",
    supplies: { BAT0: { ...low, present: "0" }, BAT1: { ...low, present: "0" } },
    whole: { percent: 0, state: "unknown" },
    pack: { state: "unknown", temperatureC: null, chargeEndPercent: null },
  },
  { behaviour: "one unknown status, no adapter", supplies: { BAT0: unsure }, whole: { state: "discharging" } },
  { behaviour: "two unknown, no adapter", supplies: { BAT0: unsure, BAT1: unsure }, whole: { state: "discharging" } },
  {
    behaviour: "one unknown, adapter out",
    supplies: { AC: mains(0), BAT0: unsure },
    whole: { source: "battery", state: "discharging" },
    pack: { state: "unknown" },
  },
  { behaviour: "one unknown, adapter in", supplies: { AC: mains(1), BAT0: unsure }, whole: { source: "ac", state: "charging" } },
  {
    behaviour: "two unknown, adapter out",
    supplies: { AC: mains(0), BAT0: unsure, BAT1: unsure },
    whole: { source: "battery", state: "discharging" },
  },
  {
    behaviour: "two unknown, adapter in",
    supplies: { AC: mains(1), BAT0: unsure, BAT1: unsure },
    whole: { source: "ac", state: "charging" },
  },
  { behaviour: "held back at 40 %", supplies: { BAT0: held }, whole: { state: "pending-charge" } },
  {
    behaviour: "a capacity level and design voltages",
    supplies: {
      battery: {
        ...slot,
        voltage_min_design: "3100000",
        voltage_max_design: "4200000",
        charge_full_design: "1740000",
        status: "Discharging",
        voltage_now: "3750000",
        capacity_level: "High",
      },
    },
    pack: { capacityLevel: "High", state: "discharging", energyFullDesignWh: 7.308 },
  },
  {
    behaviour: "empty, status unknown",
    supplies: { BAT0: { ...held, status: "Unknown", capacity: "0" } },
    whole: { state: "empty" },
    pack: { state: "empty" },
  },
  {
    behaviour: "full, status unknown",
    supplies: { BAT0: { ...held, status: "Unknown", capacity: "99" } },
    whole: { state: "fully-charged" },
    pack: { state: "fully-charged" },
  },
  { behaviour: "held back when full", supplies: { BAT0: { ...held, capacity: "100" } }, pack: { state: "fully-charged" } },
  { behaviour: "held back at 89 %", supplies: { BAT0: { ...held, capacity: "89" } }, pack: { state: "pending-charge" } },
  {
    behaviour: "a battery in charge units",
    supplies: { BAT0: { ...amperes, status: "Discharging", charge_now: "7875000", current_now: "787000" } },
    whole: { source: "battery" },
    pack: { percent: 75, energyWh: 94.5, energyFullWh: 126, energyFullDesignWh: 132, voltageV: 12, state: "discharging" },
  },
  {
    behaviour: "charge units and a stray energy_now",
    supplies: { BAT0: { ...amperes, status: "Discharging", charge_now: "4200000", energy_now: "9999999" } },
    pack: { percent: 40, energyWh: 50.4, energyFullWh: 126, energyFullDesignWh: 132 },
  },
  {
    behaviour: "a capacity and charge_full",
    supplies: { BAT0: { ...held, status: "Discharging" } },
    whole: { source: "battery" },
    pack: { percent: 40, energyWh: 50.4, energyFullWh: 126, energyFullDesignWh: 132 },
  },
  {
    behaviour: "more than full",
    supplies: {
      BAT0: { ...amperes, status: "Full", current_now: "1000", charge_now: "11000000", charge_full: "10000000", capacity: "110" },
    },
    pack: { percent: 100, state: "fully-charged", energyWh: 132, energyFullWh: 132, energyFullDesignWh: 132 },
  },
  { behaviour: "a temperature", supplies: { BAT0: { ...low, temp: "254" } }, pack: { temperatureC: 25.4, percent: 2.5 } },
  { behaviour: "a name of any kind", supplies: { "bq24735@5-0009": unsure }, pack: { present: true, name: "bq24735@5-0009" } },
  {
    behaviour: "no power drawn, beside a current",
    supplies: { BAT0: { ...unit, status: "Full", energy_now: "60000000", power_now: "0", current_now: "787000" } },
    pack: { rateW: 0 },
  },
  {
    behaviour: "words in and out of UTF-8",
    supplies: { BAT0: { ...low, serial_number: "123ABC", manufacturer: "⍾ Batt Inc. ☢", model_name: "AB\uFFFDC12\u00013" } },
    pack: { serial: "123ABC", vendor: "⍾ Batt Inc. ☢", model: "ABC123" },
  },
  { behaviour: "no cycle count", supplies: { BAT0: well }, pack: { cycles: null } },
  { behaviour: "2000 cycles", supplies: { BAT0: { ...low, cycle_count: "2000" } }, pack: { cycles: 2000 } },
  { behaviour: "0 cycles", supplies: { BAT0: { ...low, cycle_count: "0" } }, pack: { cycles: null } },
  { behaviour: "-1 cycles", supplies: { BAT0: { ...low, cycle_count: "-1" } }, pack: { cycles: null } },
  {
    behaviour: "a start threshold alone",
    supplies: { BAT0: { ...unsure, charge_control_start_threshold: "80" } },
    pack: { chargeStartPercent: 80, chargeEndPercent: null },
  },
  {
    behaviour: "thresholds at their defaults",
    supplies: { BAT0: { ...unsure, charge_control_start_threshold: "0", charge_control_end_threshold: "100" } },
    pack: { chargeStartPercent: 0, chargeEndPercent: 100 },
  },
  {
    behaviour: "drained on purpose on an adapter",
    supplies: { AC0: mains(1), BAT0: { ...well, energy_now: "0" } },
    whole: { state: "discharging", percent: 0 },
  },
  {
    behaviour: "a phone's battery beside its gauge and charge pump",
    supplies: {
      battery: { ...slot, capacity: "77", status: "Charging", technology: "Li-ion", voltage_now: "4268584" },
      bms: { type: "BMS", capacity: "77", current_now: "-1543885", power_now: "52842898", voltage_now: "4298363" },
      charge_pump_master: { type: "Nothing attached", model_name: "SMB1398_V2", chip_version: "3" },
    },
    whole: { percent: 77, state: "charging", chargers: [] },
  },
];

for (const { behaviour, supplies, whole = {}, pack = {} } of CASES) {
  test(`agrees with UPower on ${behaviour}`, (t) => {
    const snapshot = snapshotOf(t, supplies);
    agree(snapshot, whole);
    agree(snapshot.packs[0] ?? {}, pack);
  });
}

test("takes two packs' states together as UPower's display device does", (t) => {
  const [unknown, charging, discharging, empty, full, pending] = [
    "Unknown",
    "Charging",
    "Discharging",
    "Empty",
    "Full",
    "Not Charging",
  ];
  const expected = [
    [unknown, charging, "charging"],
    [unknown, discharging, "discharging"],
    [charging, charging, "charging"],
    [charging, empty, "charging"],
    [charging, full, "charging"],
    [charging, pending, "charging"],
    [discharging, discharging, "discharging"],
    [discharging, empty, "discharging"],
    [discharging, full, "discharging"],
    [discharging, pending, "discharging"],
    [empty, empty, "empty"],
    [pending, pending, "pending-charge"],
  ] as const;
  for (const [one = "", other = "", together] of expected) {
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const snapshot = snapshotOf(t, { BAT0: { ...held, status: first }, BAT1: { ...held, status: second } });
      assert.equal(snapshot.state, together, `${first} and ${second}`);
    }
  }
});

function agree(actual: object, expected: object): void {
  for (const [name, value] of Object.entries(expected)) {
    const found: unknown = Reflect.get(actual, name);
    if (typeof value === "number" && typeof found === "number") assert.ok(Math.abs(found - value) < 1e-7, `${name}: ${found}`);
    else assert.deepEqual(found, value, name);
  }
}
