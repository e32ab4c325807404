// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import * as wire from "../../../src/keeper/service/wire.ts";
import { PLAN, QUESTION, REPORT } from "./service-rig.ts";

test("a report, a plan and a question come back as they were", () => {
  assert.deepEqual(wire.readDocument(wire.REPORT, JSON.stringify(REPORT)), { document: REPORT });
  assert.deepEqual(wire.readDocument(wire.PLAN, JSON.stringify(PLAN)), { document: PLAN });
  assert.deepEqual(wire.readDocument(wire.QUESTION, JSON.stringify(QUESTION)), { document: QUESTION });
  assert.deepEqual(wire.readDocument(wire.REPORT_OR_NOTHING, "null"), { document: null });
});

test("a question is told from a report", () => {
  assert.deepEqual(wire.readDocument(wire.REPORT_OR_QUESTION, JSON.stringify({ question: QUESTION })), {
    document: { question: QUESTION },
  });
  assert.deepEqual(wire.readDocument(wire.REPORT_OR_QUESTION, JSON.stringify(REPORT)), { document: REPORT });
});

test("what a newer keeper adds is left out", () => {
  assert.deepEqual(wire.readDocument(wire.REPORT, JSON.stringify({ ...REPORT, newer: 1 })), { document: REPORT });
});

test("anything else is no document", () => {
  const halves = Object.keys(REPORT).map((key) => JSON.stringify({ ...REPORT, [key]: undefined }));
  for (const text of ["", "{", "null", "[]", "7", 7, undefined, ...halves, JSON.stringify({ ...REPORT, reason: "whim" })])
    assert.equal(wire.readDocument(wire.REPORT, text), undefined);
});

test("no text makes it throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      wire.readDocument(wire.REPORT_OR_QUESTION, text);
    }),
  );
});
