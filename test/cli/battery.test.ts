// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { batteryJson, batteryLines } from "../../src/cli/battery.ts";
import type { Forecast } from "../../src/forecast/forecast.ts";
import { lookFor } from "../../src/text/look.ts";
import { mains, snapshotOf } from "../power/supplies.ts";
import { PLAIN } from "./recording-terminal.ts";

const SANYO = {
  type: "Battery",
  status: "Discharging",
  present: "1",
  energy_now: "31200000",
  energy_full: "49600000",
  energy_full_design: "57000000",
  power_now: "-8249000",
  voltage_now: "11412000",
  temp: "312",
  cycle_count: "312",
  technology: "Li-ion",
  manufacturer: "SANYO",
  model_name: "45N1173",
  serial_number: " 1423",
  charge_control_start_threshold: "75",
  charge_control_end_threshold: "80",
};

test("prints the documented JSON, unknown values null", (t) => {
  const snapshot = snapshotOf(t, { AC: mains(0), BAT0: SANYO, BAT1: { type: "Battery", present: "0" } });
  assert.deepEqual(JSON.parse(JSON.stringify(batteryJson(snapshot, null))), {
    version: 1,
    source: "battery",
    state: "discharging",
    percent: 62.903,
    energyWh: 31.2,
    energyFullWh: 49.6,
    energyFullDesignWh: 57,
    rateW: 8.249,
    timeLeft: null,
    timeToCharged: null,
    packs: [
      {
        ...{ name: "BAT0", present: true, state: "discharging", percent: 62.903, energyWh: 31.2, energyFullWh: 49.6 },
        ...{ energyFullDesignWh: 57, rateW: 8.249, voltageV: 11.412, temperatureC: 31.2, cycles: 312, vendor: "SANYO" },
        ...{ model: "45N1173", serial: "1423", kind: "battery", healthPercent: 87.018, technology: "Li-ion" },
        ...{ capacityLevel: null, chargeStartPercent: 75, chargeEndPercent: 80 },
      },
      {
        ...{ name: "BAT1", present: false, state: "unknown", percent: null, energyWh: null, energyFullWh: null },
        ...{ energyFullDesignWh: null, rateW: null, voltageV: null, temperatureC: null, cycles: null, vendor: null },
        ...{ model: null, serial: null, kind: "battery", healthPercent: null, technology: null },
        ...{ capacityLevel: null, chargeStartPercent: null, chargeEndPercent: null },
      },
    ],
    chargers: [{ name: "AC", type: "Mains", online: false, usbType: null, powerW: null }],
    healthPercent: 87.018,
  });
});

test("prints aligned lines with everything that is known", (t) => {
  assert.deepEqual(
    batteryLines(snapshotOf(t, { AC: mains(0), BAT0: SANYO, BAT1: { type: "Battery", present: "0" } }), null, PLAIN),
    [
      "On battery: 62.9 % (31.2 of 49.6 Wh), discharging at 8.2 W.",
      "",
      "  PACK  STATE        LEVEL   NOW      FULL     RATE   HEALTH  CYCLES",
      "  BAT0  discharging  62.9 %  31.2 Wh  49.6 Wh  8.2 W  87 %    312",
      "  BAT1  absent       –       –        –        –      –       –",
      "",
      "  PACK  DETAILS",
      "  BAT0  SANYO 45N1173, serial 1423, Li-ion, 11.41 V, 31 °C, charges from 75 to",
      "        80 %",
      "",
      "  CHARGER  TYPE   ONLINE  OFFERS",
      "  AC       Mains  no      –",
    ],
  );
});

test("says what drains beside a charger, and that a rate is unknown", (t) => {
  const snapshot = snapshotOf(t, { AC: mains(1), BAT0: { ...SANYO, power_now: "!ENODEV" } });
  assert.equal(batteryLines(snapshot, null, PLAIN)[0], "On weak power: 62.9 % (31.2 of 49.6 Wh), discharging, rate unknown.");
});

test("the time left has its own line, and its own place in the document", (t) => {
  const snapshot = snapshotOf(t, { AC: mains(0), BAT0: SANYO });
  const left = { medianMs: 18_000_000.4, lowMs: 14_400_000, highMs: 21_600_000 };
  const forecast: Forecast = { until: "end", phase: "estimating", left, expectedW: 8, prior: "memory" };
  assert.equal(batteryLines(snapshot, forecast, PLAIN)[1], "About 5 h left (likely 4 h to 6 h).");
  assert.deepEqual(batteryJson(snapshot, forecast)["timeLeft"], {
    ...{ medianMs: 18_000_000, lowMs: 14_400_000, highMs: 21_600_000 },
    ...{ phase: "estimating", from: "memory" },
  });
});

test("says on a desktop that there is no battery, and no more", (t) => {
  assert.deepEqual(batteryLines(snapshotOf(t, {}), null, PLAIN), ["No battery."]);
  assert.equal(batteryLines(snapshotOf(t, { AC: mains(1) }), null, PLAIN)[0], "On AC, no battery.");
});

test("keeps to 80 columns and sends no control characters, whatever things are called", (t) => {
  const long = { ...SANYO, manufacturer: `\u001b[2J${"Extraordinary ".repeat(9)}`, serial_number: "9".repeat(60) };
  const usb = { type: "USB", online: "1", usb_type: "C [PD_PPS] PD", voltage_max: "20000000", current_max: "5000000" };
  const name = "ucsi-source-psy-USBC000:001-behind-a-dock-behind-a-dock-behind-a-dock";
  for (const line of batteryLines(snapshotOf(t, { "a-battery-with-an-uncommonly-long-name": long, [name]: usb }), null, PLAIN)) {
    assert.ok([...line].length <= 80, line);
    assert.doesNotMatch(line, /\p{Cc}/u);
  }
});

test("an unknown value is drawn with a sign that the locale has", (t) => {
  const { columns } = PLAIN;
  const look = { ...lookFor({}, { LC_ALL: "C" }), columns };
  const lines = batteryLines(snapshotOf(t, { BAT1: { type: "Battery", present: "0" } }), null, look);
  assert.match(lines[3] ?? "", /^ {2}BAT1 +absent +- +- /u);
});
