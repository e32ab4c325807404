// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { FedDevice } from "../../src/power/fed-devices.ts";
import { readGadgets } from "../../src/tui/read-gadgets.ts";
import { tree } from "../fakes/tree.ts";
import { simulated, writeTo } from "../sim/simulated.ts";

type Contents = Record<string, string>;

const USB = "/sys/bus/usb/devices";
const TYPEC = "/sys/class/typec";

const under = (folder: string, files: Contents): Contents =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

/** A USB device with one interface, "06 01 01" for instance. */
const usb = (name: string, kind: string, more: Contents = {}): Contents => {
  const [bInterfaceClass = "", bInterfaceSubClass = "", bInterfaceProtocol = ""] = kind.split(" ");
  return {
    ...under(`${USB}/${name}`, {
      product: "A Thing",
      bMaxPower: "500mA",
      version: " 2.00",
      idVendor: "18d1",
      idProduct: "0001",
      ...more,
    }),
    ...under(`${USB}/${name}:1.0`, { bInterfaceClass, bInterfaceSubClass, bInterfaceProtocol }),
  };
};

const PARTNER: Contents = { accessory_mode: "none" };

/** A USB-C port with something in it; `device`: the USB device there, "none" where the kernel knows of none, and undefined where it does not say. */
const typec = (device: string | undefined, port: Contents = {}, partner: Contents = PARTNER): Contents => ({
  ...under(`${TYPEC}/port0`, { power_role: "[source] sink", power_operation_mode: "default", ...port }),
  ...under(`${TYPEC}/port0-partner`, partner),
  ...(device === undefined ? {} : { [`${TYPEC}/port0/usb3-port1/connect_type`]: "hotplug" }),
  ...(device === undefined || device === "none"
    ? {}
    : { [`${TYPEC}/port0/usb3-port1/device`]: `-> ../../../../bus/usb/devices/${device}` }),
});

const fedBy = (context: TestContext, contents: Contents): readonly FedDevice[] => readGadgets(tree(context, contents).files).fed;

for (const [what, kind, more] of [
  ["a phone that lends its pictures", "06 01 01", {}],
  ["a phone in debugging", "ff 42 01", {}],
  ["an iPhone, whatever its interfaces", "ff fe 02", { idVendor: "05ac", idProduct: "12a8" }],
] as const) {
  test(`${what} charges from here`, (context) => {
    assert.deepEqual(fedBy(context, usb("3-2", kind, more)), [{ name: "A Thing", port: "USB 3-2", mostW: 2.5 }]);
  });
}

for (const [what, kind, more] of [
  ["a keyboard", "03 01 01", {}],
  ["a hub", "09 00 00", {}],
  ["a stick", "08 06 50", {}],
  ["a headset", "01 01 00", {}],
  ["a network adapter", "ff ff 00", {}],
  ["a Bluetooth adapter", "e0 01 01", {}],
  ["an Apple keyboard", "03 01 01", { idVendor: "05ac", idProduct: "024f" }],
  ["a camera on its own battery", "06 01 01", { bMaxPower: "2mA" }],
] as const) {
  test(`${what} does not`, (context) => assert.deepEqual(fedBy(context, usb("3-2", kind, more)), []));
}

test("a phone behind a hub counts unless the hub has a supply of its own", (context) => {
  const phone = usb("1-4.2", "06 01 01");
  assert.equal(fedBy(context, { ...phone, ...usb("1-4", "09 00 00", { bmAttributes: "a0" }) }).length, 1);
  assert.equal(fedBy(context, { ...phone, ...usb("1-4", "09 00 00", { bmAttributes: "e0" }) }).length, 0);
});

test("where a device does not say what it takes, the standard's most is the bound", (context) => {
  const mostW = (version: string): number | null =>
    fedBy(context, usb("3-2", "06 01 01", { bMaxPower: "", version }))[0]?.mostW ?? null;
  assert.deepEqual([mostW(" 2.10"), mostW(" 3.20")], [2.5, 4.5]);
});

