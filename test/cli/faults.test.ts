// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { reportFault } from "../../src/cli/faults.ts";
import { ERROR_CODES, type ErrorCode, EXIT, TravelError } from "../../src/errors.ts";
import { PLAIN, recordingTerminal } from "./recording-terminal.ts";

const STATUSES: Readonly<Record<ErrorCode, number>> = {
  USAGE: 2,
  PROFILE_UNKNOWN: 5,
  PROFILE_INVALID: 5,
  PROFILE_UNSAFE: 5,
  BUSY: 6,
  JOURNAL_UNWRITABLE: 1,
  JOURNAL_UNREADABLE: 7,
  REFUSED: 4,
  AUTHORISATION: 4,
  TOO_MANY: 6,
  KEEPER_LOST: 1,
  INTERNAL: 1,
};

test("every code of the catalogue ends in its exit status, as text and as JSON", () => {
  for (const code of ERROR_CODES) {
    const terminal = recordingTerminal(PLAIN);
    const error = new TravelError(code, "what, where, why");
    assert.equal(reportFault(error, terminal, { json: false, verbose: false }), STATUSES[code], code);
    assert.deepEqual(terminal.errLines, ["travelmode: what, where, why"]);
    assert.equal(reportFault(error, terminal, { json: true, verbose: false }), STATUSES[code], code);
    const document: unknown = JSON.parse(terminal.outLines.join("\n"));
    assert.deepEqual(document, { version: 1, error: { code, message: "what, where, why", exitStatus: STATUSES[code] } });
  }
});

test("the documentation names every exit status and every code", () => {
  const text = readFileSync("docs/exit-status.md", "utf8");
  for (const status of Object.values(EXIT)) assert.match(text, new RegExp(`^\\| ${status} +\\|`, "mu"));
  for (const code of ERROR_CODES) assert.ok(text.includes(`\`${code}\``), code);
});

test("a mistake of our own is told as one, with its trace only when asked for", () => {
  const terminal = recordingTerminal(PLAIN);
  assert.equal(reportFault(new TypeError("x is not a function"), terminal, { json: false, verbose: false }), EXIT.failed);
  assert.equal(terminal.errLines.length, 1);
  assert.match(terminal.errLines[0] ?? "", /mistake of travelmode's own: x is not a function/u);
  reportFault(new TypeError("x"), terminal, { json: false, verbose: true });
  assert.ok(terminal.errLines.some((line) => line.includes("at ")));
});

test("a list of mistakes keeps its lines, and loses control characters", () => {
  const terminal = recordingTerminal(PLAIN);
  const error = new TravelError("PROFILE_INVALID", "file has 2 mistakes:\n  line 1: \u001b[31mx\n  line 2: y");
  reportFault(error, terminal, { json: false, verbose: false });
  assert.deepEqual(terminal.errLines, ["travelmode: file has 2 mistakes:", "  line 1: [31mx", "  line 2: y"]);
});
