// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { NETWORK_MANAGER } from "../../../src/knobs/network-manager.ts";
import { setProperty } from "../../../src/machine/bus-values.ts";
import { rawText } from "../../../src/machine/reading.ts";
import { BOOST, FLIGHT, isOn, logind, type Rig, rig, sleep, textAt, told, unplugged } from "../rig.ts";

const LIGHT = "/sys/class/backlight/intel_backlight/brightness";
const KEYS = "/sys/class/leds/travel::kbd_backlight/brightness";
const ALL = { ...FLIGHT, wishes: { ...FLIGHT.wishes, "radio.bluetooth": ["off"] as const, "keyboard.light": [0] as const } };

async function flying(test: TestContext): Promise<Rig> {
  const it = await rig(test);
  await unplugged(it);
  await it.on(ALL);
  return it;
}

const wifi = ({ laptop }: Rig): string | undefined => laptop.snapshot()["NetworkManager WirelessEnabled"];

const turnWifi = ({ hand }: Rig, on: boolean) => hand.bus.call(setProperty(NETWORK_MANAGER, "WirelessEnabled", "b", on));

const turnLight = ({ hand }: Rig, to: number) => hand.files.write(LIGHT, rawText(String(to)));

const light = ({ laptop }: Rig): number => Number(textAt(laptop.machine.files, LIGHT));

const owners = async ({ keeper }: Rig, knob: string): Promise<readonly string[]> =>
  (await keeper.state()).settings.filter((one) => one.knob === knob).map(({ owner }) => owner);

async function sleepAnHour(it: Rig): Promise<void> {
  await sleep(it, true);
  it.clock.suspend(3_600_000);
  logind(it, "PrepareForSleep", false);
  await it.pass(10);
}

test("Wi-Fi, turned on by hand in flight, is hers: said once, and nothing of ours turns it", async (t) => {
  const it = await flying(t);
  await turnWifi(it, true);
  await it.pass(10);
  assert.deepEqual(told(it), ["yours"]);
  assert.match(it.notices[0]?.sentence ?? "", /^Changed by you or another program, so it stays: Wi-Fi \(on\)\.$/);
  await sleepAnHour(it);
  await it.kill();
  await it.pass(10);
  assert.deepEqual([wifi(it), isOn(it)], ["true", true]);
  await it.plug();
  await it.pass(20);
  assert.deepEqual([wifi(it), isOn(it)], ["true", false]);
  assert.deepEqual(told(it), ["yours", "ended"]);
});

test("what she has turned on and off again stays off at off", async (t) => {
  const it = await flying(t);
  await turnWifi(it, true);
  await it.pass(5);
  await turnWifi(it, false);
  await it.pass(5);
  await it.during(it.keeper.off([]));
  assert.equal(wifi(it), "false");
  assert.deepEqual(told(it), ["yours"]);
});

test("a screen made brighter by hand is hers, and dimming it when idle changes nothing of that", async (t) => {
  const it = await flying(t);
  turnLight(it, 15_000);
  await it.pass(5);
  assert.deepEqual([told(it), await owners(it, "screen.brightness")], [["yours"], ["yours"]]);
  turnLight(it, 2000);
  await it.pass(5);
  turnLight(it, 15_000);
  await it.pass(5);
  await it.during(it.keeper.off([]));
  assert.deepEqual([light(it), told(it)], [15_000, ["yours"]]);
});

test("a screen that is only dimmed is nobody's hand: its own light comes back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  await it.on(ALL);
  turnLight(it, 500);
  await it.pass(5);
  await sleepAnHour(it);
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
  assert.deepEqual(told(it), []);
});

test("an airplane key pressed meanwhile stays pressed", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const flight = { ...FLIGHT, wishes: { "cpu.boost": ["off"] as const, "radio.wifi": ["off"] as const } };
  await it.on(flight);
  const switches = Object.keys(it.laptop.snapshot()).filter((path) => path.endsWith("/soft"));
  for (const path of switches) it.hand.files.write(path, rawText("1"));
  await it.pass(5);
  await it.during(it.keeper.off([]));
  const after = it.laptop.snapshot();
  for (const path of switches) assert.equal(after[path], "1\n", path);
  assert.equal(wifi(it), "false");
  assert.ok(!isOn(it));
});

test("our own writes are never taken for a hand", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const before = it.laptop.snapshot();
  await it.on(ALL);
  await it.pass(20);
  await it.on({ ...ALL, name: "dim", wishes: { "screen.brightness": [20], "cpu.boost": ["off"] } });
  await it.pass(20);
  await it.during(it.keeper.pause({ part: "screen", untilMs: it.clock.now() + 30_000 }));
  await it.pass(60);
  await it.on(ALL);
  await sleepAnHour(it);
  await it.plug();
  await it.pass(60);
  await unplugged(it);
  await it.during(it.keeper.auto(ALL));
  await it.pass(20);
  await it.kill();
  await it.pass(20);
  await it.restart();
  await it.pass(20);
  await it.during(it.keeper.off([]));
  await it.pass(20);
  assert.equal(told(it).includes("yours"), false);
  assert.deepEqual(it.laptop.snapshot(), before);
});

test("what is set by the command is hers without a word", async (t) => {
  const it = await flying(t);
  await it.during(it.keeper.set({ knob: "screen.brightness", wish: [90] }));
  await it.during(it.keeper.set({ knob: "radio.wifi", wish: ["on"] }));
  await it.pass(10);
  assert.deepEqual([told(it), wifi(it)], [[], "true"]);
  await it.during(it.keeper.handBack("radio.wifi"));
  await it.pass(10);
  assert.deepEqual([told(it), wifi(it)], [[], "false"]);
});

test("taking what is hers for hers causes no further act", async (t) => {
  const it = await flying(t);
  turnLight(it, 15_000);
  it.hand.files.write(KEYS, rawText("3"));
  await it.pass(5);
  const reports = it.reports.length;
  const files = new Map(it.folder.contents);
  await it.pass(300);
  assert.deepEqual([it.reports.length, it.folder.contents], [reports, files]);
  assert.equal(it.notices.length, 1, "one word for both");
});

test("what no event tells of is found at the next one, and stays", async (t) => {
  const it = await flying(t);
  it.hand.files.write(BOOST, rawText("0"));
  await it.pass(60);
  await it.during(it.keeper.pause({ part: "screen", untilMs: null }));
  assert.ok(!isOn(it));
  assert.deepEqual(await owners(it, "cpu.boost"), ["yours"]);
});

test("a processor or radio that comes is turned as the profile wishes; what is all right causes nothing", async (t) => {
  const it = await flying(t);
  const reports = it.reports.length;
  it.uevent("cpu", "online");
  await it.pass(5);
  assert.equal(it.reports.length, reports);
});
