// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Encoded, Found, Setting } from "../../src/knobs/knob.ts";
import { radioBluetooth } from "../../src/knobs/radio-bluetooth.ts";
import { unexpectedReply } from "../../src/machine/bus-values.ts";
import type { BusValue, Files } from "../../src/machine/doors.ts";
import { failure, rawText, value } from "../../src/machine/reading.ts";
import { type FakeBus, fakeBus } from "../fakes/fake-bus.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { type Tree, tree } from "../fakes/tree.ts";
import { hci0, rfkill } from "./radio-tree.ts";

const BLUEZ = "org.bluez";
const ADDRESS = "AA:BB:CC:00:11:22";
const MOUSE = "11:22:33:44:55:66";
const DAY_MS = 24 * 60 * 60 * 1000;

const mouse = { Address: MOUSE, Alias: "MX Anywhere", Icon: "input-mouse", Paired: true, Connected: false };

/** BlueZ with one controller at a path, and its devices. */
function bluez(devices: readonly Record<string, BusValue>[] = [], { path = "/org/bluez/hci0", powered = true } = {}): FakeBus {
  const objects = devices.map((device, index) => [
    `${path}/dev_${index}`,
    { [`${BLUEZ}.Device1`]: { ...device, Adapter: path } },
  ]);
  const adapter = { [`${BLUEZ}.Adapter1`]: { Address: ADDRESS, Powered: powered } };
  return fakeBus({ [BLUEZ]: { [path]: adapter, ...Object.fromEntries(objects) } });
}

const laptop = (test: TestContext): Tree => tree(test, rfkill(3, hci0));

const find = (files: Files, bus: FakeBus = fakeBus()): Promise<Found> => radioBluetooth.find(fakeMachine(files, { bus }));

async function first(files: Files, bus?: FakeBus): Promise<Setting> {
  const [setting] = (await find(files, bus)).settings;
  assert.ok(setting !== undefined);
  return setting;
}

test("a controller is known by its address, its switch in the kernel only moves along", async (t) => {
  const { settings } = await find(laptop(t).files, bluez());
  assert.deepEqual(
    settings.map(({ id, heldBy, lasts }) => [id, heldBy, lasts]),
    [
      [`radio.bluetooth/${ADDRESS}`, undefined, "kept"],
      ["radio.bluetooth/hci@pci0000:00/0000:00:14.0/usb1/1-5/1-5:1.0", "BlueZ", "kept"],
    ],
  );
});

test("it is powered down through BlueZ, so that no unblocking turns it on later", async (t) => {
  const bus = bluez();
  const setting = await first(laptop(t).files, bus);
  const [way] = setting.ways;
  assert.ok(way?.kind === "bus" && setting.ways.length === 1);
  await bus.call(way.call(rawText("false")));
  assert.deepEqual(await setting.read(), { kind: "value", value: "false" });
  assert.deepEqual(
    way.command(rawText("true")).join(" "),
    "busctl set-property org.bluez /org/bluez/hci0 org.bluez.Adapter1 Powered b true",
  );
  assert.equal(setting.wayBack?.(rawText("false")), "Bluetooth is off. Back with: travelmode bluetooth on");
});

test("a controller that comes back under another index is found by its address", async (t) => {
  const bus = bluez();
  const setting = await first(laptop(t).files, bus);
  Object.assign(bus.services, bluez([], { path: "/org/bluez/hci1", powered: false }).services);
  assert.deepEqual(await setting.read(), { kind: "value", value: "false" });
  const [way] = setting.ways;
  assert.equal(way?.kind === "bus" ? way.call(rawText("true")).path : "", "/org/bluez/hci1");
});

test("a controller that has vanished is absent, as is one whose BlueZ has stopped", async (t) => {
  const bus = bluez();
  const setting = await first(laptop(t).files, bus);
  bus.services[BLUEZ] = {};
  assert.deepEqual(await setting.read(), { kind: "absent" });
  assert.deepEqual(await setting.usesCutBy?.(rawText("false")), []);
  delete bus.services[BLUEZ];
  assert.deepEqual(await setting.read(), { kind: "absent" });
});

