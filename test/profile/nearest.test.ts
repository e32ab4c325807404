// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { nearest, slipsBetween } from "../../src/profile/nearest.ts";

const WORDS = ["cpu.governor", "cpu.boost", "screen.brightness", "off", "on", "low-power"];

const MEANT: readonly (readonly [string, string | undefined, string])[] = [
  ["cpu.governer", "cpu.governor", "a wrong letter"],
  ["cpu.boots", "cpu.boost", "two swapped letters"],
  ["screen.brightnes", "screen.brightness", "a missing letter"],
  ["lowpower", "low-power", "a missing dash"],
  ["Cpu.Boost", "cpu.boost", "capitals"],
  ["of", "off", "a missing letter in a short word"],
  ["", undefined, "nothing"],
  ["volume", undefined, "a word that is like none"],
  ["x".repeat(60_000), undefined, "a very long word"],
];

for (const [word, expected, what] of MEANT)
  test(`suggests ${expected ?? "nothing"} for ${what}`, () => {
    assert.equal(nearest(word, WORDS), expected);
  });

test("prefers the nearer word, and the first of equally near ones", () => {
  assert.equal(nearest("onn", ["off", "on"]), "on");
  assert.equal(nearest("bat", ["cat", "rat"]), "cat");
});

const DISTANCES: readonly (readonly [string, string, number])[] = [
  ["", "abc", 3],
  ["abc", "abc", 0],
  ["ab", "ba", 1],
  ["ca", "abc", 3],
  ["kitten", "sitting", 3],
];

for (const [one, other, slips] of DISTANCES)
  test(`counts ${slips} slips between "${one}" and "${other}"`, () => {
    assert.equal(slipsBetween(one, other), slips);
  });

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });

test("slips are the same both ways, none for the same word alone, and at least the difference in length", () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      const slips = slipsBetween(one, other);
      assert.equal(slips, slipsBetween(other, one));
      assert.equal(slips === 0, one === other);
      assert.ok(slips >= Math.abs(one.length - other.length) && slips <= Math.max(one.length, other.length));
    }),
  );
});

test("suggests every known word for itself", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        word.filter((text) => text !== ""),
        { minLength: 1 },
      ),
      (words) => {
        for (const known of words) assert.equal(nearest(known, words), known);
      },
    ),
  );
});
