// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Found, Setting } from "../../src/knobs/knob.ts";
import { radioWifi } from "../../src/knobs/radio-wifi.ts";
import { unexpectedReply } from "../../src/machine/bus-values.ts";
import { rawText } from "../../src/machine/reading.ts";
import { type FakeBus, fakeBus } from "../fakes/fake-bus.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { faultyFiles } from "../fakes/faulty-files.ts";
import { type Tree, tree } from "../fakes/tree.ts";
import { networkInterface, PHY, phy0, rfkill } from "./radio-tree.ts";

const NM = "org.freedesktop.NetworkManager";
const NM_PATH = "/org/freedesktop/NetworkManager";
const dellWifi = { type: "wlan", name: "dell-wifi", device: "/sys/devices/platform/dell-laptop" } as const;

function networkManager(switches: { enabled?: boolean; hardware?: boolean } = {}, devices: readonly number[] = []): FakeBus {
  const paths = devices.map((_, index) => `${NM_PATH}/Devices/${index + 1}`);
  const manager = {
    WirelessEnabled: switches.enabled ?? true,
    WirelessHardwareEnabled: switches.hardware ?? true,
    ActiveConnections: [],
    Devices: paths,
  };
  const deviceObjects = devices.map((type, index) => [
    `${NM_PATH}/Devices/${index + 1}`,
    { [`${NM}.Device`]: { DeviceType: type } },
  ]);
  return fakeBus({ [NM]: { [NM_PATH]: { [NM]: manager }, ...Object.fromEntries(deviceObjects) } });
}

const find = (laptop: Tree, bus: FakeBus = fakeBus()): Promise<Found> => radioWifi.find(fakeMachine(laptop.files, { bus }));

async function first(laptop: Tree, bus?: FakeBus): Promise<Setting> {
  const [setting] = (await find(laptop, bus)).settings;
  assert.ok(setting !== undefined);
  return setting;
}

const laptop = (test: TestContext): Tree => tree(test, rfkill(0, phy0));

test("NetworkManager's switch comes first, the kernel's switch follows it and takes no wish", async (t) => {
  const { settings } = await find(laptop(t), networkManager());
  assert.deepEqual(
    settings.map(({ id, heldBy, lasts }) => [id, heldBy, lasts]),
    [
      ["radio.wifi/NetworkManager", undefined, "kept"],
      ["radio.wifi/phy@pci0000:00/0000:00:14.3", "NetworkManager", "kept"],
    ],
  );
  const [manager, kernel] = settings;
  assert.ok(manager !== undefined && kernel !== undefined);
  assert.ok(manager.restoreRank(rawText("true")) < kernel.restoreRank(rawText("0")));
  assert.ok(radioWifi.alsoMoves.includes("radio.wifi"));
});

test("its value is read and written as NetworkManager spells it, never by its Enable", async (t) => {
  const bus = networkManager();
  const setting = await first(laptop(t), bus);
  assert.deepEqual(await setting.read(), { kind: "value", value: "true" });
  const [way] = setting.ways;
  assert.ok(way?.kind === "bus");
  await bus.call(way.call(rawText("false")));
  assert.deepEqual(await setting.read(), { kind: "value", value: "false" });
  assert.deepEqual(bus.calls.at(-2)?.args, [NM, "WirelessEnabled", { variant: "b", value: false }]);
  assert.deepEqual(way.command(rawText("true")), ["nmcli", "radio", "wifi", "on"]);
  assert.ok(bus.calls.every(({ member }) => member !== "Enable"));
});

test("without NetworkManager the kernel's switch takes the wish", async (t) => {
  const setting = await first(laptop(t));
  assert.equal(setting.heldBy, undefined);
  assert.deepEqual(await setting.read(), { kind: "value", value: "0" });
  assert.deepEqual(setting.encode(["off"], rawText("0")), { kind: "to", raw: "1" });
  assert.deepEqual(setting.ways, [{ kind: "file", name: "sysfs", path: "/sys/class/rfkill/rfkill0/soft", numbered: true }]);
  assert.equal(setting.show(rawText("1")), "off");
});

test("a machine without Wi-Fi says so, with NetworkManager and without", async (t) => {
  const missing = { settings: [], missing: "no Wi-Fi radio here" };
  assert.deepEqual(await find(tree(t, {})), missing);
  assert.deepEqual(await find(tree(t, {}), networkManager({}, [1])), missing);
});

test("a Wi-Fi device that only NetworkManager knows counts", async (t) => {
  assert.equal((await first(tree(t, {}), networkManager({}, [1, 2]))).id, "radio.wifi/NetworkManager");
});

test("Wi-Fi that is off already is left, so that it is off after travel mode too", async (t) => {
  const left = { kind: "leave", why: "already off" };
  assert.deepEqual((await first(laptop(t), networkManager({ enabled: false }))).encode(["off"], rawText("false")), {
    ...left,
    wished: "false",
  });
  assert.deepEqual((await first(laptop(t))).encode(["off"], rawText("1")), { ...left, wished: "1" });
});

