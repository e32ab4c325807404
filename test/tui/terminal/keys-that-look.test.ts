// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { KEYS, openTui, TAB_NAMES } from "./program.ts";

test("keys that only look", async (t) => {
  const tui = await openTui(t);
  await tui.sees("[1 Overview]", "Normal settings", "q quit");
  const before = tui.laptop.snapshot();

  await t.test("Tab goes through the tabs and around, Shift-Tab back, digits straight to one", async () => {
    const [first = "", ...others] = TAB_NAMES;
    for (const tab of [...others, first]) await tui.press(KEYS.tab, `[${tab}]`);
    for (const tab of others.toReversed()) await tui.press(KEYS.backTab, `[${tab}]`);
    for (const tab of ["5", "1", "7", "3", "6", "4", "2"]) await tui.press(tab, `[${tab} `);
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
