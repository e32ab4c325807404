// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { PROFILE_SERVICES } from "../../src/knobs/power-profiles.ts";
import { asRecord, getAllProperties, setProperty } from "../../src/machine/bus-values.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { FLIGHT, type Rig, rig, told, unplugged } from "./rig.ts";

const [PPD, OLD_PPD] = PROFILE_SERVICES;
const SAVING: Profile = { ...FLIGHT, name: "saving", wishes: { "platform.profile": ["low-power"], "screen.brightness": [40] } };
const PLAIN: Profile = { ...FLIGHT, name: "plain", wishes: { "screen.brightness": [40] } };

/** The AMD laptop, on battery: power-profiles-daemon looks after its platform profile. */
async function amd(test: TestContext): Promise<Rig> {
  const it = await rig(test, "amd");
  await unplugged(it);
  return it;
}

/** What the desktop shows, and who holds it. */
async function shown({ laptop }: Rig): Promise<readonly unknown[]> {
  assert.ok(PPD);
  const all = await getAllProperties(laptop.machine.bus, PPD);
  const { ActiveProfile: profile, ActiveProfileHolds: holds } = all.kind === "value" ? all.value : {};
  return [profile, Array.isArray(holds) ? holds.map((hold) => asRecord(hold)["ApplicationId"]) : holds];
}

/** In the desktop's settings. */
async function choose({ hand }: Rig, profile: string): Promise<void> {
  assert.ok(PPD);
  await hand.bus.call(setProperty(PPD, "ActiveProfile", "s", profile));
}

function stop(it: Rig): void {
  for (const object of [PPD, OLD_PPD]) it.leave(object?.service ?? "");
}

async function start(it: Rig): Promise<void> {
  for (const object of [PPD, OLD_PPD]) await it.arrive(object?.service ?? "");
}

const HELD = ["power-saver", ["io.github.travelmode"]];
const FREE = ["balanced", []];

test("power-saver is held while travel mode is on, and let go at off", async (t) => {
  const it = await amd(t);
  const before = it.laptop.snapshot();
  await it.on(SAVING);
  await it.pass(10);
  assert.deepEqual(await shown(it), HELD);
  await it.during(it.keeper.off([]));
  assert.deepEqual([await shown(it), it.laptop.snapshot()], [FREE, before]);
  assert.deepEqual(told(it), []);
});

test("a switch to a profile that does not wish it lets go, and back holds it again", async (t) => {
  const it = await amd(t);
  await it.on(SAVING);
  await it.on(PLAIN);
  assert.deepEqual(await shown(it), FREE);
  await it.on(SAVING);
  assert.deepEqual(await shown(it), HELD);
});

test("the charger lets go as well", async (t) => {
  const it = await amd(t);
  const before = it.laptop.snapshot();
  await it.on(SAVING);
  await it.pass(10);
  await it.plug();
  await it.pass(20);
  assert.deepEqual([await shown(it), it.laptop.snapshot()], [FREE, before]);
});

test("what she chooses there is final", async (t) => {
  const it = await amd(t);
  await it.on(SAVING);
  await it.pass(10);
  await choose(it, "performance");
  await it.pass(10);
  assert.deepEqual([await shown(it), told(it)], [["performance", []], ["yours"]]);
  await it.kill();
  await it.pass(10);
  assert.deepEqual(await shown(it), ["performance", []]);
  await it.plug();
  await it.pass(20);
  assert.deepEqual(await shown(it), ["performance", []]);
  assert.equal(it.laptop.snapshot()["power-profiles-daemon ActiveProfile"], "performance");
});

test("on, typed anew, takes it back, and off then gives her what she had first", async (t) => {
  const it = await amd(t);
  await it.on(SAVING);
  await choose(it, "performance");
  await it.pass(10);
  await it.on(SAVING);
  assert.deepEqual(await shown(it), HELD);
  await it.during(it.keeper.off([]));
  assert.deepEqual(await shown(it), FREE);
});

test("killed, the keeper's hold dies with it; the next one holds again, and takes nothing for hers", async (t) => {
  const it = await amd(t);
  const before = it.laptop.snapshot();
  await it.on(SAVING);
  await it.pass(10);
  await it.kill();
  await it.pass(10);
  assert.deepEqual([await shown(it), told(it)], [HELD, []]);
  await it.during(it.keeper.off([]));
  assert.deepEqual([await shown(it), it.laptop.snapshot()], [FREE, before]);
});

test("SIGTERM lets go, and the next keeper holds again", async (t) => {
  const it = await amd(t);
  await it.on(SAVING);
  await it.during(it.keeper.close("put-back"));
  assert.deepEqual(await shown(it), FREE);
  await it.restart();
  await it.pass(10);
  assert.deepEqual(await shown(it), HELD);
});

test("the service is restarted: held again, and nobody's hand", async (t) => {
  const it = await amd(t);
  const before = it.laptop.snapshot();
  await it.on(SAVING);
  await it.pass(10);
  stop(it);
  await it.pass(3);
  await start(it);
  await it.pass(10);
  assert.deepEqual([await shown(it), told(it)], [HELD, []]);
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("the service stops: what it looked after is turned without it, and put back", async (t) => {
  const it = await amd(t);
  const before = it.laptop.snapshot();
  await it.on(SAVING);
  await it.pass(10);
  stop(it);
  await it.pass(30);
  assert.equal(it.laptop.snapshot()["/sys/firmware/acpi/platform_profile"] ?? "low-power\n", "low-power\n");
  await it.during(it.keeper.off([]));
  await start(it);
  await it.pass(20);
  assert.deepEqual([it.laptop.snapshot(), told(it)], [before, []]);
});

test("the service starts in the middle of it: no fight, no loop, and all is back at off", async (t) => {
  const it = await amd(t);
  stop(it);
  await it.pass(30);
  const before = it.laptop.snapshot();
  await it.on(SAVING);
  await it.pass(10);
  await start(it);
  await it.pass(20);
  const reports = it.reports.length;
  await it.pass(600);
  assert.equal(it.reports.length, reports);
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
});
