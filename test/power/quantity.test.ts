// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { quantity, words } from "../../src/power/quantity.ts";

const of = (text: string): ReadonlyMap<string, string> => new Map([["it", text]]);

for (const [text, watts] of [
  ["9000000", 9],
  [" -9000000\n", -9],
  ["+0", 0],
  ["-0", 0],
  ["1500000.5", 1.5000005],
  ["", null],
  ["9W", null],
  ["0x10", null],
  ["-NaN", null],
  ["Infinity", null],
  ["1e6", null],
  ["65535", null],
  ["65535000", null],
  ["65536000", null],
  ["2147483647", null],
  ["-2147483648", null],
  ["4294967295", null],
  ["18446744073709551615", null],
  ["300000001", null],
] as const) {
  test(`reads a power of ${JSON.stringify(text)} as ${watts}`, () => assert.equal(quantity(of(text), "it", "powerW"), watts));
}

test("takes a negative energy for no reading", () => assert.equal(quantity(of("-5000000"), "it", "energyWh"), null));

test("reads tenths of a degree, below zero too", () => assert.equal(quantity(of("-35"), "it", "temperatureC"), -3.5));

test("takes absolute zero for no temperature", () => assert.equal(quantity(of("-2732"), "it", "temperatureC"), null));

test("takes a missing attribute for unknown", () => assert.equal(quantity(new Map(), "it", "count"), null));

test("strips escape sequences and text direction from names", () => {
  assert.equal(words(of("\u001b[31mSANYO\u0007\u202e "), "it"), "[31mSANYO");
  assert.equal(words(of(" \u0000 "), "it"), null);
});
