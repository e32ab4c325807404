// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { KEYS, openTui, TAB_NAMES, type Tui, type Wanted } from "./program.ts";

const QUIET = "$TUI 2>errors";

/** Through the tabs with travel mode on, whatever the signs look like; then out. */
async function journey(tui: Tui, ...wanted: readonly Wanted[]): Promise<void> {
  await tui.sees("[1 Overview]", "Normal settings", "q quit");
  await tui.press("o", "What flight would change here");
  await tui.press(KEYS.enter, "Travel mode: flight", "Travel mode holds", ...wanted);
  for (const tab of TAB_NAMES.toReversed()) await tui.press(tab.slice(0, 1), `[${tab}]`, "q quit");
}

async function leave(tui: Tui): Promise<void> {
  tui.type("q");
  assert.equal(await tui.ended, 0);
  assert.equal(tui.file("errors"), "", "nothing is complained about");
}

const cells = (tui: Tui) =>
  tui.screen().flatMap((line, row) => Array.from(line, (_, column) => tui.cell(row, column)).filter((one) => one !== undefined));

for (const TERM of ["xterm-256color", "tmux-256color", "screen-256color", "xterm-kitty", "foot", "alacritty"])
  test(`${TERM} shows lines, blocks and braille, in colours`, async (t) => {
    const tui = await openTui(t, { line: QUIET, env: { TERM } });
    await journey(tui, /─{80}/, /█+░+ \d+ %/, /[⣀-⣿]{3}/, "82 % → 40 %");
    assert.ok(tui.cell(0, 3)?.isInverse() && tui.cell(0, 3)?.isBold(), "the time left is the block that stands out");
    assert.ok(cells(tui).some((cell) => cell.isFgPalette()));
    await leave(tui);
  });

test("the Linux console gets no braille, and nothing grey that would be black there", async (t) => {
  const tui = await openTui(t, { line: QUIET, env: { TERM: "linux" } });
  await journey(tui, /─{80}/, /█+░+ \d+ %/, /[▄█]{3}/);
  assert.doesNotMatch(tui.screen().join("\n"), /[⠀-⣿]/);
  assert.ok(cells(tui).every((cell) => !cell.isFgPalette() || (cell.getFgColor() > 0 && cell.getFgColor() < 8)));
  await leave(tui);
});

test("without a UTF-8 locale no byte is above 127", async (t) => {
  const tui = await openTui(t, { line: QUIET, env: { LC_ALL: "C" } });
  await journey(tui, /-{80}/, /#+\.+ \d+ %/, /[.:]{3}/, "82 % -> 40 %");
  await tui.press(`2${KEYS.down}d`, "What endurance would change");
  await tui.press(KEYS.escape, "[2 Profiles]");
  await leave(tui);
  assert.match(tui.written(), /^\p{ASCII}*$/u);
});

test("NO_COLOR has no colour, and still bold and inverse", async (t) => {
  const tui = await openTui(t, { line: QUIET, env: { NO_COLOR: "1" } });
  await journey(tui, /[⣀-⣿]{3}/);
  assert.ok(cells(tui).every((cell) => cell.isFgDefault() && cell.isBgDefault()));
  assert.ok(tui.cell(0, 3)?.isInverse() && tui.cell(0, 3)?.isBold());
  await leave(tui);
});

for (const [what, line, env] of [
  ["TERM=dumb", "sh -c '$TUI'; echo it has ended", { TERM: "dumb" }],
  ["a pipe", "sh -c '$TUI' | cat; echo it has ended", {}],
  ["no keyboard", "sh -c '$TUI' </dev/null; echo it has ended", {}],
] as const)
  test(`${what} gets the status instead`, async (t) => {
    const tui = await openTui(t, { line, env });
    await tui.sees("Travel mode is off", "it has ended");
    assert.ok(!tui.written().includes("\u001b[?"), "the terminal's modes are left alone");
  });

test("control characters in names cannot touch the terminal", async (t) => {
  const env = { NODE_OPTIONS: `--import ${join(import.meta.dirname, "hostile.js")}` };
  const title = 'extends = "online"\ntitle = "\\u001b[2J\\u001b]0;owned\\u0007"\n';
  const tui = await openTui(t, { env, home: { ".config/travelmode/profiles/bad.toml": title } });
  await tui.press("2", "[2 Profiles]", "! bad cannot be used", "redeye");
  tui.laptop.connectBluetooth(true);
  await tui.press("b", "Left as it is: Bluetooth", "owned");
  await tui.press("7", "[7 Log]", "Left as it is: Bluetooth", "owned");
  for (const harm of ["\u001b[2J\u001b]", "owned\u0007", utf8("\u009b31m"), utf8("\u202e")])
    assert.ok(!tui.written().includes(harm), JSON.stringify(harm));
  tui.type("q");
  assert.equal(await tui.ended, 0);
});

/** As `written` has it: a character for each byte. */
const utf8 = (text: string): string => Buffer.from(text).toString("latin1");
