// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { askAboutUse } from "../../src/cli/in-use.ts";
import { PIPE, recordingTerminal } from "./recording-terminal.ts";
import { result } from "./records.ts";

const question = { change: result({ title: "Wi-Fi", place: "wlan0" }), uses: ["ssh to 192.0.2.7", "a mount from nas"] };

test("nobody at the terminal: nobody is asked", () => {
  assert.equal(askAboutUse(recordingTerminal(PIPE)), undefined);
});

for (const [answer, decision] of [
  ["off", "off"],
  ["o", "off"],
  ["keep", "keep"],
  ["", "keep"],
  ["yes", "keep"],
] as const) {
  test(`"${answer}" means ${decision}`, async () => {
    const terminal = recordingTerminal(PIPE, [answer]);
    assert.equal(await askAboutUse(terminal)?.(question), decision);
    assert.deepEqual(terminal.errLines, ["Wi-Fi wlan0 is in use: ssh to 192.0.2.7, a mount from nas."]);
  });
}

test("wait asks again after a while or a key", async () => {
  const terminal = recordingTerminal(PIPE, ["w", "", "off"]);
  assert.equal(await askAboutUse(terminal)?.(question), "off");
  assert.equal(terminal.questions.length, 3);
});
