// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { mapReading, type Reading } from "../../src/machine/reading.ts";
import { FLIGHT, isOn, type Rig, rig, settings, told, unplugged } from "./rig.ts";

const RULE = { below: 20, profile: "endurance" };
const DIM = { ...FLIGHT, name: "dim", wishes: { "screen.brightness": [40] as const } };

const percent = async ({ keeper }: Rig): Promise<number> => (await keeper.state()).power.percent ?? Number.NaN;

/** Without a gauge's steps and delay. */
function charge({ laptop }: Rig): number {
  const { energyWh, energyFullWh } = laptop.truth();
  return (energyWh / energyFullWh) * 100;
}

/** Hours pass at once until the battery is there, and the keeper has looked. */
async function drain(it: Rig, to: number): Promise<void> {
  for (let step = 0; step < 10_000 && charge(it) > to; step += 1) it.laptop.advance(10);
  it.uevent("power_supply");
  await it.pass(8);
}

async function chargeTo(it: Rig, to: number): Promise<void> {
  it.laptop.plug();
  for (let step = 0; step < 10_000 && charge(it) < to; step += 1) it.laptop.advance(10);
  it.laptop.unplug();
  it.laptop.advance(10);
  it.uevent("power_supply");
  await it.pass(8);
}

async function withRule(test: TestContext): Promise<Rig> {
  const it = await rig(test);
  it.config = { rules: [RULE], leave: [] };
  await unplugged(it);
  return it;
}

test("below its limit a rule's profile takes the place of automatic mode's", async (t) => {
  const it = await withRule(t);
  const before = settings(it);
  await it.during(it.keeper.auto(DIM));
  await drain(it, 21);
  assert.deepEqual([(await it.keeper.state()).winner, isOn(it)], ["auto", false]);
  await drain(it, 19);
  const { winner, profile } = await it.keeper.state();
  assert.deepEqual([winner, profile, isOn(it)], ["level", "endurance", true]);
  assert.equal(it.reports.at(-1)?.reason, "battery-level");
  assert.deepEqual(it.hooks, ["on dim", "switch endurance"]);
  await it.plug();
  await it.pass(10);
  assert.deepEqual(settings(it), before, "on a real charger no rule counts");
});

test("a rule is left only three points above its limit", async (t) => {
  const it = await withRule(t);
  await it.during(it.keeper.auto(DIM));
  await drain(it, 19);
  await chargeTo(it, 21.5);
  assert.ok((await percent(it)) > 20);
  assert.equal((await it.keeper.state()).winner, "level");
  await chargeTo(it, 24);
  assert.equal((await it.keeper.state()).winner, "auto");
});

test("a keeper that is killed below the limit goes on with the rule's profile", async (t) => {
  const it = await withRule(t);
  await it.during(it.keeper.auto(DIM));
  await drain(it, 19);
  await it.kill();
  await it.pass(10);
  assert.deepEqual([(await it.keeper.state()).winner, isOn(it)], ["level", true]);
});

test("on by hand wins over a rule, and without automatic mode there is none", async (t) => {
  const it = await withRule(t);
  await it.on(DIM);
  await drain(it, 19);
  assert.deepEqual([(await it.keeper.state()).winner, isOn(it)], ["hand", false]);
  await it.during(it.keeper.off([]));
  assert.deepEqual([(await it.keeper.state()).mode, isOn(it)], ["off", false]);
});

test("at 10 and at 5 percent there is one word each, with the minutes that are left", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(DIM);
  for (const level of [12, 10, 9, 8, 6, 5, 4]) await drain(it, level);
  assert.deepEqual(told(it), ["low", "last"]);
  for (const [index, level] of [10, 5].entries())
    assert.match(it.notices[index]?.sentence ?? "", new RegExp(`^Battery at ${level} %: about \\d+ min until it is empty$`));
});

test("the word has the time that is forecast, where the battery's own power reading is wrong", async (t) => {
  const it = await rig(t);
  const { read } = it.hand.files;
  const tripled = (reading: Reading<string>): Reading<string> =>
    mapReading(reading, (microwatts) => String(3 * Number(microwatts)));
  Object.assign(it.hand.files, { read: (path: string) => (path.endsWith("/power_now") ? tripled(read(path)) : read(path)) });
  await unplugged(it);
  await it.on(DIM);
  await drain(it, 15);
  await it.pass(1200);
  for (let minutes = 0; minutes < 600 && it.notices.length === 0; minutes += 2) await it.pass(120);
  const { forecast: now } = await it.keeper.state();
  const left = now?.left === "more than 48 h" ? 0 : (now?.left?.medianMs ?? 0) / 60_000;
  const [, told = "0"] = /about (\d+) min/.exec(it.notices[0]?.sentence ?? "") ?? [];
  assert.ok(Math.abs(Number(told) - left) <= 5, `${told} min told, ${left} min forecast`);
});

test("a new discharge is warned of anew", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(DIM, { stayOn: true });
  await drain(it, 9);
  await it.plug();
  await it.pass(60);
  await unplugged(it);
  await drain(it, 8.5);
  assert.deepEqual(told(it), ["low", "low"]);
});
