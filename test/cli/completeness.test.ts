// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { statusOf } from "../../src/cli/completeness.ts";
import type { ChangeResult, SkipKind } from "../../src/engine/report.ts";
import { EXIT } from "../../src/errors.ts";
import { report, result, skip } from "./records.ts";

const SKIPS: Readonly<Record<SkipKind, number>> = {
  same: EXIT.done,
  left: EXIT.done,
  yours: EXIT.done,
  owned: EXIT.done,
  unavailable: EXIT.done,
  "in-use": EXIT.partly,
  rights: EXIT.partly,
  failed: EXIT.partly,
};

const OUTCOMES: Readonly<Record<ChangeResult["outcome"], readonly [apply: number, putBack: number]>> = {
  applied: [EXIT.done, EXIT.done],
  unavailable: [EXIT.done, EXIT.partly],
  clamped: [EXIT.partly, EXIT.partly],
  pending: [EXIT.partly, EXIT.partly],
  failed: [EXIT.partly, EXIT.partly],
};

test("only what this machine could have done and was not done makes it done in part", () => {
  for (const [kind, status] of Object.entries(SKIPS) as [SkipKind, number][])
    assert.equal(statusOf(report({ skips: [skip({ kind })] })), status, kind);
});

test("a wish that the hardware refuses is none that it could fulfil; a saved value that stays away always counts", () => {
  for (const [outcome, [apply, putBack]] of Object.entries(OUTCOMES) as [ChangeResult["outcome"], [number, number]][]) {
    assert.equal(statusOf(report({ results: [result({ outcome, kind: "apply" })] })), apply, outcome);
    assert.equal(statusOf(report({ results: [result({ outcome, kind: "put back" })] })), putBack, outcome);
  }
});
