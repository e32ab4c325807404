// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { watchOwners } from "../../../src/keeper/watches/watch-owners.ts";
import { type FakeService, fakeBus } from "../../fakes/fake-bus.ts";
import { fakeLiveMachine } from "../../fakes/live-machine.ts";
import { tree } from "../../fakes/tree.ts";
import { arrive, handOver, leave } from "../service/name-owners.ts";

const PROFILES = "org.freedesktop.UPower.PowerProfiles";
const OLD_PROFILES = "net.hadess.PowerProfiles";
const DAEMON = "org.freedesktop.DBus";

/** The bus says which process has a name. */
const daemon: FakeService = { "/org/freedesktop/DBus": { [DAEMON]: { GetConnectionUnixProcessID: () => [77] } } };

async function watched(test: TestContext, running: readonly string[], program = "power-profiles-") {
  const laptop = tree(test, { "/proc/77/comm": program });
  const services = Object.fromEntries(running.map((name): [string, FakeService] => [name, {}]));
  const machine = fakeLiveMachine(laptop.files, { bus: fakeBus({ ...services, [DAEMON]: daemon }) });
  const told: string[] = [];
  const stop = await watchOwners(machine, { gone: (way) => told.push(`gone ${way}`), back: (way) => told.push(`back ${way}`) });
  return { machine, told, stop, laptop };
}

for (const [name, way] of [
  ["org.freedesktop.NetworkManager", "NetworkManager"],
  ["org.bluez", "BlueZ"],
  ["org.freedesktop.login1", "logind"],
] as const)
  test(`${way} going and coming is told by the name of its way`, async (test) => {
    const { machine, told } = await watched(test, [name]);
    leave(machine.bus, name);
    assert.deepEqual(told, [`gone ${way}`]);
    await machine.clock.advance(60_000);
    arrive(machine.bus, name);
    await machine.clock.advance(2000);
    assert.deepEqual(told, [`gone ${way}`, `back ${way}`]);
  });

test("back is told only when the service has had 2 s to settle", async (test) => {
  const { machine, told } = await watched(test, []);
  arrive(machine.bus, "org.bluez");
  await machine.clock.advance(1999);
  assert.deepEqual(told, []);
  await machine.clock.advance(1);
  assert.deepEqual(told, ["back BlueZ"]);
});

test("a quick restart is gone, then back", async (test) => {
  const { machine, told } = await watched(test, ["org.bluez"]);
  leave(machine.bus, "org.bluez");
  arrive(machine.bus, "org.bluez");
  await machine.clock.advance(2000);
  handOver(machine.bus, "org.bluez");
  await machine.clock.advance(2000);
  assert.deepEqual(told, ["gone BlueZ", "back BlueZ", "gone BlueZ", "back BlueZ"]);
});

test("a service that keeps failing while it settles is not back, and gone only once", async (test) => {
  const { machine, told } = await watched(test, ["org.bluez"]);
  for (let times = 0; times < 5; times += 1) {
    leave(machine.bus, "org.bluez");
    await machine.clock.advance(500);
    arrive(machine.bus, "org.bluez");
    await machine.clock.advance(1500);
  }
  assert.deepEqual(told, ["gone BlueZ"]);
  await machine.clock.advance(500);
  assert.deepEqual(told, ["gone BlueZ", "back BlueZ"]);
});

test("power profiles are one service under two names", async (test) => {
  const { machine, told } = await watched(test, [PROFILES, OLD_PROFILES]);
  leave(machine.bus, OLD_PROFILES);
  assert.deepEqual(told, []);
  leave(machine.bus, PROFILES);
  assert.deepEqual(told, ["gone power-profiles-daemon"]);
  arrive(machine.bus, OLD_PROFILES);
  arrive(machine.bus, PROFILES);
  await machine.clock.advance(2000);
  assert.deepEqual(told, ["gone power-profiles-daemon", "back power-profiles-daemon"]);
});

test("another program that offers power profiles is told by its own name", async (test) => {
  const { machine, told, laptop } = await watched(test, [PROFILES]);
  leave(machine.bus, PROFILES);
  laptop.put("/proc/77/comm", "tuned-ppd");
  arrive(machine.bus, PROFILES);
  await machine.clock.advance(2000);
  leave(machine.bus, PROFILES);
  assert.deepEqual(told, ["gone power-profiles-daemon", "back tuned-ppd", "gone tuned-ppd"]);
});

test("one of its names changing hands is no restart", async (test) => {
  const { machine, told } = await watched(test, [PROFILES, OLD_PROFILES]);
  handOver(machine.bus, OLD_PROFILES);
  await machine.clock.advance(2000);
  assert.deepEqual(told, []);
});

test("a program that goes while it is asked who it is, is not back", async (test) => {
  const { machine, told } = await watched(test, []);
  arrive(machine.bus, PROFILES);
  machine.bus.services[DAEMON] = {
    "/org/freedesktop/DBus": {
      [DAEMON]: {
        GetConnectionUnixProcessID: () => {
          leave(machine.bus, PROFILES);
          return [77];
        },
      },
    },
  };
  await machine.clock.advance(10_000);
  assert.deepEqual(told, []);
});

test("stopping leaves no listener or timer", async (test) => {
  const { machine, told, stop } = await watched(test, ["org.bluez"]);
  leave(machine.bus, "org.bluez");
  arrive(machine.bus, "org.bluez");
  stop();
  await machine.clock.advance(10_000);
  assert.deepEqual([told, machine.bus.listening, machine.clock.waitingMs], [["gone BlueZ"], 0, []]);
});
