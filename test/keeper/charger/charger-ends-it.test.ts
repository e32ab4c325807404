// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { FLIGHT, isOn, rig, settings, told, unplugged } from "../rig.ts";

test("a real charger ends travel mode within eight seconds, and every byte is back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  const valuesBefore = settings(it);
  await it.on(FLIGHT);
  assert.ok(isOn(it));
  await it.pass(600);
  await it.plug();
  await it.pass(8);
  assert.deepEqual(settings(it), valuesBefore);
  await it.pass(20);
  assert.deepEqual(it.laptop.snapshot(), before);
  assert.equal((await it.keeper.state()).mode, "off");
  assert.deepEqual(told(it), ["ended"]);
  assert.equal(it.reports.at(-1)?.reason, "plugged-in");
});

test("typed while on a charger it holds until that one was unplugged and one plugged in again", async (t) => {
  const it = await rig(t);
  await it.plug();
  await it.pass(60);
  const before = settings(it);
  await it.on(FLIGHT);
  await it.pass(1200);
  assert.ok(isOn(it));
  await it.kill();
  await it.pass(60);
  assert.ok(isOn(it), "a keeper's death changes nothing");
  await it.unplug();
  await it.pass(120);
  assert.ok(isOn(it));
  await it.plug();
  await it.pass(8);
  assert.deepEqual(settings(it), before);
});

test("a plug that wobbles for less than two seconds neither ends nor arms anything", async (t) => {
  const it = await rig(t);
  await it.plug();
  await it.pass(60);
  await it.on(FLIGHT);
  for (let wobble = 0; wobble < 10; wobble += 1) {
    await it.unplug();
    await it.pass(1);
    await it.plug();
    await it.pass(3);
  }
  await it.pass(60);
  assert.ok(isOn(it));
});

test("a charger that gives less than the laptop draws changes nothing, and is told once", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.plug(1);
  await it.pass(300);
  assert.ok(isOn(it));
  assert.deepEqual(told(it), ["weak-power"]);
});

test("a charger that is good only because of travel mode ends it once, and then counts as weak", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const normalW = it.laptop.truth().meanPowerW;
  await it.on(FLIGHT);
  await it.pass(60);
  const savingW = it.laptop.truth().meanPowerW;
  assert.ok(savingW < normalW - 0.5, `${savingW} W with, ${normalW} W without`);
  await it.plug((savingW + normalW) / 2);
  let flaps = 0;
  for (let minute = 0, before = true; minute < 60; minute += 1) {
    await it.pass(60);
    if (isOn(it) !== before) flaps += 1;
    before = isOn(it);
  }
  assert.ok(isOn(it));
  assert.ok(flaps <= 2, "off, and on again, is one flap");
});

test("--stay-on is ended by no charger", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT, { stayOn: true });
  await it.plug();
  await it.pass(300);
  assert.ok(isOn(it));
});

test("on-charger: nothing keeps all, power keeps the radios, until off", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  const wifi = (): unknown => it.laptop.snapshot()["NetworkManager WirelessEnabled"];
  await it.on({ ...FLIGHT, onCharger: "nothing" });
  await it.plug();
  await it.pass(60);
  assert.ok(isOn(it));
  await unplugged(it);
  await it.on({ ...FLIGHT, onCharger: "power" });
  const off = wifi();
  await it.plug();
  await it.pass(60);
  assert.ok(!isOn(it));
  assert.equal(wifi(), off);
  await unplugged(it);
  assert.ok(isOn(it), "on battery again, all of it counts again");
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("a thousand events of the supplies, screens and radios cause no write", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.pass(60);
  const files = new Map(it.folder.contents);
  let writes = 0;
  const { replace } = it.folder;
  Object.assign(it.folder, {
    replace: (...args: Parameters<typeof replace>) => {
      writes += 1;
      return replace(...args);
    },
  });
  for (let event = 0; event < 1000; event += 1) {
    it.uevent(["power_supply", "backlight", "rfkill", "cpu"][event % 4] ?? "");
    if (event % 50 === 0) await it.pass(1);
  }
  await it.pass(10);
  assert.equal(writes, 0);
  assert.deepEqual(it.folder.contents, files);
});
