// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { type Measurement, type MeterReading, measuredBetween } from "../../src/processes/measured-power.ts";

const reading = (it: Partial<MeterReading> = {}): MeterReading => ({
  ...{ source: "battery", state: "discharging", rateW: 8, energyWh: 40, packages: [] },
  ...it,
});

const rapl = (joules: number): Pick<MeterReading, "packages"> => ({
  packages: [{ zone: "intel-rapl:0", energyUj: joules * 1e6, rangeUj: 1e12 }],
});

const CASES: readonly (readonly [why: string, first: MeterReading, second: MeterReading, spanS: number, Measurement])[] = [
  [
    "a short look takes the mean of the gauge's rates",
    reading({ rateW: 8 }),
    reading({ rateW: 10, energyWh: 39.97 }),
    10,
    { source: "battery", powerW: 9, packageW: null },
  ],
  [
    "a long one takes what the battery has lost",
    reading(),
    reading({ energyWh: 39.5 }),
    180,
    { source: "battery", powerW: 10, packageW: null },
  ],
  [
    "a rate of nothing, as gauges have it after unplugging, is none",
    reading({ rateW: 0 }),
    reading(),
    10,
    { source: "battery", powerW: 8, packageW: null },
  ],
  [
    "on battery the package is told besides",
    reading(rapl(0)),
    reading(rapl(30)),
    10,
    { source: "battery", powerW: 8, packageW: 3 },
  ],
  [
    "a package that takes more than the lagging gauge tells is left out",
    reading(rapl(0)),
    reading(rapl(300)),
    10,
    { source: "battery", powerW: 8, packageW: null },
  ],
  [
    "on a charger the package alone is known",
    reading({ source: "ac", ...rapl(0) }),
    reading({ source: "ac", ...rapl(30) }),
    10,
    { source: "rapl", powerW: 3, packageW: 3 },
  ],
  ["on a charger without it, nothing", reading({ source: "ac" }), reading({ source: "ac" }), 10, "on-charger"],
  ["beside a weak charger, nothing", reading({ source: "weak-ac" }), reading({ source: "weak-ac" }), 10, "weak-power"],
  ["without a battery, nothing", reading({ source: "none" }), reading({ source: "none" }), 10, "no-battery"],
  ["plugged in meanwhile", reading(), reading({ source: "ac" }), 10, "plugged"],
  ["unplugged meanwhile", reading({ source: "ac" }), reading(), 10, "plugged"],
  ["a gauge without a rate", reading({ rateW: null, energyWh: null }), reading({ rateW: null }), 10, "no-rate"],
  ["too short", reading(), reading(), 9.9, "too-short"],
];

for (const [why, first, second, spanS, measurement] of CASES)
  test(why, () => assert.deepEqual(measuredBetween(first, second, spanS * 1000), measurement));
