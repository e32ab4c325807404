// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { KEYS, openTui, type Tui, type Wanted } from "./program.ts";

/** What must be on each tab, besides what is always there. */
const TABS: readonly (readonly [tab: string, ...wanted: readonly Wanted[]])[] = [
  ["1 Overview", /Power over \d+ min/, /^ *\d+ W /m, /[⣀-⣿]{3}/, "Level", /^ *100 %/m, "Travel mode holds", /Wi-Fi +on → off/],
  ["2 Profiles", /▸ +Normal settings \(off\)/, /\* +flight +in force/, "online", "redeye", "endurance"],
  ["3 Tunables", /State +Setting +Now +Saved +Wanted/, /\+ saving +Screen brightness/, "$ echo low-power"],
  ["4 Processes", "Application", "firefox"],
  ["5 CPU", /BUSY/, /C6|C10/, /GHz|MHz/],
  ["6 Devices", /Battery +BAT0/, /Health +\d+ %/, "Chargers", "Travel Phone"],
  ["7 Log", /\+ +\d\d:\d\d +Travel mode: flight/],
];

for (const [columns, rows] of [
  [80, 24],
  [120, 40],
] as const)
  test(`every tab is there at ${columns}x${rows}, and nothing is wider than the terminal`, async (t) => {
    const tui = await openTui(t, { columns, rows });
    await tui.sees("Normal settings", "q quit");
    await tui.press("o", "What flight would change here");
    await tui.press(KEYS.enter, "Travel mode: flight", "Travel mode holds", /[⣀-⣿]/);
    for (const [tab, ...wanted] of TABS)
      await t.test(tab, async () => {
        await tui.press(tab.slice(0, 1), `[${tab}]`, "q quit", ...wanted);
        checkFrame(tui, columns, rows);
      });
  });

/** Header and foot are where they belong, and no line has gone over the edge. */
function checkFrame(tui: Tui, columns: number, rows: number): void {
  const lines = tui.screen();
  assert.equal(lines.length, rows);
  assert.match(lines[0] ?? "", /\d (?:h|min).* left,? .*[█░]{4,} \d+ % .* W +on battery$/);
  assert.match(lines[1] ?? "", /Travel mode: flight.*simulated: Intel laptop with one battery$/);
  assert.match(lines[2] ?? "", /1 Overview.*7 Log/);
  assert.equal(lines[3], "─".repeat(columns));
  assert.match(lines[rows - 1] ?? "", /\? help {2}q quit$/);
  for (let row = 0; row < rows; row += 1) assert.ok(!tui.isWrapped(row), `line ${row} goes on in the next`);
}

test("the terminal may change its size at any time", async (t) => {
  const tui = await openTui(t, { columns: 120, rows: 40 });
  await tui.press("2", "[2 Profiles]", /flight +screen 40 %/);

  await t.test("80x24 is drawn anew", async () => {
    tui.resize(80, 24);
    await tui.sees("[2 Profiles]", (text) => text.split("\n")[3] === "─".repeat(80), /q quit$/);
  });

  for (const [columns, rows] of [
    [40, 10],
    [20, 5],
  ] as const)
    await t.test(`${columns}x${rows} says that it is too small, and how long the battery lasts`, async () => {
      tui.resize(columns, rows);
      await tui.sees(`too small: ${columns}x${rows}`, /\d (?:h|min).* left/);
    });

  await t.test("what cannot be seen is not moved there, and all is as it was when there is room again", async () => {
    tui.type(KEYS.down);
    for (const [columns, rows] of [
      [61, 15],
      [10, 2],
      [200, 60],
      [80, 24],
    ] as const)
      tui.resize(columns, rows);
    await tui.sees("[2 Profiles]", /▸ .*Normal settings/, (text) => text.split("\n")[3] === "─".repeat(80), /q quit$/);
  });

  await t.test("it goes on in the middle of typing and of an overlay", async () => {
    await tui.press("/on", "/on_");
    tui.resize(100, 30);
    await tui.sees("/on_", (text) => text.split("\n")[3] === "─".repeat(100));
    await tui.press(KEYS.escape, "endurance");
    await tui.press("?", "this help");
    tui.resize(80, 24);
    await tui.sees("this help", (text) => text.split("\n")[3] === "─".repeat(80));
  });
});