test("a switch on the case that keeps it off is neither fought nor an error", async (t) => {
  const blocked = tree(t, rfkill(0, { ...phy0, hard: "1" }));
  const why = "a switch on the computer keeps it off";
  const manager = await first(blocked, networkManager({ hardware: false }));
  const kernel = await first(blocked);
  for (const [setting, on] of [
    [manager, "true"],
    [kernel, "0"],
  ] as const) {
    assert.deepEqual(setting.encode(["off"], rawText(on)), { kind: "leave", why: `already off: ${why}` });
    assert.deepEqual(setting.encode(["on"], rawText(on)), { kind: "unavailable", why });
  }
});

test("a hard block that comes from the platform's soft block is not a hand on the case", async (t) => {
  const dell = tree(t, { ...rfkill(0, { ...phy0, hard: "1", soft: "1" }), ...rfkill(1, { ...dellWifi, soft: "1" }) });
  const manager = await first(dell, networkManager({ enabled: false, hardware: false }));
  assert.deepEqual(manager.encode(["off"], rawText("true")), { kind: "to", raw: "false" });
  assert.deepEqual(manager.encode(["on"], rawText("true")), { kind: "to", raw: "true" });
  const { settings } = await find(dell);
  const phy = settings.find(({ place }) => place === "phy0");
  assert.deepEqual(phy?.encode(["off"], rawText("0")), { kind: "to", raw: "1" });
});

test("the radio's own switch is turned, the platform's only put back", async (t) => {
  const { settings } = await find(tree(t, { ...rfkill(0, phy0), ...rfkill(1, dellWifi) }));
  assert.deepEqual(
    settings.map(({ place, heldBy }) => [place, heldBy]),
    [
      ["dell-wifi", "phy0"],
      ["phy0", undefined],
    ],
  );
});

test("only on and off are understood", async (t) => {
  const setting = await first(laptop(t));
  assert.deepEqual(setting.encode(["slow"], rawText("0")), { kind: "unavailable", why: "it can only be on or off" });
  assert.deepEqual(setting.encode(["slow", "off"], rawText("0")), { kind: "to", raw: "1" });
});

test("a switch that NetworkManager spells in another way than true or false is an error, never a value", async (t) => {
  const bus = networkManager();
  const setting = await first(laptop(t), bus);
  Object.assign(bus.services[NM]?.[NM_PATH]?.[NM] ?? {}, { WirelessEnabled: "false" });
  assert.deepEqual(await setting.read(), unexpectedReply(NM, "WirelessEnabled"));
});

test("NetworkManager is asked once for all that finding the switch takes", async (t) => {
  const bus = networkManager();
  await find(laptop(t), bus);
  assert.deepEqual(
    bus.calls.map(({ member }) => member),
    ["GetAll"],
  );
});

for (const fault of [
  "org.freedesktop.DBus.Error.NoReply",
  "org.freedesktop.DBus.Error.AccessDenied",
  "org.freedesktop.DBus.Error.Disconnected",
]) {
  test(`NetworkManager that answers ${fault} gives an error reading that names it`, async (t) => {
    const bus = networkManager();
    bus.faults.set(NM, fault);
    assert.deepEqual(await (await first(laptop(t), bus)).read(), { kind: "error", where: `${NM} Get`, code: fault });
  });
}

test("a kernel switch that vanishes is absent, one that fails an error with its errno", async (t) => {
  const path = "/sys/class/rfkill/rfkill0/soft";
  const readings = await Promise.all(
    ["vanishes", "EIO"].map(async (fault) => {
      const files = faultyFiles(laptop(t).files, { read: { [path]: fault } });
      return (await radioWifi.find(fakeMachine(files))).settings[0]?.read();
    }),
  );
  assert.deepEqual(readings, [{ kind: "absent" }, { kind: "error", where: path, code: "EIO" }]);
});

test("off comes with the way back, on does not", async (t) => {
  const sentence = "Wi-Fi is off. Back with: travelmode wifi on";
  const manager = await first(laptop(t), networkManager());
  const kernel = await first(laptop(t));
  assert.deepEqual([manager.wayBack?.(rawText("false")), manager.wayBack?.(rawText("true"))], [sentence, undefined]);
  assert.deepEqual([kernel.wayBack?.(rawText("1")), kernel.wayBack?.(rawText("0"))], [sentence, undefined]);
});

test("an SSH session over it refuses off, by NetworkManager as by the kernel, and never on", async (t) => {
  const session = "   1: 3201A8C0:0016 0A01A8C0:C350 01 00000000:00000000 00:00000000 00000000 0 0 1591 1";
  const visited = tree(t, { ...rfkill(0, phy0), ...networkInterface("wlan0", "wlan"), "/proc/net/tcp": session });
  const uses = [{ what: "SSH session from 192.168.1.10", gravity: "refuse" }];
  assert.deepEqual(await (await first(visited, networkManager())).usesCutBy?.(rawText("false")), uses);
  assert.deepEqual(await (await first(visited)).usesCutBy?.(rawText("1")), uses);
  assert.deepEqual(await (await first(visited, networkManager())).usesCutBy?.(rawText("true")), []);
});

test("the identity of a switch without a device is its name", async (t) => {
  const bare = {
    [`${PHY}/rfkill0/type`]: "wlan",
    [`${PHY}/rfkill0/name`]: "phy0",
    "/sys/class/rfkill/rfkill0": `-> ../../..${PHY}/rfkill0`,
  };
  assert.equal((await first(tree(t, { ...bare, [`${PHY}/rfkill0/soft`]: "0" }))).id, "radio.wifi/phy0");
});