test("without BlueZ the kernel's switch is turned", async (t) => {
  const setting = await first(laptop(t).files);
  assert.deepEqual([setting.place, setting.heldBy], ["hci0", undefined]);
  for (const wish of ["off", "when-unused"]) assert.deepEqual(setting.encode([wish], rawText("0")), { kind: "to", raw: "1" });
  assert.equal(setting.wayBack?.(rawText("1")), "Bluetooth is off. Back with: travelmode bluetooth on");
});

test("without BlueZ a connection that the kernel lists refuses", async (t) => {
  const connected = tree(t, { ...rfkill(3, hci0), "/sys/class/bluetooth/hci0:11/": "", "/sys/class/bluetooth/hci0/": "" });
  assert.deepEqual(await (await first(connected.files)).usesCutBy?.(rawText("1")), [
    { what: "a Bluetooth device is connected", gravity: "refuse" },
  ]);
  assert.deepEqual(await (await first(laptop(t).files)).usesCutBy?.(rawText("1")), []);
});

test("BlueZ that stops between two questions is as if it did not run", async (t) => {
  const bus = bluez();
  bus.faults.set(BLUEZ, "org.freedesktop.DBus.Error.ServiceUnknown");
  assert.equal((await first(laptop(t).files, bus)).place, "hci0");
});

test("BlueZ that hangs leaves Bluetooth alone, and says so", async (t) => {
  const bus = bluez();
  bus.faults.set(BLUEZ, "org.freedesktop.DBus.Error.NoReply");
  assert.deepEqual(await find(laptop(t).files, bus), {
    settings: [],
    missing: "BlueZ does not answer (org.freedesktop.DBus.Error.NoReply), so Bluetooth stays as it is",
  });
});

test("a controller whose power is neither on nor off is an error, never off", async (t) => {
  const bus = bluez();
  const setting = await first(laptop(t).files, bus);
  Object.assign(bus.services[BLUEZ]?.["/org/bluez/hci0"]?.[`${BLUEZ}.Adapter1`] ?? {}, { Powered: "yes" });
  assert.deepEqual(await setting.read(), unexpectedReply(BLUEZ, "Powered"));
});

test("a device that does not say whether it is connected counts as connected", async (t) => {
  const { Connected: _, ...silent } = mouse;
  const setting = await first(laptop(t).files, bluez([silent]));
  assert.equal((await setting.usesCutBy?.(rawText("false")))?.length, 1);
});

test("BlueZ is asked once for each look", async (t) => {
  const bus = bluez();
  const setting = await first(laptop(t).files, bus);
  const { length } = bus.calls;
  await setting.read();
  assert.deepEqual([length, bus.calls.length], [1, 2]);
});

test("without a system bus BlueZ does not run either", async (t) => {
  const bus = bluez();
  bus.faults.set(BLUEZ, "org.freedesktop.DBus.Error.NoServer");
  assert.equal((await first(laptop(t).files, bus)).place, "hci0");
});

test("BlueZ that falls silent later gives an error reading, and refuses off", async (t) => {
  const bus = bluez();
  const setting = await first(laptop(t).files, bus);
  bus.faults.set(BLUEZ, "org.freedesktop.DBus.Error.NoReply");
  assert.equal((await setting.read()).kind, "error");
  assert.deepEqual(
    (await setting.usesCutBy?.(rawText("false")))?.map(({ gravity }) => gravity),
    ["refuse"],
  );
});

test("a machine without Bluetooth says so", async (t) => {
  assert.deepEqual(await find(tree(t, {}).files), { settings: [], missing: "no Bluetooth radio here" });
});

test("a connected device refuses off by its name, also one that connected after the plan", async (t) => {
  const bus = bluez([mouse]);
  const setting = await first(laptop(t).files, bus);
  assert.deepEqual(await setting.usesCutBy?.(rawText("false")), []);
  Object.assign(bus.services, bluez([{ ...mouse, Connected: true }]).services);
  assert.deepEqual(await setting.usesCutBy?.(rawText("false")), [
    { what: "the mouse 'MX Anywhere' is connected", gravity: "refuse" },
  ]);
  assert.deepEqual(await setting.usesCutBy?.(rawText("true")), []);
});

