// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { type HungryWatch, withoutFocused } from "../../../src/keeper/programs/hungry-programs.ts";

const watch = (found: readonly string[], suspects: readonly string[]): HungryWatch => ({
  profile: { name: "flight", title: "", onCharger: "all", wishes: {}, source: "" },
  found,
  suspects,
});

test("who has the focus is not slowed now, but stays a suspect; who was found before stays found", () => {
  const [before, next] = [
    watch(["old.scope"], []),
    watch(["old.scope", "film.scope", "build.scope"], ["film.scope", "build.scope"]),
  ];
  const left = withoutFocused(next, before, ["film.scope", "old.scope"]);
  assert.deepEqual(
    [left.found, left.suspects],
    [
      ["old.scope", "build.scope"],
      ["film.scope", "build.scope"],
    ],
  );
});
