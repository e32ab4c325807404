// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { readPower } from "../../src/power/read-power.ts";
import type { PowerSnapshot } from "../../src/power/snapshot.ts";
import { supplyKind } from "../../src/power/supply.ts";
import { lay } from "../laptops/load.ts";
import { snapshotOf } from "./supplies.ts";

const inside = { type: "Battery", status: "Charging", capacity: "80" };

for (const name of [
  "BAT1",
  "BATC",
  "CMB0",
  "C241",
  "macsmc-battery",
  "qcom-battmgr-bat",
  "sbs-20-000b",
  "mouse",
  "hidpp_battery_0",
]) {
  test(`counts a system battery called ${name}`, (t) => assert.equal(snapshotOf(t, { [name]: inside }).packs.length, 1));
}

for (const [attributes, kind] of [
  [{ type: "Battery" }, "battery"],
  [{ type: "UPS" }, "ups"],
  [{ type: "Mains", online: "1" }, "charger"],
  [{ type: "Wireless", online: "1" }, "charger"],
  [{ type: "USB_PD", online: "1" }, "charger"],
  [{ type: "USB" }, "charger"],
  [{ type: "Unknown", online: "1" }, "charger"],
  [{ type: "BMS", capacity: "77" }, "other"],
  [{ charge_now: "1", online: "1" }, "battery"],
  [{ online: "1" }, "charger"],
  [{}, "other"],
] as const) {
  test(`takes a supply with ${JSON.stringify(attributes)} for ${kind}`, () => {
    assert.equal(supplyKind(new Map(Object.entries(attributes))), kind);
  });
}

test("leaves out what has scope Device, battery or charger", (t) => {
  const mouse = { ...inside, scope: "Device", status: "Discharging", capacity: "5" };
  const snapshot = snapshotOf(t, { BAT0: inside, BAT9: mouse, phone: { type: "USB", scope: "Device", online: "1" } });
  assert.deepEqual([snapshot.packs.length, snapshot.chargers.length, snapshot.percent, snapshot.state], [1, 0, 80, "charging"]);
});

test("counts a battery of scope System or Unknown", (t) => {
  assert.equal(snapshotOf(t, { BAT0: { ...inside, scope: "System" }, BAT1: { ...inside, scope: "Unknown" } }).packs.length, 2);
});

const HID = "/sys/devices/pci0000:00/0000:00:14.0/usb3/3-10/3-10:1.2/0003:046D:C52B.0009";

test("leaves out a battery whose supply lies below a hid device, whatever it is called", (t) => {
  const at = `${HID}/power_supply/BAT7`;
  assert.equal(machine(t, { [`${at}/type`]: "Battery", [`${at}/capacity`]: "30" }, "BAT7", at).packs.length, 0);
});

test("leaves out a battery whose device link leads to a hid device", (t) => {
  const contents = {
    "/sys/class/power_supply/BAT7/type": "Battery",
    "/sys/class/power_supply/BAT7/capacity": "30",
    [`${HID}/uevent`]: "",
    "/sys/class/power_supply/BAT7/device": `-> ../../../devices${HID.slice("/sys/devices".length)}`,
  };
  assert.equal(readPower(lay(t, { contents, failing: {} })).packs.length, 0);
});

test("leaves out a battery on the hid bus whose device has another kind of name", (t) => {
  const contents = {
    "/sys/class/power_supply/pen/type": "Battery",
    "/sys/class/power_supply/pen/capacity": "30",
    "/sys/bus/hid/uevent": "",
    "/sys/devices/i2c-7/pen0/subsystem": "-> ../../../bus/hid",
    "/sys/class/power_supply/pen/device": "-> ../../../devices/i2c-7/pen0",
  };
  assert.equal(readPower(lay(t, { contents, failing: {} })).packs.length, 0);
});

test("leaves out a USB supply that sits in something plugged in", (t) => {
  const at = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-4/1-4:4.2/power_supply/phone";
  assert.equal(machine(t, { [`${at}/type`]: "USB", [`${at}/online`]: "1" }, "phone", at).chargers.length, 0);
});

for (const [role, chargers] of [
  ["[source] sink", 0],
  ["source", 0],
  ["source [sink]", 1],
] as const) {
  test(`counts ${chargers} chargers behind a USB-C port whose role is ${role}`, (t) => {
    const controller = "/sys/devices/platform/USBC000:00";
    const at = `${controller}/power_supply/ucsi-source-psy-USBC000:001`;
    const contents = {
      [`${at}/type`]: "USB",
      [`${at}/online`]: "1",
      [`${at}/device`]: "-> ../../../USBC000:00",
      [`${controller}/typec/port0/power_role`]: role,
    };
    assert.equal(machine(t, contents, "ucsi-source-psy-USBC000:001", at).chargers.length, chargers);
  });
}

test("lets a UPS stand for the machine, as UPower does, even over USB", (t) => {
  const at = `${HID}/power_supply/ups`;
  const contents = { [`${at}/type`]: "UPS", [`${at}/status`]: "Discharging", [`${at}/capacity`]: "70" };
  const battery = { "/sys/class/power_supply/BAT0/type": "Battery", "/sys/class/power_supply/BAT0/capacity": "20" };
  const snapshot = machine(t, { ...contents, ...battery }, "ups", at);
  assert.deepEqual([snapshot.source, snapshot.percent, snapshot.packs.length], ["battery", 70, 2]);
});

/** The snapshot of a machine whose supply is a link from the class to its device, as the kernel has it. */
function machine(t: TestContext, contents: Readonly<Record<string, string>>, name: string, at: string): PowerSnapshot {
  const link = { [`/sys/class/power_supply/${name}`]: `-> ../../${at.slice("/sys/".length)}` };
  return readPower(lay(t, { contents: { ...contents, ...link }, failing: {} }));
}
