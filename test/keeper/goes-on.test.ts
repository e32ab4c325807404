// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { BOOST, FLIGHT, isOn, retires, rig, sleep, unplugged } from "./rig.ts";

test("a keeper that was killed goes on where it was, and off still puts every byte back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  await it.on(FLIGHT);
  await it.kill();
  await it.pass(30);
  assert.ok(isOn(it));
  assert.equal((await it.keeper.state()).winner, "hand");
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("killed at any moment of on, switch and off, the next keeper comes to what was wanted", async (t) => {
  for (let moment = 0; moment < 40; moment += 1) {
    const it = await rig(t);
    await unplugged(it);
    const before = it.laptop.snapshot();
    const wishes = moment % 2 === 0 ? FLIGHT.wishes : { "screen.brightness": [20] as const };
    void it.keeper.on({ profile: FLIGHT, leave: [], evenIfUsed: ["radio.wifi"], stayOn: false }).catch(() => undefined);
    await it.clock.advance(moment * 25);
    void it.keeper.on({ profile: { ...FLIGHT, wishes }, leave: [], evenIfUsed: [], stayOn: false }).catch(() => undefined);
    await it.clock.advance(moment * 10);
    await it.kill();
    await it.pass(10);
    await it.during(it.keeper.off([]));
    assert.deepEqual(it.laptop.snapshot(), before, `after ${moment * 25} ms`);
  }
});

test("SIGTERM puts everything back and keeps the wish: the next keeper turns it on again", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  await it.on(FLIGHT);
  await it.during(it.keeper.close("put-back"));
  assert.deepEqual(it.laptop.snapshot(), before);
  await it.restart();
  await it.pass(10);
  assert.ok(isOn(it));
});

test("after a boot on battery it goes on; after a boot on a charger everything is put back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.during(it.keeper.close("put-back"));
  await it.reboot();
  await it.pass(10);
  assert.ok(isOn(it));
  await it.during(it.keeper.close("put-back"));
  it.laptop.plug();
  await it.reboot();
  await it.pass(30);
  assert.ok(!isOn(it));
  assert.equal((await it.keeper.state()).mode, "off");
});

test("typed on a charger and shut down: a boot on a charger ends it all the same", async (t) => {
  const it = await rig(t);
  await it.plug();
  await it.pass(30);
  await it.on(FLIGHT);
  await it.during(it.keeper.close("put-back"));
  await it.reboot();
  await it.pass(30);
  assert.ok(!isOn(it));
});

test("what drifted in sleep is written again; what was changed before it stays", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.pass(5);
  const light = "/sys/class/backlight/intel_backlight/brightness";
  it.laptop.machine.files.write(light, "9000");
  const asleep = it.during(sleep(it, true));
  await asleep;
  it.clock.suspend(3_600_000);
  it.laptop.machine.files.write(BOOST, "0");
  await sleep(it, false);
  await it.pass(10);
  assert.ok(isOn(it), "drift");
  assert.deepEqual(it.laptop.machine.files.read(light), { kind: "value", value: "9000" });
});

test("a charger that was plugged in during sleep ends it, without turning anything again", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  await it.on(FLIGHT);
  await sleep(it, true);
  it.clock.suspend(3_600_000);
  it.laptop.plug();
  const turned = it.reports.length;
  await sleep(it, false);
  await it.pass(10);
  assert.deepEqual(it.laptop.snapshot(), before);
  assert.deepEqual(
    it.reports.slice(turned).map(({ profile }) => profile),
    [null],
  );
});

test("it stays while travel mode is on, and retires a little after off", async (t) => {
  const it = await rig(t);
  const idle = retires(it);
  await it.unplug();
  await it.on(FLIGHT);
  await it.pass(3600);
  assert.ok(!idle());
  await it.during(it.keeper.off([]));
  await it.pass(5);
  assert.ok(!idle(), "somebody may ask something more");
  await it.pass(10);
  assert.ok(idle());
});

test("a keeper that finds nothing to watch retires", async (t) => {
  const it = await rig(t);
  const idle = retires(it);
  await it.pass(15);
  assert.ok(idle());
});
