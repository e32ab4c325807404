// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { displayWidth } from "../../src/text/display-width.ts";
import { type Column, tableLines } from "../../src/text/table.ts";
import { PIPE, PLAIN, SCREEN } from "../cli/recording-terminal.ts";

const CUTTING: readonly Column[] = [{ gives: 2 }, { gives: 1 }, {}];
const REASONS: readonly Column[] = [{}, { gives: 1, wraps: true }];

test("aligns columns by display width", () => {
  assert.deepEqual(
    tableLines(
      CUTTING,
      [
        ["電池", "x", "1"],
        ["Wi-Fi", "long", "2"],
      ],
      PIPE,
    ),
    ["  電池   x     1", "  Wi-Fi  long  2"],
  );
});

test("cuts the column that gives first until the line fits the terminal, and nothing when piped", () => {
  const rows = [["title", "x".repeat(100), "sysfs"]];
  const [line = ""] = tableLines(CUTTING, rows, PLAIN);
  assert.equal(displayWidth(line), 80);
  assert.match(line, /^ {2}title {2}x+… {2}sysfs$/u);
  assert.equal(tableLines(CUTTING, rows, PIPE)[0], `  title  ${"x".repeat(100)}  sysfs`);
});

test("takes from the next column only when the first has no more to give", () => {
  const [line = ""] = tableLines(CUTTING, [["a".repeat(70), "b".repeat(60), "end"]], PLAIN);
  assert.equal(displayWidth(line), 80);
  assert.match(line, /^ {2}a{62}… {2}b{7}… {2}end$/u);
});

test("wraps the last column under itself", () => {
  const lines = tableLines(REASONS, [["Wi-Fi", "word ".repeat(30)]], PLAIN);
  assert.equal(lines.length, 3);
  assert.ok(lines.every((line) => displayWidth(line) <= 80));
  assert.match(lines[1] ?? "", /^ {9}word/u);
});

test("an empty column takes no room", () => {
  assert.deepEqual(tableLines(CUTTING, [["a", "", "b"]], PIPE), ["  a  b"]);
});

test("a coloured cell keeps its place, and its padding stays plain", () => {
  const cells = [[{ text: "ab", paint: "bad" as const }, "x"]];
  assert.deepEqual(tableLines([{}, {}], cells, SCREEN), ["  \u001b[31mab\u001b[39m  x"]);
});

test("control characters of names never reach the terminal", () => {
  assert.deepEqual(tableLines([{}], [["a\u001b]0;title\u0007b"]], PIPE), ["  a]0;titleb"]);
});
