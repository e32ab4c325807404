// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { clean, cut, displayWidth, pad, wrap } from "../../src/text/display-width.ts";

test("counts columns, not letters: accents none, wide characters two", () => {
  assert.equal(displayWidth("Wi-Fi"), 5);
  assert.equal(displayWidth("e\u0301"), 1);
  assert.equal(displayWidth("電池"), 4);
  assert.equal(displayWidth("🔋"), 2);
});

test("cuts with the ellipsis inside the width, and never in the middle of a wide character", () => {
  assert.equal(cut("balance_performance", 10, "…"), "balance_p…");
  assert.equal(cut("電池電池", 6, "…"), "電池…");
  assert.equal(cut("short", 5, "…"), "short");
});

test("pads to the width and leaves what is wider", () => {
  assert.equal(pad("電池", 6), "電池  ");
  assert.equal(pad("long", 2), "long");
});

test("takes escape sequences, line ends and marks of direction out of names from outside", () => {
  assert.equal(clean("evil\u001b[2J\u202ename\nwith\u0085lines"), "evil[2Jname withlines");
});

test("wraps at spaces and keeps every word, whatever the text and the width", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, columns) => {
      const lines = wrap(text, columns);
      assert.deepEqual(lines.join(" ").split(/\s+/u).filter(Boolean), text.split(/\s+/u).filter(Boolean));
      for (const line of lines) assert.ok(displayWidth(line) <= columns || !line.includes(" "));
    }),
  );
});
