// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type SeenBy, watchPower } from "../../../src/keeper/watches/watch-power.ts";
import { fakeBus } from "../../fakes/fake-bus.ts";
import { fakeLiveMachine } from "../../fakes/live-machine.ts";
import { tree } from "../../fakes/tree.ts";
import { arrive, leave, propertiesChanged } from "../service/name-owners.ts";

const UPOWER = "org.freedesktop.UPower";
const BATTERY = { service: UPOWER, path: `/org/freedesktop/UPower/devices/battery_BAT0`, interface: `${UPOWER}.Device` };

async function watched(test: TestContext, how: { readonly upower: boolean }) {
  const machine = fakeLiveMachine(tree(test, {}).files, { bus: fakeBus(how.upower ? { [UPOWER]: {} } : {}) });
  const looks: number[] = [];
  const by: SeenBy[] = [];
  const begunAtMs = machine.clock.now();
  const stop = await watchPower(machine, (seenBy) => {
    looks.push(machine.clock.now() - begunAtMs);
    by.push(seenBy);
  });
  await machine.clock.advance(0);
  const monitors = () => machine.commands.started.filter(({ stopped }) => !stopped);
  return { machine, looks, by, stop, monitors };
}

test("where UPower runs its signals ask for a look, and no program runs beside us", async (test) => {
  const { machine, looks, monitors } = await watched(test, { upower: true });
  const { bus, clock } = machine;
  propertiesChanged(bus, BATTERY, { State: "charging" });
  await clock.advance(1200);
  propertiesChanged(bus, { ...BATTERY, path: "/org/freedesktop/UPower", interface: UPOWER }, { OnBattery: true });
  await clock.advance(1200);
  for (const member of ["DeviceAdded", "DeviceRemoved"]) {
    bus.signal(UPOWER, "/org/freedesktop/UPower", UPOWER, member, [BATTERY.path]);
    await clock.advance(1200);
  }
  assert.deepEqual(looks, [1200, 2400, 3600, 4800]);
  assert.deepEqual(monitors(), []);
});

test("a storm of events comes to one look in 1.2 s, and one after its last event", async (test) => {
  const { machine, looks } = await watched(test, { upower: true });
  for (let event = 0; event < 1000; event += 1) {
    propertiesChanged(machine.bus, BATTERY, { State: "charging" });
    if (event % 100 === 99) await machine.clock.advance(250);
  }
  await machine.clock.advance(10_000);
  assert.deepEqual(looks, [1200, 2400, 3600]);
});

test("without UPower the kernel's events ask for a look", async (test) => {
  const { machine, looks, monitors } = await watched(test, { upower: false });
  assert.deepEqual(
    monitors().map(({ argv }) => argv.slice(2)),
    [["--kernel", "--subsystem-match=power_supply"]],
  );
  monitors()[0]?.line("KERNEL[1.000000] change   /devices/x/power_supply/AC (power_supply)");
  await machine.clock.advance(1200);
  assert.deepEqual(looks, [1200]);
});

test("UPower is followed as it goes and comes", async (test) => {
  const { machine, looks, monitors } = await watched(test, { upower: true });
  leave(machine.bus, UPOWER);
  await machine.clock.advance(1200);
  assert.equal(monitors().length, 1);
  arrive(machine.bus, UPOWER);
  await machine.clock.advance(1200);
  assert.equal(monitors().length, 0);
  assert.deepEqual(looks, [1200, 2400]);
});

test("a UPower that restarts at once leaves no program behind", async (test) => {
  const { machine, monitors } = await watched(test, { upower: true });
  for (let times = 0; times < 5; times += 1) {
    leave(machine.bus, UPOWER);
    arrive(machine.bus, UPOWER);
  }
  await machine.clock.advance(1000);
  assert.equal(machine.commands.started.length, 5);
  assert.equal(monitors().length, 0);
});

