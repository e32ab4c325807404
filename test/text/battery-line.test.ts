// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Forecast } from "../../src/forecast/forecast.ts";
import { readPower } from "../../src/power/read-power.ts";
import { batteryLine, timeLeftMs } from "../../src/text/battery-line.ts";
import { PIPE } from "../cli/recording-terminal.ts";
import { tree } from "../fakes/tree.ts";

const BAT0 = "/sys/class/power_supply/BAT0";
const battery = (more: Readonly<Record<string, string>>): Record<string, string> => {
  const attributes = { type: "Battery", present: "1", energy_full: "50000000", energy_full_design: "57000000", ...more };
  return Object.fromEntries(Object.entries(attributes).map(([name, text]) => [`${BAT0}/${name}`, text]));
};

const DISCHARGING = { status: "Discharging", energy_now: "40000000", power_now: "8000000" };

const FIVE_HOURS: Forecast = {
  ...{ until: "end", phase: "estimating", expectedW: 8, prior: "memory" },
  left: { medianMs: 5 * 3_600_000, lowMs: 4 * 3_600_000, highMs: 6 * 3_600_000 },
};

test("a draining battery: charge, rate, and the forecast where there is one", (t) => {
  const power = readPower(tree(t, battery(DISCHARGING)).files);
  assert.equal(batteryLine(power, FIVE_HOURS, PIPE), "Battery 80 %, discharging at 8.0 W, about 5 h left (likely 4 h to 6 h).");
  assert.equal(batteryLine(power, null, PIPE), "Battery 80 %, discharging at 8.0 W.");
  assert.equal(batteryLine(power, { ...FIVE_HOURS, left: null }, PIPE), "Battery 80 %, discharging at 8.0 W.");
});

test("an unknown rate is no rate of 0", (t) => {
  const { files } = tree(t, battery({ ...DISCHARGING, power_now: "garbage" }));
  assert.equal(batteryLine(readPower(files), null, PIPE), "Battery 80 %, discharging.");
});

test("a machine without a battery says so", (t) => {
  assert.equal(batteryLine(readPower(tree(t, { "/sys/class/power_supply/": "" }).files), null, PIPE), "No battery.");
});

const LEFT: readonly (readonly [
  state: "discharging" | "charging",
  energyWh: number | null,
  rateW: number | null,
  leftH: number | null,
])[] = [
  ["discharging", 40, 8, 5],
  ["discharging", 40, 0.3, null],
  ["discharging", 40, 0, null],
  ["discharging", 40, null, null],
  ["discharging", null, 8, null],
  ["discharging", 40, 0.31, 48],
  ["charging", 40, 8, null],
];

for (const [state, energyWh, rateW, leftH] of LEFT) {
  test(`${state} with ${energyWh} Wh at ${rateW} W: ${leftH ?? "unknown"} h`, () => {
    assert.equal(timeLeftMs({ state, energyWh, rateW }), leftH === null ? null : leftH * 3_600_000);
  });
}
