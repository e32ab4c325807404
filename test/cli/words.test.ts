// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { ROOT } from "../../src/cli/command-tree.ts";
import { completeWords } from "../../src/cli/words.ts";

const CASES: readonly (readonly [typed: string, meant: string])[] = [
  ["", "status"],
  ["--json", "--json status"],
  ["--sim", "--sim= story"],
  ["--sim=amd", "--sim=amd story"],
  ["--sim on", "--sim= on"],
  ["on --sim flight", "on --sim= flight"],
  ["profiles", "profiles list"],
  ["--sim profiles --json", "--sim= profiles --json list"],
  ["profiles show flight", "profiles show flight"],
  ["--help", "--help"],
  ["profiles --help", "profiles --help"],
  ["nonsense", "nonsense"],
];

for (const [typed, meant] of CASES) {
  test(`"travelmode ${typed}" means "travelmode ${meant}"`, () => {
    assert.deepEqual(completeWords(typed.split(" ").filter(Boolean), ROOT), meant.split(" "));
  });
}
