// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Profile } from "../../../src/profile/profile.ts";
import { FLIGHT, type Rig, rig, unplugged } from "../rig.ts";

const REDEYE: Profile = { ...FLIGHT, name: "redeye", wishes: { "screen.brightness": [40], "radio.wwan": ["off"] } };

const mobileData = ({ laptop }: Rig): string | undefined => laptop.snapshot()["NetworkManager WwanEnabled"];

/** All but mobile data, with its switch in the kernel. */
const others = ({ laptop }: Rig): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(laptop.snapshot()).filter(([name]) => !/Wwan|rfkill4|ActiveConnections/.test(name)));

/** A ThinkPad with a modem, on battery. */
async function thinkpad(test: TestContext): Promise<Rig> {
  const it = await rig(test, "thinkpad");
  await unplugged(it);
  assert.equal(mobileData(it), "true");
  return it;
}

test("a charger brings everything back but mobile data, which waits for off", async (t) => {
  const it = await thinkpad(t);
  const before = it.laptop.snapshot();
  const rest = others(it);
  await it.on(REDEYE);
  assert.equal(mobileData(it), "false");
  await it.plug();
  await it.pass(30);
  assert.deepEqual([mobileData(it), others(it)], ["false", rest]);
  await it.unplug();
  await it.pass(60);
  await it.plug();
  await it.pass(30);
  assert.equal(mobileData(it), "false", "however often a charger comes and goes");
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("it stays off beyond the keeper's life, and nothing else comes on for that", async (t) => {
  const it = await thinkpad(t);
  const before = it.laptop.snapshot();
  const rest = others(it);
  await it.on(REDEYE);
  await it.plug();
  await it.pass(30);
  for (const begin of [it.kill, it.restart]) {
    await begin();
    await it.pass(30);
    assert.deepEqual([mobileData(it), others(it)], ["false", rest]);
  }
  assert.deepEqual(it.logged, []);
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("a charger that went in while no keeper was there brings it back as little", async (t) => {
  const it = await thinkpad(t);
  await it.on(REDEYE);
  it.laptop.plug();
  await it.kill();
  await it.pass(30);
  assert.equal(mobileData(it), "false");
  await it.during(it.keeper.off([]));
  assert.equal(mobileData(it), "true");
});

test("automatic mode, too, leaves it off until off is typed", async (t) => {
  const it = await thinkpad(t);
  const before = it.laptop.snapshot();
  await it.during(it.keeper.auto(REDEYE));
  assert.equal(mobileData(it), "false");
  await it.plug();
  await it.pass(30);
  assert.equal(mobileData(it), "false");
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("a switch to a profile without it, typed, brings it back at once", async (t) => {
  const it = await thinkpad(t);
  await it.on(REDEYE);
  await it.on({ ...FLIGHT, wishes: { "screen.brightness": [40] } });
  assert.equal(mobileData(it), "true");
});

test("what was off before stays what it was: off has nothing to bring back", async (t) => {
  const it = await thinkpad(t);
  await it.during(it.keeper.set({ knob: "radio.wwan", wish: ["off"], evenIfUsed: ["radio.wwan"] }));
  await it.on(REDEYE);
  await it.plug();
  await it.pass(30);
  assert.equal((await it.keeper.state()).mode, "off", "nothing is kept for it");
  await it.during(it.keeper.off([]));
  assert.equal(mobileData(it), "false");
});

test("turned on by hand meanwhile it is the user's, and stays on at the charger", async (t) => {
  const it = await thinkpad(t);
  await it.on(REDEYE);
  await it.during(it.keeper.set({ knob: "radio.wwan", wish: ["on"] }));
  await it.plug();
  await it.pass(30);
  assert.equal(mobileData(it), "true");
});