test("a phone in a USB-C port takes what the port allows, and is listed once", (context) => {
  const phone = usb("3-1", "06 01 01");
  const inPort = (port: Contents) => fedBy(context, { ...phone, ...typec("3-1", port) });
  assert.deepEqual(inPort({}), [{ name: "A Thing", port: "port0", mostW: 2.5 }]);
  assert.deepEqual(inPort({ power_operation_mode: "3.0A" }), [{ name: "A Thing", port: "port0", mostW: 15 }]);
  assert.deepEqual(inPort({ power_operation_mode: "usb_power_delivery" }), [{ name: "A Thing", port: "port0", mostW: null }]);
});

test("a phone that feeds the laptop is not fed by it", (context) => {
  assert.deepEqual(fedBy(context, { ...usb("3-1", "06 01 01"), ...typec("3-1", { power_role: "source [sink]" }) }), []);
});

test("something in a USB-C port that is no USB device charges; a stick, a headset or a dock there does not", (context) => {
  const silent = { name: "whatever is in USB-C port0", port: "port0", mostW: 7.5 };
  assert.deepEqual(fedBy(context, typec("none", { power_operation_mode: "1.5A" })), [silent]);
  assert.deepEqual(fedBy(context, typec("none", { power_role: "source [sink]" })), []);
  assert.deepEqual(fedBy(context, { ...usb("3-1", "08 06 50"), ...typec("3-1") }), []);
  assert.deepEqual(fedBy(context, typec("none", {}, { accessory_mode: "analog_audio" })), []);
  assert.deepEqual(fedBy(context, typec("none", {}, { ...PARTNER, type: "hub" })), []);
});

test("where the kernel does not say which device is in a port, nothing is claimed", (context) => {
  assert.deepEqual(fedBy(context, typec(undefined)), []);
});

const rfkill = (index: number, name: string, type: string, [soft, hard]: readonly [string, string]): Contents =>
  under(`/sys/class/rfkill/rfkill${index}`, { name, type, soft, hard });

test("radios are on, off, off by hand, or unknown", (context) => {
  const { files } = tree(context, {
    ...rfkill(0, "phy0", "wlan", ["0", "0"]),
    ...rfkill(1, "phy1", "wlan", ["1", "0"]),
    ...rfkill(2, "hci0", "bluetooth", ["0", "1"]),
    ...rfkill(3, "wwan0", "wwan", ["?", "0"]),
  });
  const radios = readGadgets(files).radios.map(({ title, name, blocked }) => [title, name, blocked]);
  assert.deepEqual(radios, [
    ["Wi-Fi", "phy0", "no"],
    ["Wi-Fi", "phy1", "soft"],
    ["Bluetooth", "hci0", "hard"],
    ["Mobile data", "wwan0", "unknown"],
  ]);
});

test("a block by the platform's own switch is nobody's hand on the case", (context) => {
  const { files } = tree(context, {
    ...rfkill(0, "tpacpi_bluetooth_sw", "bluetooth", ["1", "0"]),
    ...rfkill(1, "hci0", "bluetooth", ["0", "1"]),
  });
  assert.deepEqual(
    readGadgets(files).radios.map(({ blocked }) => blocked),
    ["soft", "soft"],
  );
});

test("an empty machine has nothing, and nothing fails", (context) => {
  assert.deepEqual(readGadgets(tree(context, {}).files), { radios: [], lights: [], fed: [] });
});

test("the simulated laptop feeds a phone, and its lights are as bright as they look", (context) => {
  const { files } = simulated(context).machine;
  const { lights, fed } = readGadgets(files);
  assert.deepEqual(fed, [{ name: "Travel Phone", port: "port1", mostW: 2.5 }]);
  assert.deepEqual(
    lights.map(({ name, kind, percent }) => [name, kind, Math.round(percent)]),
    [
      ["eDP-1", "screen", 82],
      ["travel::kbd_backlight", "keyboard", 33],
    ],
  );
  writeTo(files, "/sys/class/leds/travel::kbd_backlight/brightness", "0");
  assert.equal(readGadgets(files).lights[1]?.percent, 0);
});
