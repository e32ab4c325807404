// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { watchHands } from "../../../src/keeper/watches/watch-hands.ts";
import { NETWORK_MANAGER } from "../../../src/knobs/network-manager.ts";
import { fakeBus } from "../../fakes/fake-bus.ts";
import { type FakeLiveMachine, fakeLiveMachine } from "../../fakes/live-machine.ts";
import { tree } from "../../fakes/tree.ts";
import { propertiesChanged } from "../service/name-owners.ts";

const ADAPTER = { service: "org.bluez", path: "/org/bluez/hci0", interface: "org.bluez.Adapter1" };
const profiles = (service: string) => ({ service, path: `/${service.replaceAll(".", "/")}`, interface: service });
const PROFILES = profiles("org.freedesktop.UPower.PowerProfiles");
const OLD_PROFILES = profiles("net.hadess.PowerProfiles");
const UPOWER = "org.freedesktop.UPower";

async function watched(test: TestContext, services = {}) {
  const machine = fakeLiveMachine(tree(test, {}).files, { bus: fakeBus(services) });
  const told: string[] = [];
  const stop = await watchHands(machine, { hand: () => told.push("hand"), hardware: () => told.push("hardware") });
  return { machine, told, stop };
}

const uevent = ({ commands }: FakeLiveMachine, action: string, subsystem: string): void =>
  commands.started[0]?.line(`KERNEL[7.000001] ${action.padEnd(8)} /devices/x/${subsystem}/y (${subsystem})`);

/** What one happening comes to. */
async function toldOf(test: TestContext, happen: (machine: FakeLiveMachine) => void): Promise<readonly string[]> {
  const { machine, told } = await watched(test);
  happen(machine);
  await machine.clock.advance(1000);
  return told;
}

const HANDS: Readonly<Record<string, (machine: FakeLiveMachine) => void>> = {
  "NetworkManager's Wi-Fi switch": ({ bus }) => propertiesChanged(bus, NETWORK_MANAGER, { WirelessEnabled: true }),
  "NetworkManager's mobile switch": ({ bus }) => propertiesChanged(bus, NETWORK_MANAGER, { WwanEnabled: false }),
  "a switch whose value must be asked for": ({ bus }) => propertiesChanged(bus, NETWORK_MANAGER, {}, ["WirelessEnabled"]),
  "a Bluetooth adapter's power": ({ bus }) => propertiesChanged(bus, ADAPTER, { Powered: true }),
  "the active power profile": ({ bus }) => propertiesChanged(bus, PROFILES, { ActiveProfile: "performance" }),
  "the active power profile under the old name": ({ bus }) => propertiesChanged(bus, OLD_PROFILES, { ActiveProfile: "balanced" }),
  "a profile that was let go": ({ bus }) =>
    bus.signal(PROFILES.service, PROFILES.path, PROFILES.interface, "ProfileReleased", [3]),
  "the screen's brightness": (machine) => uevent(machine, "change", "backlight"),
  "a keyboard light": (machine) => uevent(machine, "change", "leds"),
  "the airplane key": (machine) => uevent(machine, "change", "rfkill"),
};

for (const [what, happen] of Object.entries(HANDS))
  test(`${what} may be a hand`, async (test) => assert.deepEqual(await toldOf(test, happen), ["hand"]));

const HARDWARE: Readonly<Record<string, (machine: FakeLiveMachine) => void>> = {
  "a processor that comes": (machine) => uevent(machine, "online", "cpu"),
  "a Wi-Fi card that comes": (machine) => uevent(machine, "add", "ieee80211"),
  "its network device": (machine) => uevent(machine, "add", "net"),
  "a radio's switch that goes": (machine) => uevent(machine, "remove", "rfkill"),
  "a Bluetooth controller that comes": (machine) => uevent(machine, "add", "bluetooth"),
  "a battery that goes": (machine) => uevent(machine, "remove", "power_supply"),
  "a platform profile that comes": (machine) => uevent(machine, "add", "platform-profile"),
  "a battery that UPower tells of": ({ bus }) => bus.signal(UPOWER, "/org/freedesktop/UPower", UPOWER, "DeviceAdded", ["/b"]),
  "an adapter that BlueZ has found": ({ bus }) =>
    bus.signal("org.bluez", "/", "org.freedesktop.DBus.ObjectManager", "InterfacesAdded", [
      ADAPTER.path,
      { [ADAPTER.interface]: {} },
    ]),
};

for (const [what, happen] of Object.entries(HARDWARE))
  test(`${what} is hardware`, async (test) => assert.deepEqual(await toldOf(test, happen), ["hardware"]));

const NEITHER: Readonly<Record<string, (machine: FakeLiveMachine) => void>> = {
  "a new connection": ({ bus }) => propertiesChanged(bus, NETWORK_MANAGER, { Connectivity: "full" }),
  "a search for Bluetooth devices": ({ bus }) => propertiesChanged(bus, ADAPTER, { Discovering: true }),
  "a Bluetooth device in the room": ({ bus }) =>
    bus.signal("org.bluez", "/", "org.freedesktop.DBus.ObjectManager", "InterfacesAdded", ["/d", { "org.bluez.Device1": {} }]),
  "another bus object's property of that name": ({ bus }) =>
    propertiesChanged(bus, { ...ADAPTER, interface: "org.bluez.Device1" }, { Powered: true }),
  "a battery's level": (machine) => uevent(machine, "change", "power_supply"),
  "a USB keyboard's lights": (machine) => uevent(machine, "add", "leds"),
};

for (const [what, happen] of Object.entries(NEITHER))
  test(`${what} is neither`, async (test) => assert.deepEqual(await toldOf(test, happen), []));

test("a storm of changes comes to one word of each kind, and one after its last", async (test) => {
  const { machine, told } = await watched(test);
  for (let times = 0; times < 500; times += 1) {
    uevent(machine, "change", "backlight");
    uevent(machine, "add", "cpu");
  }
  await machine.clock.advance(5000);
  assert.deepEqual(told.toSorted(), ["hand", "hand", "hardware", "hardware"]);
  uevent(machine, "change", "backlight");
  await machine.clock.advance(5000);
  assert.equal(told.length, 5);
});

test("one program listens to the kernel; batteries are left to UPower where it runs", async (test) => {
  const without = await watched(test);
  const beside = await watched(test, { [UPOWER]: {} });
  const words = ({ machine }: typeof without) => machine.commands.started.map(({ argv }) => argv);
  const heard = (it: typeof without) => words(it)[0]?.includes("--subsystem-match=power_supply");
  assert.deepEqual([words(without).length, words(beside).length], [1, 1]);
  assert.deepEqual([heard(without), heard(beside)], [true, false]);
  assert.ok(words(beside)[0]?.includes("--subsystem-match=net/wlan"));
});

test("without udevadm the signals of the bus are still heard", async (test) => {
  const machine = fakeLiveMachine(tree(test, {}).files);
  machine.commands.missing.add("udevadm");
  const told: string[] = [];
  await watchHands(machine, { hand: () => told.push("hand"), hardware: () => told.push("hardware") });
  propertiesChanged(machine.bus, ADAPTER, { Powered: false });
  await machine.clock.advance(1000);
  assert.deepEqual(told, ["hand"]);
});

test("stopping leaves no listener, timer or program", async (test) => {
  const { machine, told, stop } = await watched(test);
  uevent(machine, "change", "backlight");
  uevent(machine, "add", "cpu");
  stop();
  await machine.clock.advance(2000);
  assert.deepEqual([told, machine.bus.listening, machine.clock.waitingMs], [[], 0, []]);
  assert.equal(machine.commands.started[0]?.stopped, true);
});
