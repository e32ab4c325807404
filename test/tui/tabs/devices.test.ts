// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Pack } from "../../../src/power/pack.ts";
import { type PowerSnapshot, powerSnapshot } from "../../../src/power/snapshot.ts";
import type { Gadgets } from "../../../src/tui/gadgets.ts";
import { devicesTab } from "../../../src/tui/tabs/devices.ts";
import { AREAS, bodyIn, HOSTILE, LARGE, LETTERED, SMALL, stateWith } from "../areas.ts";

const PACK: Pack = {
  ...{ name: "BAT0", kind: "battery", present: true, state: "discharging", percent: 76, rateW: 9.8 },
  ...{
    energyWh: 39.8,
    energyFullWh: 52.4,
    energyFullDesignWh: 57,
    healthPercent: 92,
    voltageV: 11.84,
    temperatureC: 31,
    cycles: 211,
  },
  ...{ chargeStartPercent: 75, chargeEndPercent: 80, technology: "Li-ion", capacityLevel: "Normal" },
  ...{ vendor: "SMP", model: "5B10W51862", serial: "1204" },
};

const UNKNOWN: Pack = {
  ...PACK,
  ...{
    state: "unknown",
    percent: null,
    rateW: null,
    energyWh: null,
    energyFullWh: null,
    energyFullDesignWh: null,
    healthPercent: null,
  },
  ...{ voltageV: null, temperatureC: null, cycles: null, chargeStartPercent: null, chargeEndPercent: null },
  ...{ technology: null, capacityLevel: null, vendor: null, model: null, serial: null },
};

const AC = { name: "AC", type: "Mains", online: false, usbType: null, powerW: null } as const;
const USB = { name: "ucsi", type: "USB", online: true, usbType: "PD", powerW: 18 } as const;

const power = (packs: readonly Pack[] = [PACK], chargers: PowerSnapshot["chargers"] = [AC]): PowerSnapshot =>
  powerSnapshot({ packs, chargers });

const GADGETS: Gadgets = {
  radios: [
    { title: "Wi-Fi", name: "phy0", blocked: "no" },
    { title: "Bluetooth", name: "hci0", blocked: "hard" },
    { title: "Mobile data", name: "wwan0", blocked: "unknown" },
  ],
  lights: [{ name: "eDP-1", kind: "screen", percent: 81.6 }],
  fed: [{ name: "iPhone", port: "port1", mostW: 2.5 }],
};

const body = (parts: Parameters<typeof stateWith>[0], area = LARGE): string =>
  bodyIn(devicesTab, stateWith(parts), area).join("\n");

test("a pack tells all that is known of it", () => {
  assert.equal(
    body({ power: power() }),
    `  Battery      BAT0
  State        discharging at 9.8 W
  Level        76 %
  Energy       39.8 of 52.4 Wh
  Health       92 % of 57.0 Wh, 211 cycles
  Voltage      11.84 V
  Temperature  31 degrees C
  Charging     from 75 to 80 %
  Made by      SMP 5B10W51862 (Li-ion)

  Charger
  AC       Mains  not plugged in`,
  );
});

test("what is not known is the sign for it, never 0", () => {
  const lines = body({ power: power([UNKNOWN]) });
  for (const title of ["Level", "Energy", "Health", "Voltage", "Temperature", "Made by"])
    assert.match(lines, new RegExp(`${title} +–\n`));
  assert.doesNotMatch(lines, /\b0\b/);
});

test("two packs stand side by side, a slot without one says so", () => {
  const lines = body({ power: power([PACK, { ...UNKNOWN, name: "BAT1", present: false }]) });
  assert.match(lines, /Batteries {4}BAT0 +BAT1\n {2}State {8}discharging at 9\.8 W +not in its slot\n/);
});

test("a charger that gives too little is told, with the watts agreed", () => {
  const lines = body({ power: power([PACK], [USB]) });
  assert.match(lines, /ucsi {5}USB PD {2}plugged in, 18 W agreed\n {2}It gives too little: the battery drains all the same\./);
});

test("a machine without batteries or chargers says so", () => {
  assert.match(body({ power: power([], []) }), /Batteries\n {2}none\n\n {2}Charger\n {2}none that the kernel shows/);
});

test("what charges from here costs the journey on battery, not on a charger", () => {
  assert.match(body({ power: power(), gadgets: GADGETS }), /iPhone +on port1, up to 2\.5 W\n {2}Unplug it to save that\./);
  const plugged = power([{ ...PACK, state: "charging" }], [USB]);
  assert.doesNotMatch(body({ power: plugged, gadgets: GADGETS }), /Unplug/);
});

test("radios and lights are told in words", () => {
  const lines = body({ gadgets: GADGETS });
  assert.match(lines, /Wi-Fi +phy0 +on\n {2}Bluetooth +hci0 +off, by a switch on the case\n {2}Mobile data +wwan0 +–/);
  assert.match(lines, /Lights\n {2}Screen +eDP-1 +82 %/);
});

test("nothing of a kind has no heading", () => {
  assert.equal(body({ gadgets: { radios: [], lights: [], fed: [] } }), "  Reading the devices.");
  assert.doesNotMatch(body({ power: power(), gadgets: { ...GADGETS, fed: [] } }), /Charges/);
});

test("where it does not fit it scrolls to the chosen line, the last one at most", () => {
  const parts = { power: power(), gadgets: GADGETS };
  const at = (chosen: number): readonly string[] => {
    const lists = { ...stateWith({}).lists, devices: { chosen: String(chosen), filter: "", sort: 0 } };
    return bodyIn(devicesTab, stateWith({ ...parts, lists }), SMALL);
  };
  assert.match(at(0)[0] ?? "", /^› Battery/);
  const last = devicesTab.rows(stateWith(parts)).length - 1;
  for (const chosen of [last, 999]) assert.match(at(chosen).at(-1) ?? "", /^› Screen/);
  assert.equal(bodyIn(devicesTab, stateWith(parts), LARGE).length, last + 1);
});

test("what is typed behind / leaves the lines that contain it", () => {
  const filtered = (filter: string) => ({
    gadgets: GADGETS,
    lists: { ...stateWith({}).lists, devices: { chosen: null, filter, sort: 0 } },
  });
  assert.match(body(filtered("WI-FI")), /^ {2}Wi-Fi +phy0 +on$/);
  assert.equal(body(filtered("zebra")), '  Nothing with "zebra" here.');
  assert.equal(devicesTab.rows(stateWith(filtered("zebra"))).length, 1);
});

test("hostile names neither break the lines nor reach the terminal, in any area", () => {
  const pack = { ...PACK, name: HOSTILE, vendor: HOSTILE, model: HOSTILE, technology: HOSTILE };
  const gadgets: Gadgets = {
    radios: [{ title: "Wi-Fi", name: HOSTILE, blocked: "hard" }],
    lights: [{ name: HOSTILE, kind: "screen", percent: 1 }],
    fed: [{ name: HOSTILE, port: HOSTILE, mostW: null }],
  };
  for (const packs of [[pack], [pack, pack], [pack, pack, pack]])
    for (const area of AREAS)
      bodyIn(devicesTab, stateWith({ power: power(packs, [{ ...USB, name: HOSTILE, type: HOSTILE }]), gadgets }), area);
});

test("without UTF-8 it is all ASCII", () => {
  const lines = bodyIn(devicesTab, stateWith({ power: power([UNKNOWN]), gadgets: GADGETS }), LETTERED).join("\n");
  assert.match(lines, /^[\x20-\x7e\n]*$/);
});
