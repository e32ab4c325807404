// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { moveTyped, reserveTyped, spanTyped } from "../../src/cli/typed-trip.ts";
import { TravelError } from "../../src/errors.ts";

const MINUTE_MS = 60_000;

const SPANS: readonly (readonly [typed: string, minutes: number])[] = [
  ["5h30m", 330],
  ["5h30", 330],
  ["5H", 300],
  ["90m", 90],
  ["90min", 90],
];

for (const [typed, minutes] of SPANS)
  test(`"${typed}" is ${minutes} min`, () => assert.equal(spanTyped(typed), minutes * MINUTE_MS));

const refused = (work: () => unknown, sentence: RegExp): void =>
  assert.throws(work, (error) => error instanceof TravelError && error.code === "USAGE" && sentence.test(error.message));

const NO_SPANS: readonly (readonly [typed: string, sentence: RegExp])[] = [
  ["5", /Write 5h for hours, 5m for minutes/],
  ["5.5h", /Did you mean 5h30m\?/],
  ["5:30", /Did you mean 5h30m\?/],
  ["25h", /between 1s and 24h/],
  ["0m", /between 1s and 24h/],
  ["soon", /write 5h30m, 5h or 90m$/],
  ["", /no length of time/],
];

for (const [typed, sentence] of NO_SPANS)
  test(`"${typed}" is refused with what to write`, () => refused(() => spanTyped(typed), sentence));

test("a reserve is a level in percent", () => {
  assert.equal(reserveTyped("10%"), 10);
  assert.equal(reserveTyped("0"), 0);
  for (const typed of ["95%", "-1", "ten", "", "1.5", "100%"]) refused(() => reserveTyped(typed), /0% to 90%/);
});

test("a goal is moved by a span with a sign", () => {
  assert.equal(moveTyped("+30m"), 30 * MINUTE_MS);
  assert.equal(moveTyped("-1h"), -60 * MINUTE_MS);
  assert.equal(moveTyped("end"), null);
  refused(() => moveTyped("+30"), /30h for hours/);
});
