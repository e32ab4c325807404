// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { readPower } from "../../src/power/read-power.ts";
import { laptop } from "../laptops/load.ts";
import { snapshotOf } from "./supplies.ts";

/** Source and state; level, health and rate of all packs together, worked out by hand from the dumps. */
const LAPTOPS = [
  ["brunch-tablet-discharging", "battery", "discharging", 74, 100, 6.15],
  ["brunch-tablet-charging-at-0", "ac", "charging", 73, 100, 0],
  ["toshiba-full-unknown", "ac", "fully-charged", 100, 83.2, 0.01],
  ["thinkpad-42t4969-overfull", "ac", "fully-charged", 100, 99.9, 0],
  ["thinkpad-42t4865-worn", "ac", "charging", 27.8, 32.2, 38.09],
  ["thinkpad-45n1041-empty", "ac", "empty", 0, 97, 0],
  ["asus-c300-full", "ac", "fully-charged", 100, 83.9, 5.31],
  ["surface-pro-4", "battery", "discharging", 21.2, 86, 10.46],
  ["lifebook-e5412", "ac", "fully-charged", 94.99, 85.2, null],
  ["msi-bif0-9", "ac", "charging", 72.54, 101.8, null],
  ["dell-unplugged", "battery", "discharging", 29.41, 98.1, 8.27],
  ["dell-plugged-in", "ac", "charging", 29.41, 98.1, null],
  ["thinkpad-45n1173-above-design", "ac", "fully-charged", 100, 101, 0],
  ["x1-extreme-holding", "ac", "fully-charged", 94.51, 86.1, 0],
  ["ideapad-3-conservation", "ac", "charging", 89.31, 100.7, 0],
  ["framework-unplugged", "battery", "discharging", 100, null, null],
  ["framework-plugged-in", "weak-ac", "discharging", 100, null, null],
  ["desktop-with-mouse", "none", "unknown", null, null, null],
] as const;

for (const [name, source, state, percent, healthPercent, rateW] of LAPTOPS) {
  test(`reads ${name}`, (t) => {
    const snapshot = readPower(laptop(t, name));
    assert.deepEqual([snapshot.source, snapshot.state], [source, state]);
    near(snapshot.percent, percent, 0.01);
    near(snapshot.healthPercent, healthPercent, 0.06);
    near(snapshot.rateW, rateW, 0.006);
  });
}

test("keeps the names and words of a recorded machine", (t) => {
  const { packs, chargers } = readPower(laptop(t, "lifebook-e5412"));
  assert.deepEqual(
    packs.map(({ name, vendor, serial, cycles, chargeEndPercent }) => [name, vendor, serial, cycles, chargeEndPercent]),
    [["CMB1", "Fujitsu", "01A-P221024016310R", 18, 100]],
  );
  assert.deepEqual(
    chargers.map(({ name, online }) => [name, online]),
    [
      ["AC", null],
      ["ucsi-source-psy-USBC000:001", null],
      ["ucsi-source-psy-USBC000:002", null],
    ],
  );
});

test("takes an empty model name for none", (t) => {
  assert.equal(readPower(laptop(t, "toshiba-full-unknown")).packs[0]?.model, null);
});

for (const errno of ["ENODEV", "EIO", "ENODATA", "EISDIR", "EAGAIN", "EACCES"]) {
  test(`reads all the others when one attribute fails with ${errno}`, (t) => {
    const whole = {
      type: "Battery",
      status: "Discharging",
      energy_now: "20000000",
      energy_full: "40000000",
      power_now: "9000000",
    };
    for (const name of Object.keys(whole)) {
      const snapshot = snapshotOf(t, { BAT0: { ...whole, [name]: `!${errno}` } });
      assert.equal(snapshot.source, "battery", name);
      assert.equal(snapshot.percent, name === "energy_now" || name === "energy_full" ? null : 50, name);
      assert.equal(snapshot.rateW, name === "power_now" ? null : 9, name);
    }
  });
}

test("reads attributes that vanish between listing and reading as unknown", (t) => {
  const snapshot = snapshotOf(t, { BAT0: { type: "Battery", status: "!vanishes", capacity: "50", power_now: "!vanishes" } });
  assert.deepEqual([snapshot.percent, snapshot.state, snapshot.rateW], [50, "discharging", null]);
});

test("answers on a machine without /sys/class/power_supply", (t) => {
  const { packs, chargers, source, percent, rateW } = snapshotOf(t, {});
  assert.deepEqual([packs, chargers, source, percent, rateW], [[], [], "none", null, null]);
});

function near(actual: number | null, expected: number | null, within: number): void {
  if (actual === null || expected === null) assert.equal(actual, expected);
  else assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
}
