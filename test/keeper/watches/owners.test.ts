// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { ADAPTER, SERVICE as BLUEZ } from "../../../src/knobs/bluez.ts";
import { NETWORK_MANAGER } from "../../../src/knobs/network-manager.ts";
import { setProperty } from "../../../src/machine/bus-values.ts";
import { FLIGHT, isOn, type Rig, rig, told, unplugged } from "../rig.ts";

const ADAPTER_0 = { service: BLUEZ, path: "/org/bluez/hci0", interface: ADAPTER };
const OFFLINE = { ...FLIGHT, wishes: { ...FLIGHT.wishes, "radio.bluetooth": ["off"] as const } };

const wifi = ({ laptop }: Rig): string | undefined => laptop.snapshot()["NetworkManager WirelessEnabled"];
const bluetooth = ({ laptop }: Rig): string | undefined => laptop.snapshot()["bluez Powered"];

async function flying(test: TestContext): Promise<{ it: Rig; before: Readonly<Record<string, string>> }> {
  const it = await rig(test);
  await unplugged(it);
  const before = it.laptop.snapshot();
  await it.on(OFFLINE);
  assert.deepEqual([wifi(it), bluetooth(it)], ["false", "false"]);
  return { it, before };
}

/** Powered as it starts, whatever was before: bluetoothd's own default. */
async function restartBluez(it: Rig, awayMs: number): Promise<void> {
  it.leave(BLUEZ);
  await it.clock.advance(awayMs);
  await it.laptop.machine.bus.call(setProperty(ADAPTER_0, "Powered", "b", true));
  await it.arrive(BLUEZ);
}

test("BlueZ comes back with its radio on: that is nobody's hand, and it is turned off again", async (t) => {
  const { it, before } = await flying(t);
  await restartBluez(it, 3000);
  await it.pass(10);
  assert.deepEqual([bluetooth(it), told(it)], ["false", []]);
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("so it is when it was restarted at once, and when it was away for long", async (t) => {
  const { it } = await flying(t);
  for (const awayMs of [0, 60_000]) {
    await restartBluez(it, awayMs);
    await it.pass(10);
    assert.deepEqual([bluetooth(it), told(it)], ["false", []]);
  }
});

test("NetworkManager comes back with Wi-Fi on: drift as well", async (t) => {
  const { it } = await flying(t);
  it.leave(NETWORK_MANAGER.service);
  await it.pass(5);
  await it.laptop.machine.bus.call(setProperty(NETWORK_MANAGER, "WirelessEnabled", "b", true));
  await it.arrive(NETWORK_MANAGER.service);
  await it.pass(10);
  assert.deepEqual([wifi(it), told(it)], ["false", []]);
});

test("what she had turned on before its owner was restarted stays hers", async (t) => {
  const { it } = await flying(t);
  await it.hand.bus.call(setProperty(NETWORK_MANAGER, "WirelessEnabled", "b", true));
  await it.pass(5);
  it.leave(NETWORK_MANAGER.service);
  await it.pass(3);
  await it.arrive(NETWORK_MANAGER.service);
  await it.pass(10);
  assert.deepEqual([wifi(it), told(it)], ["true", ["yours"]]);
});

test("what she turns once its owner is back is hers", async (t) => {
  const { it } = await flying(t);
  await restartBluez(it, 3000);
  await it.pass(10);
  await it.hand.bus.call(setProperty(ADAPTER_0, "Powered", "b", true));
  await it.pass(10);
  assert.deepEqual([bluetooth(it), told(it)], ["true", ["yours"]]);
});

test("what a service that is away at on looks after is turned when it appears", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  it.leave(BLUEZ);
  await it.on({ ...FLIGHT, wishes: { "cpu.boost": ["off"], "radio.bluetooth": ["off"] } });
  await it.pass(30);
  await restartBluez(it, 0);
  await it.pass(10);
  assert.deepEqual([bluetooth(it), isOn(it)], ["false", true]);
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
  assert.deepEqual(told(it), []);
});

test("what could not be put back while its owner was away is put back when it appears", async (t) => {
  const { it, before } = await flying(t);
  it.leave(NETWORK_MANAGER.service);
  await it.pass(30);
  await it.during(it.keeper.off([]));
  assert.equal((await it.keeper.state()).mode, "ending");
  assert.ok(!isOn(it));
  await it.pass(60);
  await it.arrive(NETWORK_MANAGER.service);
  await it.pass(20);
  assert.deepEqual(it.laptop.snapshot(), before);
  assert.equal((await it.keeper.state()).mode, "off");
});

test("a service that restarts a hundred times while travel mode is off causes nothing", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  for (let times = 0; times < 100; times += 1) {
    it.leave(NETWORK_MANAGER.service);
    await it.arrive(NETWORK_MANAGER.service);
  }
  await it.pass(30);
  assert.deepEqual([it.laptop.snapshot(), it.reports.length], [before, 0]);
});
