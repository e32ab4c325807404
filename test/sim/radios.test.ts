// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { getProperty, setProperty } from "../../src/machine/bus-values.ts";
import type { BusValue } from "../../src/machine/doors.ts";
import type { SimulatedLaptop } from "../../src/sim/laptop.ts";
import { alice, ask, simulated, stranger, textAt, writeTo } from "./simulated.ts";

const NM = "org.freedesktop.NetworkManager";
const MANAGER = { service: NM, path: "/org/freedesktop/NetworkManager", interface: NM };
const ADAPTER = { service: "org.bluez", path: "/org/bluez/hci0", interface: "org.bluez.Adapter1" };
const SOFT = "/sys/class/rfkill/rfkill0/soft";
const BLUETOOTH_SOFT = "/sys/class/rfkill/rfkill1/soft";

async function propertyOf(laptop: SimulatedLaptop, object: typeof MANAGER, name: string): Promise<BusValue> {
  const reading = await getProperty(laptop.machine.bus, object, name);
  return reading.kind === "value" ? reading.value : reading.kind;
}

const setWifi = (laptop: SimulatedLaptop, on: boolean): Promise<BusValue> =>
  ask(laptop, setProperty(MANAGER, "WirelessEnabled", "b", on));
const active = (laptop: SimulatedLaptop): string => laptop.snapshot()["NetworkManager ActiveConnections"] ?? "none";

test("NetworkManager's switch is rfkill's soft block, and the other way round", async (context) => {
  const laptop = simulated(context);
  assert.equal(await setWifi(laptop, false), "done");
  assert.equal(textAt(laptop.machine.files, SOFT), "1");
  assert.equal(textAt(laptop.machine.files, "/sys/class/rfkill/rfkill0/state"), "0");
  writeTo(laptop.machine.files, SOFT, "0");
  assert.equal(await propertyOf(laptop, MANAGER, "WirelessEnabled"), true);
});

test("a network comes back a moment after its radio, its VPN does not", async (context) => {
  const laptop = simulated(context);
  assert.equal(active(laptop), "Home, Office VPN");
  await setWifi(laptop, false);
  assert.equal(active(laptop), "");
  await setWifi(laptop, true);
  assert.equal(active(laptop), "");
  laptop.advance(4);
  assert.equal(active(laptop), "Home");
});

test("a VPN comes up when asked, once the network below it is up", async (context) => {
  const laptop = simulated(context);
  await setWifi(laptop, false);
  await setWifi(laptop, true);
  const settings = { service: NM, path: "/org/freedesktop/NetworkManager/Settings", interface: `${NM}.Settings` };
  const uuid = "5a0c1f6e-0000-4000-8000-000000000002";
  const vpn = await ask(laptop, { ...settings, member: "GetConnectionByUuid", signature: "s", args: [uuid] });
  const activate = { ...MANAGER, member: "ActivateConnection", signature: "ooo", args: [vpn, "/", "/"] };
  assert.equal(await ask(laptop, activate), `${NM}.ConnectionNotActive`);
  laptop.advance(4);
  const path = String(await ask(laptop, activate));
  const object = { service: NM, path, interface: `${NM}.Connection.Active` };
  assert.equal(await propertyOf(laptop, object, "State"), 1);
  laptop.advance(2);
  assert.equal(await propertyOf(laptop, object, "State"), 2);
  assert.equal(active(laptop), "Home, Office VPN");
});

test("taking a network down takes its VPN with it", async (context) => {
  const laptop = simulated(context);
  const [first] = (await propertyOf(laptop, MANAGER, "ActiveConnections")) as readonly string[];
  await ask(laptop, { ...MANAGER, member: "DeactivateConnection", signature: "o", args: [first ?? ""] });
  assert.equal(active(laptop), "");
});

test("under a hard block a soft write is taken and nothing comes of it", async (context) => {
  const laptop = simulated(context);
  laptop.blockRadios(true);
  assert.equal(active(laptop), "");
  assert.equal(await propertyOf(laptop, MANAGER, "WirelessHardwareEnabled"), false);
  assert.equal(writeTo(laptop.machine.files, SOFT, "1"), "done");
  assert.equal(writeTo(laptop.machine.files, SOFT, "0"), "done");
  assert.equal(textAt(laptop.machine.files, "/sys/class/rfkill/rfkill0/state"), "2");
  laptop.advance(10);
  assert.equal(active(laptop), "");
  laptop.blockRadios(false);
  laptop.advance(10);
  assert.equal(active(laptop), "Home");
});

test("one radio's switch leaves the others alone", async (context) => {
  const laptop = simulated(context, { model: "thinkpad" });
  await ask(laptop, setProperty(MANAGER, "WwanEnabled", "b", false));
  await setWifi(laptop, false);
  await setWifi(laptop, true);
  assert.equal(await propertyOf(laptop, MANAGER, "WwanEnabled"), false);
  assert.equal(await propertyOf(laptop, ADAPTER, "Powered"), true);
});

test("the person at the laptop may switch Wi-Fi, somebody else may not", async (context) => {
  assert.equal(await setWifi(simulated(context, { caller: alice }), false), "done");
  assert.equal(await setWifi(simulated(context, { caller: stranger }), false), `${NM}.PermissionDenied`);
});

test("BlueZ powers on when its radio is freed, even if it was off before", async (context) => {
  const laptop = simulated(context);
  assert.equal(await ask(laptop, setProperty(ADAPTER, "Powered", "b", false)), "done");
  writeTo(laptop.machine.files, BLUETOOTH_SOFT, "1");
  assert.equal(await ask(laptop, setProperty(ADAPTER, "Powered", "b", true)), "org.bluez.Error.Blocked");
  writeTo(laptop.machine.files, BLUETOOTH_SOFT, "0");
  assert.equal(await propertyOf(laptop, ADAPTER, "Powered"), true);
});

test("powering Bluetooth off disconnects its devices", async (context) => {
  const laptop = simulated(context);
  const device = { service: "org.bluez", path: "/org/bluez/hci0/dev_02_00_5E_20_00_01", interface: "org.bluez.Device1" };
  laptop.connectBluetooth(true);
  assert.equal(await propertyOf(laptop, device, "Connected"), true);
  await ask(laptop, setProperty(ADAPTER, "Powered", "b", false));
  assert.equal(await propertyOf(laptop, device, "Connected"), false);
});

test("a machine without NetworkManager has its radios in rfkill alone", async (context) => {
  const laptop = simulated(context, { model: "arm" });
  assert.equal(await propertyOf(laptop, MANAGER, "WirelessEnabled"), "error");
  assert.equal(writeTo(laptop.machine.files, SOFT, "1"), "done");
});