test("a device of another controller does not count", async (t) => {
  const bus = bluez();
  const other = { ...mouse, Connected: true, Adapter: "/org/bluez/hci7" };
  Object.assign(bus.services[BLUEZ] ?? {}, { "/org/bluez/hci7/dev_1": { [`${BLUEZ}.Device1`]: other } });
  assert.deepEqual(await (await first(laptop(t).files, bus)).usesCutBy?.(rawText("false")), []);
});

test("Bluetooth that is off already is left", async (t) => {
  const setting = await first(laptop(t).files, bluez([], { powered: false }));
  for (const wish of ["off", "when-unused"])
    assert.deepEqual(setting.encode([wish], rawText("false")), { kind: "leave", why: "already off", wished: "false" });
});

test("turning on a blocked controller is unavailable, as BlueZ refuses it", async (t) => {
  const on = async (blocked: Partial<typeof hci0>): Promise<Encoded> =>
    (await first(tree(t, rfkill(3, { ...hci0, ...blocked })).files, bluez([], { powered: false }))).encode(
      ["on"],
      rawText("false"),
    );
  assert.deepEqual(await on({}), { kind: "to", raw: "true" });
  assert.deepEqual(await on({ soft: "1" }), { kind: "unavailable", why: "it is blocked; rfkill unblock bluetooth opens it" });
  assert.deepEqual(await on({ hard: "1" }), { kind: "unavailable", why: "a switch on the computer keeps it off" });
});

/** The files with BlueZ's record of the mouse as root sees it: written that long ago. */
function lastUsed(files: Files, daysAgo: number): Files {
  const { now } = fakeMachine(files).clock;
  const info = value({ inode: 7, uid: 0, mode: 0o600, modifiedMs: now() - daysAgo * DAY_MS });
  return { ...files, stat: (path) => (path === `/var/lib/bluetooth/${ADDRESS}/${MOUSE}/info` ? info : files.stat(path)) };
}

const unused = async (files: Files, devices: readonly Record<string, BusValue>[]): Promise<Encoded> =>
  (await first(files, bluez(devices))).encode(["when-unused"], rawText("true"));

const OFF: Encoded = { kind: "to", raw: rawText("false") };

test("when-unused: a mouse that was used within 7 days keeps it on, one that was not does not", async (t) => {
  const { files } = laptop(t);
  assert.deepEqual(await unused(lastUsed(files, 6.9), [mouse]), {
    kind: "leave",
    why: "the mouse 'MX Anywhere' was used in the last 7 days",
  });
  assert.deepEqual(await unused(lastUsed(files, 7.1), [mouse]), OFF);
});

test("when-unused: without paired input or audio devices it goes off, for any user", async (t) => {
  const { files } = laptop(t);
  const phone = { ...mouse, Icon: "phone", Alias: "Pixel" };
  assert.deepEqual(await unused(files, []), OFF);
  assert.deepEqual(await unused(files, [phone, { ...mouse, Paired: false }]), OFF);
});

test("when-unused: where it cannot be told, it stays on", async (t) => {
  const { files } = laptop(t);
  const why = "the mouse 'MX Anywhere' is paired, and only root can tell when it was last used";
  const denied: Files = { ...files, stat: (path) => failure(path, "EACCES") };
  assert.deepEqual(await unused(denied, [mouse]), { kind: "leave", why });
  assert.deepEqual(await unused(files, [mouse]), { kind: "leave", why });
});

test("when-unused: a device that does not say what it is may be a keyboard", async (t) => {
  const { Icon: _, ...unknown } = mouse;
  assert.equal((await unused(laptop(t).files, [unknown])).kind, "leave");
});

test("when-unused: what is connected now is a use, which the user can overrule", async (t) => {
  const { files } = laptop(t);
  const connected = { ...mouse, Connected: true };
  assert.deepEqual(await unused(lastUsed(files, 0), [connected]), OFF);
  assert.equal((await (await first(files, bluez([connected]))).usesCutBy?.(rawText("false")))?.length, 1);
});

test("a wish that is unknown here is passed over for the next", async (t) => {
  const setting = await first(laptop(t).files, bluez());
  assert.deepEqual(setting.encode(["asleep", "when-unused"], rawText("true")), OFF);
  assert.equal(setting.encode(["asleep"], rawText("true")).kind, "unavailable");
});
