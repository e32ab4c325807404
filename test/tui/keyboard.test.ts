// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { keyboard } from "../../src/tui/keyboard.ts";

/** The keys that come of these, and of waiting after them. */
function typed(it: test.TestContext, ...keys: readonly (string | number)[]): readonly string[] {
  it.mock.timers.enable({ apis: ["setTimeout"] });
  const heard: string[] = [];
  const board = keyboard({ onKey: (key) => void heard.push(key) });
  for (const key of keys)
    if (typeof key === "number") it.mock.timers.tick(key);
    else board.pressed(key);
  it.mock.timers.tick(1000);
  board.close();
  return heard;
}

test("a lone Escape is one, a moment later", (it) => assert.deepEqual(typed(it, "escape"), ["escape"]));

test("an arrow that a slow link has torn apart is an arrow: it closes nothing and dims nothing", (it) => {
  assert.deepEqual(typed(it, "escape", 20, "[", 20, "S-a"), ["up"]);
});

test("torn application arrows and Shift-Tab, too", (it) =>
  assert.deepEqual(typed(it, "escape", "S-o", "S-b", "escape", "[", "S-z"), ["down", "S-tab"]));

test("an arrow torn behind its second byte is an arrow", (it) =>
  assert.deepEqual(typed(it, "M-[", 20, "S-a", "M-S-o", "S-b"), ["up", "down"]));

test("a page key torn inside is nothing, and opens no tab", (it) => assert.deepEqual(typed(it, "M-[", "5", 20, "~", "a"), ["a"]));

test("Escape and then a key are both, however fast", (it) => assert.deepEqual(typed(it, "escape", "q"), ["escape", "q"]));

test("a bracket long after Escape is a bracket", (it) => assert.deepEqual(typed(it, "escape", 60, "["), ["escape", "["]));

test("a torn sequence of no meaning is nothing", (it) => assert.deepEqual(typed(it, "escape", "[", "x", "a"), ["a"]));

test("Enter, which blessed tells twice, is once", (it) => assert.deepEqual(typed(it, "return", "enter"), ["enter"]));

test("a capital is a letter like any other", (it) => assert.deepEqual(typed(it, "S-b", "r"), ["B", "r"]));
