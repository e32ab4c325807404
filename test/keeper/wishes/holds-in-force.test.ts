// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Profile } from "../../../src/profile/profile.ts";
import { FLIGHT, isOn, type Rig, retires, rig, settings, textAt, unplugged } from "../rig.ts";

const CALM: Profile = { ...FLIGHT, name: "calm", wishes: { "cpu.boost": ["off"] } };
const DIM: Profile = { ...FLIGHT, name: "dim", wishes: { "screen.brightness": [30] } };
const LIGHT = "/sys/class/backlight/intel_backlight/brightness";

const light = ({ laptop }: Rig): number => Number(textAt(laptop.machine.files, LIGHT));
const profile = async ({ keeper }: Rig): Promise<string | null> => (await keeper.state()).profile;

test("a hold is travel mode for as long as it is kept, and its end puts back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  const release = await it.during(it.keeper.hold(CALM));
  assert.ok(isOn(it));
  const { winner, armed } = await it.keeper.state();
  assert.deepEqual([winner, armed], ["hold", null]);
  await it.during(release());
  await it.during(release());
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("of two the latest counts; when it is released the other one does", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  const bright = light(it);
  const calm = await it.during(it.keeper.hold(CALM));
  const dim = await it.during(it.keeper.hold(DIM));
  assert.deepEqual([await profile(it), isOn(it), light(it) < bright], ["dim", false, true]);
  await it.during(dim());
  assert.deepEqual([await profile(it), isOn(it), light(it)], ["calm", true, bright]);
  await it.during(calm());
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("the same profile may be held twice: it goes with the last", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const first = await it.during(it.keeper.hold(CALM));
  const second = await it.during(it.keeper.hold(CALM));
  await it.during(first());
  assert.ok(isOn(it));
  await it.during(second());
  assert.ok(!isOn(it));
});

test("on by hand wins over a hold, whose end changes nothing then", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const release = await it.during(it.keeper.hold(DIM));
  await it.on(FLIGHT);
  const during = settings(it);
  await it.during(release());
  assert.deepEqual([await profile(it), settings(it)], ["flight", during]);
});

test("a charger that ends on by hand leaves the hold's share", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.during(it.keeper.hold({ ...CALM, onCharger: "nothing" }));
  await it.on(FLIGHT);
  await it.plug();
  await it.pass(20);
  assert.deepEqual([await profile(it), isOn(it)], ["calm", true]);
});

test("off by hand holds against a hold until the next unplugging", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.during(it.keeper.hold({ ...CALM, onCharger: "nothing" }));
  await it.during(it.keeper.off([]));
  assert.ok(!isOn(it));
  await it.plug();
  await it.pass(60);
  assert.ok(!isOn(it));
  await it.unplug();
  await it.pass(5);
  assert.ok(isOn(it));
});

test("a hold dies with the keeper: the next one puts everything back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  await it.during(it.keeper.hold(CALM));
  await it.kill();
  const hasRetired = retires(it);
  await it.pass(30);
  assert.deepEqual([it.laptop.snapshot(), hasRetired()], [before, true]);
});

test("a keeper that was killed while held goes on with what was typed", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.during(it.keeper.hold(DIM));
  await it.kill();
  await it.pass(10);
  assert.deepEqual([await profile(it), isOn(it)], ["flight", true]);
});

test("a hold that could not be begun is none", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  it.folder.refuse("ENOSPC");
  await assert.rejects(it.during(it.keeper.hold(CALM)));
  assert.equal((await it.keeper.state()).winner, "nobody");
});
