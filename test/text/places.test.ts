// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { mergePlaces } from "../../src/text/places.ts";

const CASES: readonly (readonly [places: readonly string[], phrase: string])[] = [
  [["policy0", "policy1", "policy2"], "policy0-2"],
  [["policy10", "policy2", "policy1", "policy9"], "policy1-2,9-10"],
  [["policy0", "policy4"], "policy0,4"],
  [["eDP-1"], "eDP-1"],
  [["wlan0", "policy0", "policy1"], "policy0-1, wlan0"],
  [["", ""], ""],
  [["cpu007", "cpu8"], "cpu007, cpu8"],
];

for (const [places, phrase] of CASES) {
  test(`says ${JSON.stringify(places)} as "${phrase}"`, () => assert.equal(mergePlaces(places), phrase));
}
