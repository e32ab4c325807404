// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { chargerFrom } from "../../src/power/charger.ts";

const charger = (attributes: Readonly<Record<string, string>>) => chargerFrom("usb", new Map(Object.entries(attributes)));

const plugged = { type: "USB", online: "1" };

for (const [behaviour, attributes, powerW] of [
  ["what was negotiated at most", { ...plugged, voltage_max: "20000000", current_max: "3250000", voltage_now: "5000000" }, 65],
  ["what is set now for want of a maximum", { ...plugged, voltage_now: "20000000", current_now: "2250000" }, 45],
  ["nothing for 0 A", { ...plugged, voltage_now: "5000000", current_now: "0" }, null],
  ["nothing for more than any charger has", { ...plugged, voltage_max: "48000000", current_max: "20000000" }, null],
  ["nothing when unplugged", { ...plugged, online: "0", voltage_max: "20000000", current_max: "3000000" }, null],
] as const) {
  test(`offers ${behaviour}`, () => assert.equal(charger(attributes).powerW, powerW));
}

for (const [online, expected] of [
  ["0", false],
  ["1", true],
  ["2", true],
  ["", null],
  ["-1", null],
] as const) {
  test(`reads online ${JSON.stringify(online)} as ${expected}`, () => assert.equal(charger({ online }).online, expected));
}

for (const [listed, expected] of [
  ["C [PD] PD_PPS", "PD"],
  ["[C] PD PD_PPS", "C"],
  ["Unknown SDP DCP", null],
  ["DCP", "DCP"],
] as const) {
  test(`reads the USB type of "${listed}" as ${expected}`, () => assert.equal(charger({ usb_type: listed }).usbType, expected));
}
