// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { lookFor, paint } from "../../src/text/look.ts";

const terminal = { isTTY: true, columns: 100 };
const UTF8 = { LANG: "de_DE.UTF-8" };

test("a pipe has no colours and no end of line to cut at", () => {
  const look = lookFor({}, UTF8);
  assert.equal(look.colour, false);
  assert.equal(look.columns, Number.POSITIVE_INFINITY);
  assert.equal(paint(look, "bad", "text"), "text");
});

test("a terminal that does not tell its width has 80 columns", () => {
  assert.equal(lookFor({ isTTY: true }, UTF8).columns, 80);
  assert.equal(lookFor({ isTTY: true, columns: 0 }, UTF8).columns, 80);
  assert.equal(lookFor(terminal, UTF8).columns, 100);
});

test("NO_COLOR and a dumb terminal get no escape codes; an empty NO_COLOR is none", () => {
  assert.equal(lookFor(terminal, { NO_COLOR: "1" }).colour, false);
  assert.equal(lookFor(terminal, { TERM: "dumb" }).colour, false);
  assert.equal(lookFor(terminal, { NO_COLOR: "", TERM: "xterm" }).colour, true);
});

test("arrows are drawn in UTF-8 locales only; LC_ALL goes before LANG", () => {
  assert.equal(lookFor({}, UTF8).signs.arrow, "→");
  assert.equal(lookFor({}, { LANG: "en_US.utf8" }).signs.arrow, "→");
  assert.equal(lookFor({}, { ...UTF8, LC_ALL: "C" }).signs.arrow, "->");
  assert.equal(lookFor({}, {}).signs.unknown, "-");
});
