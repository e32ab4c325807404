// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { stripVTControlCharacters } from "node:util";
import { rawText } from "../../src/machine/reading.ts";
import { alarmLines } from "../../src/text/alarm-lines.ts";
import { doneLines, missedLines, passedOver, planLines, planSkipLines, skipLines } from "../../src/text/report-view.ts";
import { PIPE, PLAIN, SCREEN } from "../cli/recording-terminal.ts";
import { plan, report, result, skip } from "../cli/records.ts";

const view = { look: PIPE, verbose: false, asRoot: "sudo travelmode on flight" };

test("the plan shows the very rows that the report shows afterwards", () => {
  const results = [
    result(),
    result({ setting: "cpu.governor/policy1", place: "policy1" }),
    result({ title: "Wi-Fi", place: "wlan0", way: "NetworkManager" }),
  ];
  assert.deepEqual(planLines(plan({ changes: results }), view), doneLines(report({ results }), view));
  assert.match(planLines(plan({ changes: results }), view)[0] ?? "", /policy0-1/u);
});

test("what was as wished already is no row of changes", () => {
  assert.deepEqual(doneLines(report({ results: [result({ to: rawText("a") })] }), view), []);
});

test("a clamped value is shown as found, and told as not done with what was asked for", () => {
  const clamped = report({
    results: [
      result({ outcome: "clamped", found: "2.1 GHz", shown: { from: "3 GHz", to: "2 GHz" }, why: "the firmware's limit" }),
    ],
  });
  assert.deepEqual(doneLines(clamped, view), ["  CPU governor  policy0  3 GHz → 2.1 GHz  sysfs"]);
  assert.deepEqual(missedLines(clamped, view), [
    "",
    "Not done:",
    "  CPU governor  policy0  asked for 2 GHz, took 2.1 GHz: the firmware's limit",
  ]);
});

test("when switching, a row that goes back says so", () => {
  const [line = ""] = doneLines(report({ results: [result({ kind: "put back" })] }), view);
  assert.match(line, /sysfs, put back$/u);
  const [back = ""] = doneLines(report({ profile: null, results: [result({ kind: "put back" })] }), view);
  assert.match(back, /sysfs$/u);
});

test("what needs root is one line with the command", () => {
  const skips = [1, 2, 3].map((number) => skip({ kind: "rights", place: `policy${number}` }));
  assert.deepEqual(missedLines(report({ skips }), view), ["", "3 settings need root: sudo travelmode on flight"]);
  assert.deepEqual(missedLines(report({ skips: skips.slice(1, 2) }), view), [
    "",
    "1 setting needs root: sudo travelmode on flight",
  ]);
});

test("skips stand in sections with their reasons; those already so only as a number, when asked for", () => {
  const skips = [
    skip({ kind: "yours", why: "changed meanwhile" }),
    skip({ kind: "unavailable", why: "no such radio" }),
    skip({ kind: "same" }),
  ];
  const lines = skipLines(skips, view);
  assert.deepEqual(lines, [
    "",
    "Yours:",
    "  Wi-Fi  wlan0  changed meanwhile",
    "",
    "Not possible here:",
    "  Wi-Fi  wlan0  no such radio",
  ]);
  assert.deepEqual(skipLines(skips, { ...view, verbose: true }).slice(-1), ["1 setting was already as wished."]);
});

test("what the hardware refused stands with what is not possible here, not with what was not done", () => {
  const refused = report({ results: [result({ outcome: "unavailable", found: null, why: "firmware forbids it" })] });
  assert.deepEqual(missedLines(refused, view), []);
  assert.deepEqual(skipLines(passedOver(refused), view), [
    "",
    "Not possible here:",
    "  CPU governor  policy0  firmware forbids it",
  ]);
});

test("a plan tells what would be asked and what would be kept", () => {
  const asked = plan({
    questions: [{ change: result({ title: "Wi-Fi", place: "wlan0" }), uses: ["ssh to 192.0.2.7"] }],
    skips: [skip()],
  });
  assert.ok(planLines(asked, view).includes("  Wi-Fi  wlan0  in use, so you are asked: ssh to 192.0.2.7"));
  assert.deepEqual(planSkipLines(asked.skips, view), ["", "Would not be done:", "  Wi-Fi  wlan0  in use: ssh from 192.0.2.7"]);
});

test("alike reasons share a row, also where a path in them names the place", () => {
  const busy = [0, 1, 2, 3].map((number) =>
    result({ place: `policy${number}`, outcome: "failed", why: `locked (EBUSY at /sys/policy${number}/epp)` }),
  );
  assert.deepEqual(missedLines(report({ results: busy }), view), [
    "",
    "Not done:",
    "  CPU governor  policy0-3  locked (EBUSY at /sys/policy0-3/epp)",
  ]);
});

test("an alarm wraps at the terminal's width", () => {
  const lines = alarmLines(["WARNING: ".concat("word ".repeat(40))], PLAIN);
  assert.ok(lines.length > 1 && lines.every((line) => line.length <= 80));
});

test("colours decorate a terminal and never a terminal with NO_COLOR; the words are the same", () => {
  const failed = report({ results: [result({ outcome: "failed", why: "it is read-only here" })] });
  const coloured = missedLines(failed, { ...view, look: SCREEN }).join("\n");
  const plain = missedLines(failed, { ...view, look: PLAIN }).join("\n");
  assert.ok(coloured.includes("\u001b["));
  assert.equal(stripVTControlCharacters(coloured), plain);
});
