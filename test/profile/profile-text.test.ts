// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { KNOBS } from "../../src/knobs/knobs.ts";
import { grammarsOf } from "../../src/profile/grammars.ts";
import { parseProfile } from "../../src/profile/parse.ts";
import { profileText } from "../../src/profile/profile-text.ts";

test("a profile written as a text is read as the same profile", () => {
  const wishes = { "cpu.epp": ["power", "balance_power"], "cpu.boost": ["off"], "screen.brightness": [40] } as const;
  const text = profileText({ name: "made-up", title: 'With "quotes" in it', onCharger: "power", wishes, source: "" });
  const draft = parseProfile(text, { name: "made-up", path: "made-up.toml" }, grammarsOf(KNOBS));
  assert.ok(draft.kind === "draft", JSON.stringify(draft));
  assert.deepEqual([draft.title, draft.onCharger, draft.wishes], ['With "quotes" in it', "power", wishes]);
});

test("one that wishes nothing is a profile, too", () => {
  const text = profileText({ name: "nothing", title: "", onCharger: "all", wishes: {}, source: "" });
  const draft = parseProfile(text, { name: "nothing", path: "nothing.toml" }, grammarsOf(KNOBS));
  assert.ok(draft.kind === "draft" && Object.keys(draft.wishes).length === 0);
});
