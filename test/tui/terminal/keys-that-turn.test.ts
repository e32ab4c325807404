// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { KEYS, openTui, type Tui } from "./program.ts";

test("keys that turn something", async (t) => {
  const tui = await openTui(t, { columns: 120, rows: 40 });
  await tui.sees("[1 Overview]", "Normal settings", "q quit");
  const [before, full] = [tui.laptop.snapshot(), brightness(tui)];

  await t.test("o shows first what the usual profile cuts off; Esc leaves all as it is", async () => {
    await tui.press("o", "What flight would change here", /Wi-Fi.* on → off/);
    await tui.press(KEYS.escape, "Nothing is held back");
    assert.deepEqual(tui.laptop.snapshot(), before);
  });

  await t.test("o and Enter turn travel mode on; o puts every byte back", async () => {
    await tui.press("o", "What flight would change here");
    await tui.press(KEYS.enter, "Travel mode: flight", /Screen brightness.* 82 % → 40 %/, /Wi-Fi.* on → off/);
    assert.deepEqual(switches(tui), ["false", "false"]);
    assert.ok(brightness(tui) < full);
    await tui.press("o", "Normal settings", "Nothing is held back", DONE);
    assert.deepEqual(tui.laptop.snapshot(), before);
  });

  await t.test("Enter in Profiles switches, and the first row puts everything back", async () => {
    await tui.press("2", "[2 Profiles]", /online +screen 60 %/);
    await tui.press(`${KEYS.home}${KEYS.down}${KEYS.down}${KEYS.down}`, /▸ .*online/);
    await tui.press(KEYS.enter, "Travel mode: online", /\* +online/, DONE);
    assert.deepEqual(switches(tui), ["true", "true"]);
    const online = brightness(tui);
    assert.ok(online < full);
    await tui.press(KEYS.up + KEYS.up, /▸ .*endurance +screen 30 %/);
    await tui.press(KEYS.enter, "Travel mode: endurance", DONE);
    assert.ok(brightness(tui) < online);
    await tui.press("u", "Travel mode: online", DONE);
    assert.equal(brightness(tui), online);
    await tui.press(KEYS.home + KEYS.enter, "Normal settings", /\* +Normal/, DONE);
    assert.deepEqual(tui.laptop.snapshot(), before);
  });

  await t.test("[ and ] turn the screen, w and b the radios, and u takes the last one back", async () => {
    await tui.press("1[", /By hand: Screen brightness 77 %/);
    assert.ok(brightness(tui) < full);
    await tui.press("u", /By hand: Screen brightness 82 %/);
    await tui.press("]", /By hand: Screen brightness 87 %/);
    await tui.press("u", /By hand: Screen brightness 82 %/);
    await tui.press("w", /By hand: Wi-Fi off/);
    assert.deepEqual(switches(tui), ["false", "true"]);
    await tui.press("u", /By hand: Wi-Fi on/);
    await tui.press("b", /By hand: Bluetooth off/);
    assert.deepEqual(switches(tui), ["true", "false"]);
    await tui.press("u", /By hand: Bluetooth on/);
    await tui.press("u", "nothing to undo");
  });

  await t.test("Enter in Tunables turns the chosen one, Enter again puts it back", async () => {
    await tui.press("3/boost\r", /▸ .*could save +CPU boost +on/);
    await tui.press(KEYS.enter, /▸ .*CPU boost +off/, DONE);
    await tui.press("u", /▸ .*CPU boost +on/, DONE);
    await tui.press(KEYS.escape, "Screen brightness");
  });

  await t.test("x asks, n writes nothing; y leaves it alone for good, until x and y again", async () => {
    await tui.press("3/boost\r", /▸ .*CPU boost/);
    await tui.press("x", "Leave CPU boost alone for good?");
    await tui.press("n", /▸ .*could save +CPU boost/);
    await tui.press("x", "Leave CPU boost alone for good?");
    await tui.press("y", /left alone +CPU boost/, DONE);
    assert.match(tui.file(".config/travelmode/config.toml"), /leave = \[ *"cpu\.boost" *\]/);
    await tui.press("x", "Turn CPU boost again?");
    await tui.press("y", /could save +CPU boost/, DONE);
    assert.doesNotMatch(tui.file(".config/travelmode/config.toml"), /boost/);
    await tui.press(KEYS.escape, "Screen brightness");
  });

  await t.test("a radio that must not be cut off stays, and the screen says why", async () => {
    tui.laptop.connectBluetooth(true);
    await tui.press("1b", "Left as it is: Bluetooth", "Headphones");
    assert.deepEqual(switches(tui), ["true", "true"]);
    tui.laptop.connectBluetooth(false);
  });

  await t.test("c puts the charger in and pulls it, and the log tells of it", async () => {
    await tui.press("c", "on a charger");
    await tui.press("c", /\d W +on battery/);
    await tui.press("7", /The charger was unplugged at \d+ %/, /By hand: Wi-Fi off/);
  });

  await t.test("r looks at once at what somebody else has turned", async () => {
    await tui.press("3/nmi\r", /▸ .*NMI watchdog +on/);
    tui.laptop.machine.files.write("/proc/sys/kernel/nmi_watchdog", "0");
    await tui.press("r", /▸ .*NMI watchdog +off/);
  });
});

/** Nothing is being done any more. */
const DONE = (text: string): boolean => !text.includes("...");

/** Wi-Fi and Bluetooth, as their services have them. */
function switches({ laptop }: Tui): readonly unknown[] {
  const { "NetworkManager WirelessEnabled": wifi, "bluez Powered": bluetooth } = laptop.snapshot();
  return [wifi, bluetooth];
}

/** What the kernel's file says, on the disk. */
const brightness = (tui: Tui): number =>
  Number(tui.file("state/travelmode/sim/intel/sys/class/backlight/intel_backlight/brightness"));
