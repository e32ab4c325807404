// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { secondsTyped } from "../../src/cli/typed-duration.ts";
import { TravelError } from "../../src/errors.ts";

const CASES: readonly (readonly [typed: string, seconds: number | null])[] = [
  ["10m", 600],
  ["1h30m", 5400],
  ["90s", 90],
  ["45", 2700],
  ["2H", 7200],
  ["5min", 300],
  ["24h", 86_400],
  ["cpu", null],
  ["", null],
  ["-5m", null],
  ["1.5h", null],
  ["30m1h", null],
];

for (const [typed, seconds] of CASES)
  test(`"${typed}" is ${seconds === null ? "no time" : `${seconds} s`}`, () => assert.equal(secondsTyped(typed), seconds));

test("no time at all, and more than a day, are told", () => {
  for (const typed of ["0", "0h0m", "25h", "99999"])
    assert.throws(
      () => secondsTyped(typed),
      (error) => error instanceof TravelError && error.code === "USAGE",
      typed,
    );
});
