// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { TravelError } from "../../src/errors.ts";
import type { PausePart } from "../../src/keeper/wishes/wishes.ts";
import { FLIGHT, isOn, logind, type Rig, rig, settings, sleep, textAt, unplugged } from "./rig.ts";

const LIGHT = "/sys/class/backlight/intel_backlight/brightness";

/** On battery, with flight on; and what was before that. */
async function flying(test: TestContext): Promise<{ it: Rig; before: ReturnType<Rig["laptop"]["snapshot"]> }> {
  const it = await rig(test);
  await unplugged(it);
  const before = it.laptop.snapshot();
  await it.on(FLIGHT);
  return { it, before };
}

/** Which of flight's three are as the profile wishes. */
const inForce = (it: Rig, before: Readonly<Record<string, string>>): readonly string[] => {
  const now = it.laptop.snapshot();
  const dim = Number(textAt(it.laptop.machine.files, LIGHT)) < 11_636;
  const offline = now["NetworkManager WirelessEnabled"] !== before["NetworkManager WirelessEnabled"];
  return [...(isOn(it) ? ["cpu"] : []), ...(dim ? ["screen"] : []), ...(offline ? ["radio"] : [])];
};

const pause = (it: Rig, part: PausePart, seconds: number | null) =>
  it.during(it.keeper.pause({ part, untilMs: seconds === null ? null : it.clock.now() + seconds * 1000 }));

for (const [part, rest] of [
  ["cpu", ["screen", "radio"]],
  ["screen", ["cpu", "radio"]],
  ["all", []],
] as const)
  test(`pause ${part} gives the saved values for that time, then all is as the profile wishes again`, async (t) => {
    const { it, before } = await flying(t);
    await pause(it, part, 600);
    assert.deepEqual(inForce(it, before), rest);
    assert.equal((await it.keeper.state()).pause?.part, part);
    await it.pass(590);
    assert.deepEqual(inForce(it, before), rest);
    await it.pass(12);
    assert.deepEqual(inForce(it, before), ["cpu", "screen", "radio"]);
    assert.equal((await it.keeper.state()).pause, null);
    await it.during(it.keeper.off([]));
    assert.deepEqual(it.laptop.snapshot(), before);
  });

test("a pause without an end lasts until on is typed", async (t) => {
  const { it, before } = await flying(t);
  await pause(it, "all", null);
  await it.pass(7200);
  assert.deepEqual(inForce(it, before), []);
  await it.on(FLIGHT);
  assert.deepEqual(inForce(it, before), ["cpu", "screen", "radio"]);
});

test("a pause survives the keeper's death, and ends when it would have ended", async (t) => {
  const { it, before } = await flying(t);
  await pause(it, "cpu", 600);
  await it.pass(300);
  await it.kill();
  await it.pass(200);
  assert.deepEqual(inForce(it, before), ["screen", "radio"]);
  await it.pass(110);
  assert.deepEqual(inForce(it, before), ["cpu", "screen", "radio"]);
});

test("a pause that ended while no keeper was there is over", async (t) => {
  const { it, before } = await flying(t);
  await pause(it, "all", 600);
  it.clock.suspend(601_000);
  await it.kill();
  await it.pass(10);
  assert.deepEqual(inForce(it, before), ["cpu", "screen", "radio"]);
});

test("a pause that would have ended in sleep is over after it", async (t) => {
  const { it, before } = await flying(t);
  await pause(it, "screen", 600);
  await sleep(it, true);
  it.clock.suspend(3_600_000);
  logind(it, "PrepareForSleep", false);
  await it.pass(10);
  assert.deepEqual(inForce(it, before), ["cpu", "screen", "radio"]);
  assert.equal((await it.keeper.state()).pause, null);
});

test("while travel mode is off there is nothing to pause", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await assert.rejects(
    pause(it, "all", 60),
    (error) => error instanceof TravelError && error.code === "USAGE" && /nothing to pause/.test(error.message),
  );
});

test("a charger during a pause ends travel mode, and the pause with it", async (t) => {
  const { it, before } = await flying(t);
  await pause(it, "cpu", 600);
  await it.plug();
  await it.pass(30);
  assert.deepEqual(it.laptop.snapshot(), before);
  const { mode, pause: left } = await it.keeper.state();
  assert.deepEqual([mode, left], ["off", null]);
  await it.pass(700);
  assert.deepEqual(settings(it), settings({ laptop: { ...it.laptop, snapshot: () => before } }));
});

test("off during a pause puts all back and forgets it", async (t) => {
  const { it, before } = await flying(t);
  await pause(it, "screen", 600);
  await it.during(it.keeper.off([]));
  await it.pass(700);
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("what the user set during a pause stays after it", async (t) => {
  const { it } = await flying(t);
  await pause(it, "all", 60);
  await it.during(it.keeper.set({ knob: "screen.brightness", wish: [80] }));
  const bright = textAt(it.laptop.machine.files, LIGHT);
  await it.pass(70);
  assert.equal(textAt(it.laptop.machine.files, LIGHT), bright);
  assert.ok(isOn(it));
});
