// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { ChangeResult, SkipKind } from "../../src/engine/report.ts";
import { EXIT } from "../../src/errors.ts";
import { statusByHand, statusOf } from "../../src/text/completeness.ts";
import { report, result, skip } from "../cli/records.ts";

const SKIPS: Readonly<Record<SkipKind, number>> = {
  same: EXIT.done,
  left: EXIT.done,
  yours: EXIT.done,
  protected: EXIT.done,
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

test("what has not come back, and a journal that could not be completed, make it done in part", () => {
  assert.equal(statusOf(report({ warnings: ["WARNING: VPN office was active before and has not come back"] })), EXIT.partly);
});

test("a damaged journal has its own status, whatever else was done", () => {
  const damage = ["The journal was damaged: 1 saved values are lost"];
  assert.equal(statusOf(report({ damage })), EXIT.journal);
  assert.equal(statusByHand(report({ damage, skips: [skip({ kind: "unavailable" })] })), EXIT.journal);
});

test("the one thing that was asked for by hand counts as missed whatever kept it", () => {
  for (const kind of ["unavailable", "owned", "left", "rights", "in-use", "failed"] as const)
    assert.equal(statusByHand(report({ skips: [skip({ kind })] })), EXIT.partly, kind);
  assert.equal(statusByHand(report({ skips: [skip({ kind: "same" })] })), EXIT.done);
  assert.equal(statusByHand(report({ results: [result({ outcome: "unavailable" })] })), EXIT.partly);
  assert.equal(statusByHand(report({ results: [result()] })), EXIT.done);
});