test("without any event there is a look a minute after the last one", async (test) => {
  const { machine, looks } = await watched(test, { upower: true });
  await machine.clock.advance(100_000);
  propertiesChanged(machine.bus, BATTERY, { State: "charging" });
  await machine.clock.advance(130_000);
  assert.deepEqual(looks, [60_000, 101_200, 161_200, 221_200]);
});

test("what UPower has read of batteries by itself is looked at in the same waking, and once for all of them", async (test) => {
  const { machine, looks, by } = await watched(test, { upower: true });
  await machine.clock.advance(30_000);
  propertiesChanged(machine.bus, BATTERY, { Energy: 31.7, Percentage: 61.9, UpdateTime: 7 });
  assert.deepEqual([looks, by], [[30_000], ["clock"]]);
  for (let event = 0; event < 10; event += 1) propertiesChanged(machine.bus, BATTERY, { Energy: 31.6 });
  await machine.clock.advance(1200);
  assert.deepEqual(looks, [30_000]);
  propertiesChanged(machine.bus, BATTERY, { Energy: 31.5 });
  assert.deepEqual(looks, [30_000, 31_200]);
  await machine.clock.advance(100_000);
  assert.deepEqual(looks.slice(2), [91_200]);
});

test("a change of state comes with readings, and is looked at when the driver has it, too", async (test) => {
  const { machine, looks } = await watched(test, { upower: true });
  await machine.clock.advance(30_000);
  propertiesChanged(machine.bus, BATTERY, { Energy: 31.7, State: "charging" });
  await machine.clock.advance(5000);
  assert.deepEqual(looks, [31_200]);
});

test("a look for safety may be too early for an event of that moment, which gets its own", async (test) => {
  const { machine, looks } = await watched(test, { upower: true });
  await machine.clock.advance(59_500);
  propertiesChanged(machine.bus, BATTERY, { State: "charging" });
  await machine.clock.advance(5000);
  assert.deepEqual(looks, [60_000, 60_700]);
});

const KERNEL_TELLS = "KERNEL[1.000000] change   /devices/x/power_supply/AC (power_supply)";

test("a look says whether the kernel has told of something, or it was for safety", async (test) => {
  const { machine, by, monitors } = await watched(test, { upower: false });
  await machine.clock.advance(60_000);
  monitors()[0]?.line(KERNEL_TELLS);
  await machine.clock.advance(61_200);
  assert.deepEqual(by, ["clock", "event", "clock"]);
});

test("UPower reads batteries by itself, which tells nothing; a charger that it tells of, the kernel has told of", async (test) => {
  const { machine, by } = await watched(test, { upower: true });
  propertiesChanged(machine.bus, BATTERY, { State: "discharging" });
  await machine.clock.advance(1200);
  propertiesChanged(machine.bus, { ...BATTERY, path: "/org/freedesktop/UPower/devices/line_power_AC" }, { Online: false });
  await machine.clock.advance(1200);
  assert.deepEqual(by, ["clock", "event"]);
});

test("an event's second look, and a look for safety in its moment, count as told", async (test) => {
  const { machine, by, monitors } = await watched(test, { upower: false });
  await machine.clock.advance(59_000);
  for (const ms of [500, 600]) {
    monitors()[0]?.line(KERNEL_TELLS);
    await machine.clock.advance(ms);
  }
  await machine.clock.advance(2000);
  assert.deepEqual(by, ["event", "event", "event"]);
});

test("without UPower and udevadm the look a minute is left", async (test) => {
  const machine = fakeLiveMachine(tree(test, {}).files);
  machine.commands.missing.add("udevadm");
  let looks = 0;
  await watchPower(machine, () => {
    looks += 1;
  });
  await machine.clock.advance(120_000);
  assert.equal(looks, 2);
});

test("stopping leaves no listener, timer or program", async (test) => {
  const { machine, looks, stop, monitors } = await watched(test, { upower: false });
  monitors()[0]?.line("KERNEL[1.000000] change   /devices/x/power_supply/AC (power_supply)");
  stop();
  await machine.clock.advance(120_000);
  assert.deepEqual([looks, monitors(), machine.bus.listening, machine.clock.waitingMs], [[], [], 0, []]);
});
