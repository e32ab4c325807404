// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { KEYS, openTui, type Tui } from "./program.ts";

test("keys that only look", async (t) => {
  const tui = await openTui(t);
  await tui.sees("[1 Overview]", "Normal settings", "q quit");
  const before = tui.laptop.snapshot();

  await t.test("Tab goes through the tabs and around, Shift-Tab back, digits straight to one", async () => {
    for (const tab of ["2 Profiles", "3 Tunables", "4 Processes", "5 CPU", "6 Devices", "7 Log", "1 Overview"])
      await tui.press(KEYS.tab, `[${tab}]`);
    for (const tab of ["7 Log", "6 Devices"]) await tui.press(KEYS.backTab, `[${tab}]`);
    for (const tab of ["5 CPU", "1 Overview", "7 Log", "3 Tunables", "6 Devices", "2 Profiles", "4 Processes"])
      await tui.press(tab.slice(0, 1), `[${tab}]`);
  });

  await t.test("arrows, j and k, Page and Home and End move the pointer, and not beyond the ends", async () => {
    await tui.press("2", /▸ .*Normal settings/);
    await tui.press(KEYS.down, /▸ .*endurance/);
    await tui.press("j", /▸ .*flight/);
    await tui.press(KEYS.end, /▸ .*redeye/);
    await tui.press(KEYS.down + KEYS.up, /▸ .*online/);
    await tui.press("k", /▸ .*flight/);
    await tui.press(KEYS.pageDown, /▸ .*redeye/);
    await tui.press(KEYS.pageUp, /▸ .*Normal settings/);
    await tui.press(`${KEYS.end}${KEYS.home}`, /▸ .*Normal settings/);
  });

  await t.test("an arrow that a slow link tears apart moves, and neither closes nor dims", async () => {
    await tui.press("3", /▸ /);
    await tui.press(`/Bri\r`, /▸ .*Screen brightness/, 'Only rows with "Bri"');
    await tui.press(KEYS.escape, "CPU boost");
    await tui.press("2", /▸ .*Normal settings/);
    for (const name of ["endurance", "flight"]) {
      tui.type("\u001b");
      await new Promise((later) => setTimeout(later, 20));
      await tui.press("[B", new RegExp(`▸ .*${name}`));
    }
    tui.type("\u001b[");
    await new Promise((later) => setTimeout(later, 20));
    await tui.press("A", /▸ .*endurance/);
    assert.deepEqual(tui.laptop.snapshot(), before);
  });

  await t.test("/ shows the rows that contain what is typed, Esc all of them again", async () => {
    await tui.press("/line", "/line_", /▸ .*online/);
    assert.doesNotMatch(tui.screen().join("\n"), /endurance/);
    await tui.press("\u007f\u007f\u007f\u007fred", "/red_", /▸ .*redeye/);
    await tui.press(KEYS.enter, 'Only rows with "red"');
    await tui.press(KEYS.escape, "endurance", "online", "redeye");
  });

  await t.test("letters typed behind / turn nothing", async () => {
    await tui.press("/owbq[u", "/owbq[u_", "Nothing");
    await tui.press(KEYS.escape, "endurance");
    assert.deepEqual(tui.laptop.snapshot(), before);
  });

  await t.test("s sorts by the next column, and comes back to the first order", async () => {
    await tui.press(KEYS.home, /▸ .*Normal settings/);
    await tui.press("s", /\*/);
    await tui.press("s", /Profile\*/, /endurance[^▸]*flight[^▸]*Normal settings|▸ .*endurance/);
    await tui.press(KEYS.escape, /▸ .*Normal settings/);
  });

  await t.test("d shows what a profile would change, with the ways, and Esc closes it", async () => {
    await tui.press(KEYS.home + KEYS.down + KEYS.down, /▸ .*flight/, /flight +screen 40 %/);
    await tui.press("d", "What flight would change here", /Screen brightness.* 82 % → 40 %/, "NetworkManager");
    await tui.press(KEYS.escape, /▸ .*flight/, "redeye");
    assert.deepEqual(tui.laptop.snapshot(), before);
  });

  await t.test("? explains every key, also those that are further down, and Esc closes it", async () => {
    await tui.press("?", "the next tab", "leave; travel mode stays as it is");
    await tui.press(
      KEYS.pageDown,
      "Profiles",
      "switch to the chosen profile",
      "Tunables",
      "leave the chosen setting alone for good",
    );
    await tui.press(KEYS.escape, /▸ .*flight/);
  });

  await t.test("p lets the display stand still until p again", async () => {
    await tui.press("p", "display paused");
    const still = tui.screen()[0];
    tui.laptop.advance(7200);
    await tui.press("1", "[1 Overview]");
    await tui.press("p", /^(?!.*display paused)/s, (text) => text.split("\n")[0] !== still);
  });

  await t.test("Ctrl-L draws everything anew", async () => {
    const drawn = tui.written().length;
    await tui.press(KEYS.ctrlL, () => tui.written().length > drawn + 80 * 10, "[1 Overview]", "q quit");
  });

  await t.test("Esc never quits", async () => {
    for (const tab of ["2", "3", "4", "5", "6", "7", "1"]) {
      await tui.press(tab, `[${tab} `);
      await tui.press(KEYS.escape, `[${tab} `, "q quit");
    }
    await tui.press("2", "[2 Profiles]");
    assert.deepEqual(tui.modes(), { alternate: true, cursor: false, focus: true, mouse: false });
  });

  await t.test("q quits", async () => {
    tui.type("q");
    assert.equal(await tui.ended, 0);
    assert.deepEqual(tui.laptop.snapshot(), before);
  });
});

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
