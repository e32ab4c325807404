// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Profile } from "../../src/profile/profile.ts";
import { FLIGHT, isOn, logind, type Rig, retires, rig, settings, sleep, told, unplugged } from "./rig.ts";

const AUTO: Profile = { ...FLIGHT, name: "balanced", wishes: { "cpu.boost": ["off"] } };

/** On its own charger, with automatic mode set. */
async function automatic(test: TestContext): Promise<Rig> {
  const it = await rig(test);
  await it.plug();
  await it.pass(5);
  assert.equal(await it.during(it.keeper.auto(AUTO)), null, "nothing is to be changed now");
  return it;
}

const winner = async ({ keeper }: Rig): Promise<string> => (await keeper.state()).winner;

test("unplugged, the profile comes on by itself; plugged in, it goes", async (t) => {
  const it = await automatic(t);
  const before = settings(it);
  await it.unplug();
  await it.pass(1);
  assert.ok(!isOn(it), "not for a plug that wobbles");
  await it.pass(4);
  assert.ok(isOn(it));
  assert.deepEqual([await winner(it), (await it.keeper.state()).profile], ["auto", "balanced"]);
  await it.plug();
  await it.pass(8);
  assert.deepEqual(settings(it), before);
  assert.deepEqual(told(it), ["on", "ended"]);
  assert.deepEqual(
    it.reports.map(({ reason }) => reason),
    ["unplugged", "plugged-in"],
  );
});

test("typed on battery it counts at once, and auto off puts back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = settings(it);
  assert.equal((await it.during(it.keeper.auto(AUTO)))?.profile, "balanced");
  assert.ok(isOn(it));
  assert.equal((await it.during(it.keeper.auto(null)))?.profile, null);
  assert.deepEqual(settings(it), before);
});

test("a charger that gives too little keeps it on", async (t) => {
  const it = await automatic(t);
  await unplugged(it);
  await it.plug(1);
  await it.pass(120);
  assert.ok(isOn(it));
  assert.deepEqual(told(it), ["on", "weak-power"]);
});

test("off by hand holds until the next unplugging", async (t) => {
  const it = await automatic(t);
  await unplugged(it);
  await it.during(it.keeper.off([]));
  await it.pass(600);
  assert.ok(!isOn(it));
  await it.kill();
  await it.pass(60);
  assert.ok(!isOn(it), "beyond a keeper's life");
  await it.restart();
  await it.pass(60);
  assert.ok(!isOn(it));
  await it.plug();
  await it.pass(60);
  await it.unplug();
  await it.pass(5);
  assert.ok(isOn(it));
});

test("off by hand, typed on a charger, holds no longer than that charger is in", async (t) => {
  const it = await automatic(t);
  await it.during(it.keeper.off([]));
  await it.unplug();
  await it.pass(5);
  assert.ok(isOn(it));
});

test("typed anew it counts against an off that was typed before", async (t) => {
  const it = await automatic(t);
  await unplugged(it);
  await it.during(it.keeper.off([]));
  await it.during(it.keeper.auto(AUTO));
  assert.ok(isOn(it));
});

test("on by hand wins over it; the charger ends both, and at the next unplugging it is automatic again", async (t) => {
  const it = await automatic(t);
  const before = settings(it);
  await unplugged(it);
  await it.on(FLIGHT);
  assert.deepEqual([await winner(it), (await it.keeper.state()).profile], ["hand", "flight"]);
  await it.plug();
  await it.pass(20);
  assert.deepEqual([await winner(it), settings(it)], ["nobody", before]);
  await it.unplug();
  await it.pass(5);
  assert.deepEqual([await winner(it), (await it.keeper.state()).profile], ["auto", "balanced"]);
});

test("off, typed against on by hand, holds against automatic mode too", async (t) => {
  const it = await automatic(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.during(it.keeper.off([]));
  await it.pass(60);
  assert.deepEqual([await winner(it), isOn(it)], ["off", false]);
});

test("hooks run once for each change, in their order", async (t) => {
  const it = await automatic(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.pass(120);
  await it.kill();
  await it.pass(60);
  await it.plug();
  await it.pass(120);
  assert.deepEqual(it.hooks, ["on balanced", "switch flight", "off flight"]);
});

test("on a charger the keeper stays until it has learned that unplugging is told, then nothing of ours runs", async (t) => {
  const it = await automatic(t);
  const idle = retires(it);
  await it.pass(600);
  assert.ok(!idle(), "it is not known yet");
  await unplugged(it);
  await it.pass(600);
  assert.ok(!idle(), "on battery there is something to watch");
  await it.plug();
  await it.pass(30);
  assert.ok(idle());
  assert.deepEqual(it.logged, []);
});

test("a keeper that unplugging has started goes on from there", async (t) => {
  const it = await automatic(t);
  await unplugged(it);
  await it.plug();
  await it.pass(30);
  it.laptop.unplug();
  await it.kill();
  const idle = retires(it);
  await it.pass(60);
  assert.ok(isOn(it) && !idle());
  await it.plug();
  await it.pass(30);
  assert.ok(!isOn(it) && idle(), "what was learned is not forgotten");
});

const NOT_TOLD = "This machine does not tell when it is unplugged, so the keeper stays and looks once a minute.";

test("a machine that does not tell of unplugging: the look a minute sees it, says so once, and the keeper stays", async (t) => {
  const it = await automatic(t);
  const idle = retires(it);
  for (let journey = 0; journey < 3; journey += 1) {
    it.laptop.unplug();
    await it.pass(70);
    assert.ok(isOn(it));
    it.laptop.plug();
    await it.pass(600);
    assert.ok(!isOn(it) && !idle());
  }
  assert.deepEqual(it.logged, [NOT_TOLD]);
  await it.kill();
  const idleLater = retires(it);
  await it.pass(600);
  assert.ok(!idleLater(), "nor is that forgotten");
});

test("an event that comes a moment after the look a minute has told of it all the same", async (t) => {
  const it = await automatic(t);
  const looks = it.clock.waitingMs.find((ms) => ms > 5000) ?? 0;
  await it.clock.advance(looks - 50);
  it.laptop.unplug();
  await it.clock.advance(100);
  it.uevent("power_supply");
  await it.pass(60);
  await it.plug();
  const idle = retires(it);
  await it.pass(30);
  assert.ok(isOn(it) === false && idle());
  assert.deepEqual(it.logged, []);
});

test("unplugged in its sleep, a machine has told nothing of what it does", async (t) => {
  const it = await automatic(t);
  await sleep(it, true);
  it.laptop.unplug();
  it.clock.suspend(3_600_000);
  await it.pass(61);
  logind(it, "PrepareForSleep", false);
  await it.pass(60);
  assert.ok(isOn(it));
  assert.deepEqual(it.logged, []);
});
