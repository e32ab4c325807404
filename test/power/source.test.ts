// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { powerSnapshot } from "../../src/power/snapshot.ts";
import { mains, type SupplyFiles, snapshotOf } from "./supplies.ts";

const pack = (status: string, percent = "60") => ({ type: "Battery", status, capacity: percent });
const usb = (online: 0 | 1) => ({ type: "USB", usb_type: "[C] PD", online: String(online) });

const CASES: readonly (readonly [behaviour: string, supplies: SupplyFiles, source: string])[] = [
  ["discharging, unplugged", { BAT0: pack("Discharging"), AC: mains(0) }, "battery"],
  ["discharging, no adapter known at all", { BAT0: pack("Discharging") }, "battery"],
  ["discharging though a USB charger is in", { BAT0: pack("Discharging"), AC: mains(0), usb: usb(1) }, "weak-ac"],
  ["charging over USB while the adapter is out", { BAT0: pack("Charging"), AC: mains(0), usb: usb(1) }, "ac"],
  ["charging wirelessly", { BAT0: pack("Charging"), pad: { type: "Wireless", online: "1" } }, "ac"],
  ["charging though every charger says no", { BAT0: pack("Charging"), AC: mains(0) }, "ac"],
  ["held at a threshold", { BAT0: pack("Not charging"), AC: mains(1) }, "ac"],
  ["held at a threshold, adapter unknown", { BAT0: pack("Not charging") }, "ac"],
  ["'Not charging' while unplugged", { BAT0: pack("Not charging"), AC: mains(0) }, "battery"],
  ["'Full' a moment after unplugging", { BAT0: pack("Full", "100"), AC: mains(0), usb: usb(0) }, "battery"],
  ["an unknown status on AC", { BAT0: pack("Unknown"), AC: mains(1) }, "ac"],
  ["an unknown status, unplugged", { BAT0: pack("Unknown"), AC: mains(0) }, "battery"],
  ["a word that no kernel knows, on AC", { BAT0: pack("Idle"), AC: mains(1) }, "ac"],
  ["one pack discharging, the other idle", { BAT0: pack("Not charging"), BAT1: pack("Discharging"), AC: mains(0) }, "battery"],
  [
    "one pack charging, the other discharging, on AC",
    { BAT0: pack("Charging"), BAT1: pack("Discharging"), AC: mains(1) },
    "weak-ac",
  ],
  ["an adapter that cannot be read", { BAT0: pack("Full", "100"), AC: { type: "Mains", online: "!EIO" } }, "ac"],
  ["an empty slot, plugged in", { BAT0: { type: "Battery", present: "0" }, AC: mains(1) }, "ac"],
  ["an empty slot, no adapter known", { BAT0: { type: "Battery", present: "0" } }, "none"],
];

for (const [behaviour, supplies, source] of CASES) {
  test(`names the source when ${behaviour}`, (t) => assert.equal(snapshotOf(t, supplies).source, source));
}

test("sees a level that falls beside an online charger as weak power", (t) => {
  const at = (energy_now: string) => ({ type: "Battery", status: "Not charging", energy_full: "50000000", energy_now });
  const before = snapshotOf(t, { AC: mains(1), BAT0: at("30000000") });
  const noise = snapshotOf(t, { AC: mains(1), BAT0: at("29990000") });
  const after = snapshotOf(t, { AC: mains(1), BAT0: at("29800000") });
  assert.equal(powerSnapshot(noise, before).source, "ac");
  assert.equal(powerSnapshot(after, before).source, "weak-ac");
  assert.equal(powerSnapshot(before, after).source, "ac");
});

test("sees one of two packs fall", (t) => {
  const at = (capacity: string) => ({ AC: mains(1), BAT0: pack("Unknown", capacity), BAT1: pack("Not charging") });
  assert.equal(powerSnapshot(snapshotOf(t, at("50")), snapshotOf(t, at("52"))).source, "weak-ac");
});

test("compares percent where no energy is known, and no other pack's", (t) => {
  const before = snapshotOf(t, { AC: mains(1), BAT0: pack("Charging", "60") });
  assert.equal(powerSnapshot(snapshotOf(t, { AC: mains(1), BAT0: pack("Charging", "59") }), before).source, "weak-ac");
  const swapped = snapshotOf(t, { AC: mains(1), BAT0: { ...pack("Charging", "20"), serial_number: "2" } });
  assert.equal(powerSnapshot(swapped, before).source, "ac");
});
