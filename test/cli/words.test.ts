// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { MODELS, ROOT } from "../../src/cli/command-tree.ts";
import { completeWords } from "../../src/cli/words.ts";
import { TravelError } from "../../src/errors.ts";
import { MODEL_NAMES } from "../../src/sim/model.ts";

const CASES: readonly (readonly [typed: string, meant: string])[] = [
  ["", "tui"],
  ["--json", "--json tui"],
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
  ["help", "--help"],
  ["help wifi", "wifi --help"],
  ["--sim help profiles show", "--sim= profiles show --help"],
  ["help nope", "nope"],
  ["run -- travelmode --sim amd --help", "run -- travelmode --sim amd --help"],
  ["--sim run -- help", "--sim= run -- help"],
  ["-- off", "tui -- off"],
];

for (const [typed, meant] of CASES) {
  test(`"travelmode ${typed}" means "travelmode ${meant}"`, () => {
    assert.deepEqual(completeWords(typed.split(" ").filter(Boolean), ROOT), meant.split(" "));
  });
}

test("a model behind a bare --sim is told how it is written", () => {
  for (const line of ["--sim amd", "on --sim thinkpad"])
    assert.throws(
      () => completeWords(line.split(" "), ROOT),
      (error) =>
        error instanceof TravelError && error.code === "USAGE" && /did you mean --sim=(amd|thinkpad)\?/u.test(error.message),
    );
});

test("the help names the models that there are", () => assert.deepEqual(MODELS, MODEL_NAMES));
