// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { NETWORK_MANAGER } from "../../../src/knobs/network-manager.ts";
import { setProperty } from "../../../src/machine/bus-values.ts";
import { FLIGHT, isOn, logind, type Rig, rig, unplugged } from "../rig.ts";

const FREEZING = { ...FLIGHT, wishes: { "cpu.boost": ["off"], "app.freeze": ["camera-archive", "fold-proteins"] } } as const;

const stopped = ({ laptop }: Rig): readonly string[] =>
  Object.keys(laptop.snapshot()).flatMap((name) => (name.startsWith("process ") ? [name.slice("process ".length)] : []));

const network = ({ bus }: Rig, state: number): void =>
  bus.signal(
    "org.freedesktop.NetworkManager",
    "/org/freedesktop/NetworkManager",
    "org.freedesktop.NetworkManager",
    "StateChanged",
    [state],
  );

test("frozen programs go on before sleep, and stand still again after it", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FREEZING);
  assert.deepEqual(stopped(it), ["fold-proteins", "camera-archive"]);
  logind(it, "PrepareForSleep", true);
  await it.pass(1);
  assert.deepEqual(stopped(it), []);
  assert.ok(isOn(it));
  it.clock.suspend(3_600_000);
  logind(it, "PrepareForSleep", false);
  await it.pass(60);
  assert.deepEqual(stopped(it), ["fold-proteins", "camera-archive"]);
  await it.during(it.keeper.off([]));
  assert.deepEqual(stopped(it), []);
});

test("frozen programs go on before sleep also where nothing can be written down", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FREEZING);
  it.folder.refuse("ENOSPC");
  logind(it, "PrepareForSleep", true);
  await it.pass(1);
  assert.deepEqual(stopped(it), []);
});

test("a program that is spared by hand is not frozen again after a sleep; one that was frozen by hand is", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FREEZING);
  await it.during(it.keeper.set({ knob: "app.freeze", wish: ["not camera-archive"] }));
  await it.during(it.keeper.set({ knob: "app.freeze", wish: ["syncthing"] }));
  assert.deepEqual(stopped(it), ["syncthing", "fold-proteins"]);
  logind(it, "PrepareForSleep", true);
  await it.pass(1);
  assert.deepEqual(stopped(it), []);
  logind(it, "PrepareForSleep", false);
  await it.pass(60);
  assert.deepEqual(stopped(it), ["syncthing", "fold-proteins"]);
  await it.during(it.keeper.off([]));
  assert.deepEqual(stopped(it), []);
});

for (const [what, ending] of [
  ["a shutdown", async (it: Rig) => logind(it, "PrepareForShutdown", true)],
  ["SIGTERM", async (it: Rig) => it.during(it.keeper.close("put-back"))],
  ["a reboot", async (it: Rig) => it.laptop.reboot()],
  ["a charger", async (it: Rig) => it.plug()],
] as const)
  test(`${what} leaves nothing frozen`, async (t) => {
    const it = await rig(t);
    await unplugged(it);
    await it.on(FREEZING);
    assert.equal(stopped(it).length, 2);
    await ending(it);
    await it.pass(what === "a charger" ? 60 : 1);
    assert.deepEqual(stopped(it), []);
  });

test("killed with frozen programs, the next keeper goes on with them, and off thaws them", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FREEZING);
  await it.kill();
  await it.pass(60);
  assert.equal(stopped(it).length, 2);
  await it.during(it.keeper.off([]));
  assert.deepEqual(stopped(it), []);
});

test("what is frozen while offline goes on within a second of a network, and at once when one is only coming", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on({ ...FLIGHT, wishes: { "radio.wifi": ["off"], "app.freeze": ["camera-archive when offline"] } });
  network(it, 20);
  await it.pass(2);
  assert.deepEqual(stopped(it), ["camera-archive"]);
  await it.during(it.keeper.set({ knob: "radio.wifi", wish: ["on"] }));
  network(it, 40);
  await it.pass(1);
  assert.deepEqual(stopped(it), []);
});

test("a network that comes up through all its states is followed once", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on({ ...FLIGHT, wishes: { "radio.wifi": ["off"], "app.freeze": ["camera-archive when offline"] } });
  network(it, 20);
  await it.pass(5);
  assert.deepEqual(stopped(it), ["camera-archive"]);
  const followed = (): number => it.reports.filter(({ reason }) => reason === "recovery").length;
  const before = followed();
  await it.during(it.keeper.set({ knob: "radio.wifi", wish: ["on"] }));
  for (const state of [40, 50, 60, 70]) network(it, state);
  await it.pass(10);
  assert.deepEqual(stopped(it), []);
  assert.equal(followed(), before + 1);
});

test("a radio that is turned off by hand while nothing is connected freezes what waits for a network", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on({ ...FLIGHT, wishes: { "app.freeze": ["camera-archive when offline"] } });
  assert.deepEqual(stopped(it), []);
  await it.hand.bus.call(setProperty(NETWORK_MANAGER, "WirelessEnabled", "b", false));
  await it.pass(10);
  assert.deepEqual(stopped(it), ["camera-archive"]);
});

test("what uses more than a rule allows for a minute is slowed, and off gives it its share back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  await it.on({ ...FLIGHT, wishes: { "app.slow": ["above 20 %"] } });
  await it.pass(40);
  assert.deepEqual(it.laptop.snapshot(), before);
  await it.pass(40);
  assert.equal(it.laptop.snapshot()["systemd camera-archive.service CPU"], "20 200000");
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("what has been frozen is told with a button that thaws it; it stays thawed, and is not told again after a sleep", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FREEZING);
  assert.deepEqual(
    it.buttons.map(({ notice, label }) => [notice.sentence, label]),
    [["Standing still until travel mode ends: fold-proteins 109, camera-archive.", "Thaw"]],
  );
  logind(it, "PrepareForSleep", true);
  await it.pass(1);
  logind(it, "PrepareForSleep", false);
  await it.pass(60);
  assert.equal(it.buttons.length, 1);
  it.buttons[0]?.press();
  await it.pass(1);
  assert.deepEqual(stopped(it), []);
  assert.ok(isOn(it));
  logind(it, "PrepareForSleep", true);
  await it.pass(1);
  logind(it, "PrepareForSleep", false);
  await it.pass(60);
  assert.deepEqual(stopped(it), []);
});

test("the button goes when travel mode does, and pressed all the same it does nothing", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FREEZING);
  assert.ok(it.buttons[0]?.isThere);
  await it.during(it.keeper.off([]));
  assert.equal(it.buttons[0]?.isThere, false);
  it.buttons[0]?.press();
  await it.pass(1);
  assert.deepEqual(stopped(it), []);
});
