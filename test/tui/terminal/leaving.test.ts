// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import test from "node:test";
import { KEYS, openTui, type Tui } from "./program.ts";

/** A person at a shell, who had something on the terminal before; `pid` is the program's. */
const LINE =
  "echo it was here before; stty -a >before; sh -c 'echo $$ >pid; $TUI'; echo $? >status; stty -a >after; echo it is here after";
const CRASHES = { NODE_OPTIONS: `--import ${join(import.meta.dirname, "crash.js")}` };

const OWN = { alternate: true, cursor: false, focus: true, mouse: false } as const;
const GIVEN_BACK = { alternate: false, cursor: true, focus: false, mouse: false } as const;

const signal = (name: NodeJS.Signals) => (tui: Tui) => void process.kill(Number(tui.file("pid")), name);

/** How the screen can end, and with which exit status. */
const WAYS: readonly (readonly [name: string, end: (tui: Tui) => void, status: number])[] = [
  ["q", (tui) => tui.type("q"), 0],
  ["Ctrl-C", (tui) => tui.type(KEYS.ctrlC), 0],
  ["SIGINT", signal("SIGINT"), 130],
  ["SIGTERM", signal("SIGTERM"), 143],
  ["SIGHUP", signal("SIGHUP"), 129],
  ["SIGQUIT", signal("SIGQUIT"), 131],
  ["a crash", signal("SIGUSR2"), 1],
];

for (const [name, end, status] of WAYS)
  test(`${name} gives the terminal back as it was`, async (t) => {
    const tui = await openTui(t, { line: LINE, env: CRASHES });
    await tui.sees("[1 Overview]", "q quit", "Normal settings");
    assert.deepEqual(tui.modes(), OWN);
    end(tui);
    await tui.ended;
    assert.deepEqual(tui.modes(), GIVEN_BACK);
    assert.equal(tui.file("after"), tui.file("before"));
    assert.equal(Number(tui.file("status")), status);
    const lines = tui.scrolled();
    assert.equal(lines[0], "it was here before");
    assert.ok(isPlain(tui, lines.indexOf("it is here after")), "colours and attributes are off");
    assert.equal(/a fault made by the test/.test(lines.join("\n")), name === "a crash", "a crash tells what it was");
  });

function isPlain(tui: Tui, row: number): boolean {
  const cell = tui.cell(row, 0);
  return cell?.getChars() === "i" && cell.isFgDefault() && cell.isBgDefault() && !cell.isBold() && !cell.isInverse();
}

test("a window that is closed ends the program", async (t) => {
  const tui = await openTui(t, { line: LINE });
  await tui.sees("q quit");
  const pid = Number(tui.file("pid"));
  tui.hangUp();
  while (isThere(pid)) await new Promise((later) => setTimeout(later, 20));
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("Ctrl-Z gives the terminal to the shell, and fg takes it again", async (t) => {
  const tui = await openTui(t, { line: "exec sh -i", env: { PS1: "ready> " } });
  const ttyNow = (): string => execFileSync("stty", ["-F", tui.file("tty").trim(), "-a"], { encoding: "utf8" });
  await tui.sees("ready>");
  const before = ttyNow();
  await tui.press("sh -c '$TUI'\r", "[1 Overview]", "q quit");
  for (const tab of ["[2 Profiles]", "[7 Log]"]) {
    await tui.press(KEYS.ctrlZ, "Stopped");
    assert.deepEqual(tui.modes(), GIVEN_BACK);
    assert.equal(ttyNow(), before);
    await tui.press("fg\r", "1 Overview", "q quit");
    assert.deepEqual(tui.modes(), OWN);
    await tui.press(tab.slice(1, 2), tab);
  }
  await tui.press("q", /\nready>\n*$/);
  assert.deepEqual(tui.modes(), GIVEN_BACK);
  assert.equal(ttyNow(), before);
});
