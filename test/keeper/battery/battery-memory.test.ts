// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import fc from "fast-check";
import { emptyMemory, type Memory } from "../../../src/forecast/memory.ts";
import { batteryIdentity, readBatteryMemory, saveBatteryMemory } from "../../../src/keeper/battery/battery-memory.ts";
import { memoryFolder } from "../../fakes/memory-folder.ts";
import { type SupplyFiles, snapshotOf } from "../../power/supplies.ts";

const pack = (serial: string, more: Readonly<Record<string, string>> = {}) => ({
  ...{ type: "Battery", present: "1", status: "Discharging", energy_now: "30000000", energy_full: "50000000" },
  ...{ manufacturer: "SANYO", model_name: "45N1173", serial_number: serial },
  ...more,
});

const identity = (t: TestContext, supplies: SupplyFiles): string | null => batteryIdentity(snapshotOf(t, supplies));

const MEMORY: Memory = { ...emptyMemory("Wh"), draw: { used: 40, spanMs: 4 * 3_600_000 } };

test("a battery is known by what is written on it, whatever its slot, charge and state", (t) => {
  const one = identity(t, { BAT0: pack("152") });
  assert.equal(identity(t, { BAT1: pack("152", { status: "Charging", energy_now: "1000000", energy_full: "48000000" }) }), one);
  assert.notEqual(identity(t, { BAT0: pack("153") }), one);
  assert.equal(identity(t, {}), null);
});

test("a second pack is another identity, in whatever order; one that is absent or dead is none", (t) => {
  const one = identity(t, { BAT0: pack("152") });
  const both = identity(t, { BAT0: pack("152"), BAT1: pack("7") });
  assert.notEqual(both, one);
  assert.equal(identity(t, { BAT0: pack("7"), BAT1: pack("152") }), both);
  assert.equal(identity(t, { BAT0: pack("152"), BAT1: pack("7", { present: "0" }) }), one);
  assert.equal(identity(t, { BAT0: pack("152"), BAT1: pack("7", { voltage_now: "0", energy_now: "0" }) }), one);
});

test("what was kept of a battery is read for that battery alone, and its serial number is nowhere", (t) => {
  const folder = memoryFolder();
  const power = snapshotOf(t, { BAT0: pack("serial-152") });
  saveBatteryMemory(folder, batteryIdentity(power) ?? "", MEMORY);
  assert.deepEqual(readBatteryMemory(folder, power), MEMORY);
  assert.equal(readBatteryMemory(folder, snapshotOf(t, { BAT0: pack("serial-153") })), null);
  assert.equal(readBatteryMemory(folder, snapshotOf(t, {})), null);
  assert.match([...folder.contents.keys()].join(), /^battery-[0-9a-f]{8}\.json$/);
  assert.doesNotMatch(JSON.stringify([...folder.contents]), /serial-152/);
});

test("a file that is damaged, or far too long, is no memory, whatever is in it", (t) => {
  const folder = memoryFolder();
  const power = snapshotOf(t, { BAT0: pack("152") });
  const name = `battery-${batteryIdentity(power)}.json`;
  const whole = JSON.stringify(MEMORY);
  const read = (text: string): Memory | null => {
    folder.contents.set(name, text);
    return readBatteryMemory(folder, power);
  };
  assert.deepEqual(read(whole), MEMORY);
  assert.equal(read(whole + " ".repeat(16 * 1024)), null);
  for (let length = 0; length < whole.length; length += 7) assert.equal(read(whole.slice(0, length)), null);
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => assert.equal(read(text), null)));
});
