// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { parseConfig } from "../../src/profile/config.ts";
import { editLeave } from "../../src/profile/edit-leave.ts";
import { GRAMMARS } from "./grammars.ts";

const edit = (text: string, left: boolean, knob = "radio.wifi"): string | null => editLeave(text, { knob, left }, GRAMMARS);

test("a configuration that is empty, or says nothing of it, gets a list", () => {
  assert.equal(edit("", true), 'leave = ["radio.wifi"]\n');
  assert.equal(edit('profile = "online"   # the train\n', true), 'profile = "online"   # the train\nleave = ["radio.wifi"]\n');
});

test("the list comes above the first table, where it would be another key", () => {
  const text = '# mine\nprofile = "online"\n\n[[when]]\nbelow = 20\nprofile = "endurance"\n';
  assert.equal(
    edit(text, true),
    '# mine\nprofile = "online"\n\nleave = ["radio.wifi"]\n\n[[when]]\nbelow = 20\nprofile = "endurance"\n',
  );
});

test("a list that is there gets one more, and keeps its comments", () => {
  const text = 'leave = [ # what I want to keep\n  "brightness", # my eyes\n]\n';
  assert.equal(edit(text, true), 'leave = ["radio.wifi",  # what I want to keep\n  "brightness", # my eyes\n]\n');
  assert.equal(edit("leave = []\n", true), 'leave = ["radio.wifi"]\n');
});

test("one is taken out again, by whatever name it stands there", () => {
  assert.equal(edit('leave = ["wifi", "brightness"]\n', false), 'leave = ["brightness"]\n');
  assert.equal(edit("leave = ['brightness', 'radio.wifi']\n", false), "leave = ['brightness', ]\n");
});

test("what is so already stays as it is, to the letter", () => {
  assert.equal(edit('leave = [ "wifi" ]', true), 'leave = [ "wifi" ]');
  assert.equal(edit('profile = "online"', false), 'profile = "online"');
});

test("a text with mistakes is for its author to change", () => {
  assert.equal(edit("leave = [wifi]\n", true), null);
  assert.equal(edit('leave = "wifi"\n', true), null);
});

test("whatever was left alone before is so after it, and the rest of the text is still there", () => {
  const known = Object.keys(GRAMMARS);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...known), { maxLength: 4 }),
      fc.constantFrom(...known),
      fc.boolean(),
      (leave, knob, left) => {
        const text = `# a comment\nleave = [${leave.map((id) => `"${id}"`).join(", ")}]\nprofile = "online"\n`;
        const edited = editLeave(text, { knob, left }, GRAMMARS) ?? assert.fail();
        const parsed = parseConfig(edited, "", GRAMMARS);
        assert.ok(parsed.kind === "config");
        assert.deepEqual(new Set(parsed.leave), new Set(left ? [...leave, knob] : leave.filter((id) => id !== knob)));
        assert.match(edited, /^# a comment\n[\s\S]*profile = "online"\n$/);
      },
    ),
  );
});
