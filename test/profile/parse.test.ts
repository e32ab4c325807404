// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import fc from "fast-check";
import { describeMistake } from "../../src/profile/mistake.ts";
import { type ProfileDraft, parseProfile } from "../../src/profile/parse.ts";
import { GRAMMARS } from "./grammars.ts";

const FOLDER = "test/profile";

const parse = (text: string, name = "mine") => parseProfile(text, { name, path: `/profiles/${name}.toml` }, GRAMMARS);

function draftOf(text: string): ProfileDraft {
  const parsed = parse(text);
  assert.equal(parsed.kind, "draft", JSON.stringify(parsed));
  return parsed as ProfileDraft;
}

const mistakesIn = (text: string): readonly string[] => {
  const parsed = parse(text);
  return parsed.kind === "mistakes" ? parsed.mistakes.map(describeMistake) : [];
};

const samples = (kind: string): readonly (readonly [string, string])[] =>
  readdirSync(join(FOLDER, kind)).map((file) => [file, readFileSync(join(FOLDER, kind, file), "utf8")]);

for (const [file, text] of samples("valid"))
  test(`takes ${file}`, () => {
    assert.deepEqual(mistakesIn(text), []);
  });

for (const [file, text] of samples("invalid"))
  test(`reports every mistake in ${file}, in the order of lines`, () => {
    const expected = text.split("\n").filter((line) => line.startsWith("# line"));
    assert.deepEqual(
      mistakesIn(text),
      expected.map((line) => line.slice(2)),
    );
  });

test("reads the head, and wishes by the knob's id", () => {
  const draft = draftOf(
    'title = "T"\nextends = "flight"\non-charger = "power"\n[cpu]\nepp = ["power", "default"]\nboost = "off"',
  );
  assert.deepEqual(draft, {
    kind: "draft",
    source: { name: "mine", path: "/profiles/mine.toml" },
    title: "T",
    parent: { name: "flight", at: { line: 2, column: 11 } },
    onCharger: "power",
    wishes: { "cpu.epp": ["power", "default"], "cpu.boost": ["off"] },
  });
});

test("keeps what is not said apart from what is", () => {
  const { title, parent, onCharger, wishes } = draftOf("");
  assert.deepEqual({ title, parent, onCharger, wishes }, { title: null, parent: null, onCharger: null, wishes: {} });
});

test("reads the same wishes from tables, dotted keys and inline tables", () => {
  const texts = ['[radio]\nwifi = "off"\nbluetooth = "leave"', 'radio.wifi = "off"\nradio.bluetooth = "leave"'];
  const wishes = [...texts, 'radio = { wifi = "off", bluetooth = "leave" }'].map((text) => draftOf(text).wishes);
  for (const one of wishes) assert.deepEqual(one, { "radio.wifi": ["off"], "radio.bluetooth": "leave" });
});

test("names the key of each mistake for programs", () => {
  const parsed = parse("[cpu]\ngovernor = 3");
  assert.ok(parsed.kind === "mistakes");
  assert.deepEqual(
    parsed.mistakes.map(({ at, key }) => ({ at, key })),
    [{ at: { line: 2, column: 12 }, key: "cpu.governor" }],
  );
});

test("never shows control characters or endless text from a file", () => {
  const [painted] = mistakesIn('on-charger = "\\u001b[2J\\u009b31m"');
  assert.doesNotMatch(String(painted), /\p{C}/u);
  const [long] = mistakesIn(`on-charger = "${"x".repeat(5000)}"\n`);
  assert.ok(String(long).length < 200);
  const [key] = mistakesIn(`${"k".repeat(5000)} = 1`);
  assert.ok(String(key).length < 200);
});

const line = fc.oneof(
  fc.constantFrom(
    "[cpu]",
    "[[cpu]]",
    "[screen.brightness]",
    "[a.'b']",
    'epp = ["power", "x"]',
    "cpu.epp = {a=[1,{}]}",
    "# c",
    'title = """',
    "off",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);

test("any text whatever is either a draft or mistakes that lie within it", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(line).map((lines) => lines.join("\n")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parse(text);
      if (parsed.kind === "draft") return;
      assert.ok(parsed.mistakes.length > 0);
      const lines = text.split("\n");
      for (const { at } of parsed.mistakes) {
        assert.ok(at !== null && at.line >= 1 && at.line <= lines.length);
        assert.ok(at.column >= 1 && at.column <= (lines[at.line - 1] ?? "").length + 1);
      }
    }),
    { numRuns: 2000 },
  );
});

test("a list nested a thousand times over is a mistake, not a crash", () => {
  assert.equal(mistakesIn(`a = ${"[".repeat(30_000)}`).length, 1);
});
