// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { keyboardLight } from "../../src/knobs/keyboard-light.ts";
import type { Encoded, Setting, WishValue } from "../../src/knobs/knob.ts";
import { rawText } from "../../src/machine/reading.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";

const led = (name: string, brightness: string, max: string): Record<string, string> => ({
  [`/sys/class/leds/${name}/brightness`]: brightness,
  [`/sys/class/leds/${name}/max_brightness`]: max,
});

async function find(test: TestContext, contents: Record<string, string>): Promise<readonly Setting[]> {
  return (await keyboardLight.find(fakeMachine(tree(test, contents).files))).settings;
}

test("every zone of a keyboard is a setting, and no other light is", async (t) => {
  const contents = {
    ...led("rgb:kbd_backlight", "50", "255"),
    ...led("rgb:kbd_backlight_1", "50", "255"),
    ...led("input3::capslock", "1", "1"),
    ...led("tpacpi::thinklight", "0", "1"),
  };
  assert.deepEqual(
    (await find(t, contents)).map(({ id }) => id),
    ["keyboard.light/rgb:kbd_backlight", "keyboard.light/rgb:kbd_backlight_1"],
  );
});

test("a light without a range is not there", async (t) => {
  assert.deepEqual(await find(t, led("dell::kbd_backlight", "0", "0")), []);
});

test("a machine without a keyboard light says so", async (t) => {
  const found = await keyboardLight.find(fakeMachine(tree(t, led("input3::capslock", "1", "1")).files));
  assert.deepEqual(found, { settings: [], missing: "no keyboard light" });
});

const WISHES: readonly { wish: WishValue; original: string; comes: Encoded; why: string }[] = [
  { wish: "off", original: "2", comes: { kind: "to", raw: rawText("0") }, why: "off is no light" },
  { wish: 0, original: "2", comes: { kind: "to", raw: rawText("0") }, why: "0 % is no light" },
  {
    wish: 10,
    original: "2",
    comes: { kind: "to", raw: rawText("1") },
    why: "a small percentage of few levels is the dimmest light",
  },
  { wish: 50, original: "2", comes: { kind: "to", raw: rawText("1") }, why: "half of two levels is one" },
  {
    wish: 100,
    original: "1",
    comes: { kind: "leave", why: "already at 50 %", wished: rawText("2") },
    why: "it is never made brighter",
  },
  {
    wish: "off",
    original: "0",
    comes: { kind: "leave", why: "already at 0 %", wished: rawText("0") },
    why: "a light that is off stays off",
  },
  {
    wish: "bright",
    original: "2",
    comes: { kind: "unavailable", why: "it takes a percentage" },
    why: "an unknown word means nothing here",
  },
];

for (const { wish, original, comes, why } of WISHES) {
  test(`${wish} from ${original} of 2: ${why}`, async (t) => {
    const [setting] = await find(t, led("tpacpi::kbd_backlight", original, "2"));
    assert.deepEqual(setting?.encode([wish], rawText(original)), comes);
  });
}

test("a light that went out by itself is still ours", async (t) => {
  const [setting] = await find(t, led("tpacpi::kbd_backlight", "2", "2"));
  assert.equal(setting?.lowerIsOurs, true);
});

test("logind takes it as a light of the class leds", async (t) => {
  const [setting] = await find(t, led("tpacpi::kbd_backlight", "2", "2"));
  const logind = setting?.ways[1];
  assert.ok(logind?.kind === "bus");
  assert.deepEqual(logind.call(rawText("0")).args, ["leds", "tpacpi::kbd_backlight", 0]);
});
