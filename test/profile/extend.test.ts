// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { resolveProfile } from "../../src/profile/extend.ts";
import { describeMistakes, type Mistakes } from "../../src/profile/mistake.ts";
import { type ProfileDraft, parseProfile } from "../../src/profile/parse.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { GRAMMARS } from "./grammars.ts";

/** Resolves the first of some profiles; each is found by its name. */
function resolve(texts: Readonly<Record<string, string>>): Profile | string {
  const parse = (name: string): ProfileDraft | Mistakes | undefined => {
    const text = texts[name];
    return text === undefined ? undefined : parseProfile(text, { name, path: `/p/${name}.toml` }, GRAMMARS);
  };
  const names = Object.keys(texts);
  const draft = parse(names[0] ?? "");
  assert.ok(draft?.kind === "draft");
  const found = resolveProfile(draft, { names, find: (name, child) => (name === child.source.name ? undefined : parse(name)) });
  return found.kind === "profile" ? found.profile : describeMistakes(found);
}

test("a child's wishes go over its parent's, and the parent's over the grandparent's", () => {
  const profile = resolve({
    child: 'title = "C"\nextends = "parent"\n[cpu]\nboost = "on"',
    parent: 'extends = "elder"\non-charger = "power"\n[cpu]\nboost = "off"\nlimit = 50',
    elder: 'on-charger = "nothing"\n[cpu]\nlimit = 20\nepp = ["power", "default"]',
  });
  assert.deepEqual(profile, {
    name: "child",
    title: "C",
    onCharger: "power",
    wishes: { "cpu.boost": ["on"], "cpu.limit": [50], "cpu.epp": ["power", "default"] },
    source: "/p/child.toml",
  });
});

test("leave takes an inherited wish away, and a grandchild may wish again", () => {
  const texts = { parent: 'extends = "elder"\nradio.wifi = "leave"', elder: '[radio]\nwifi = "off"\nwwan = "off"' };
  const parent = resolve(texts);
  assert.deepEqual(typeof parent === "object" && parent.wishes, { "radio.wwan": ["off"] });
  const child = resolve({ child: 'extends = "parent"\nradio.wifi = "on"', ...texts });
  assert.deepEqual(typeof child === "object" && child.wishes, { "radio.wifi": ["on"], "radio.wwan": ["off"] });
});

test("leave without anything inherited is no wish", () => {
  const profile = resolve({ alone: 'radio.wifi = "leave"' });
  assert.deepEqual(typeof profile === "object" && profile.wishes, {});
});

test("a profile without a title is called after its parent, or by its name; a charger ends it unless it says otherwise", () => {
  const child = resolve({ child: 'extends = "flight"', flight: 'title = "Radios off"' });
  assert.ok(typeof child === "object");
  assert.equal(child.title, "Like flight, with changes");
  assert.equal(child.onCharger, "all");
  const alone = resolve({ alone: "" });
  assert.equal(typeof alone === "object" && alone.title, "alone");
});

const WRONG: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  [
    "an unknown parent, with the nearest name",
    { mine: 'title = "T"\nextends = "fligth"', flight: "" },
    '/p/mine.toml, line 2, column 11: there is no profile "fligth"; did you mean "flight"?',
  ],
  [
    "a parent like no other",
    { mine: 'extends = "boat"', flight: "" },
    '/p/mine.toml, line 1, column 11: there is no profile "boat"',
  ],
  [
    "an unknown grandparent, with the file that names it",
    { mine: 'extends = "flight"', flight: '\nextends = "sky"' },
    '/p/flight.toml, line 2, column 11: there is no profile "sky"',
  ],
  [
    "a profile that starts from itself",
    { mine: 'extends = "mine"' },
    '/p/mine.toml, line 1, column 11: there is no other profile "mine" to start from',
  ],
  [
    "a circle, with all its members",
    { a: 'extends = "b"', b: 'extends = "c"', c: 'extends = "a"' },
    "/p/c.toml, line 1, column 11: profiles extend one another in a circle: a -> b -> c -> a",
  ],
  [
    "a circle further up, without those that only lead there",
    { mine: 'extends = "b"', b: 'extends = "c"', c: 'extends = "b"' },
    "/p/c.toml, line 1, column 11: profiles extend one another in a circle: b -> c -> b",
  ],
  [
    "a mistake in the parent",
    { mine: 'extends = "b"', b: "\n[cpu]\nbost = 1" },
    "/p/b.toml, line 3, column 1: cpu.bost is not a setting; did you mean cpu.boost?",
  ],
];

for (const [what, texts, sentence] of WRONG)
  test(`reports ${what}`, () => {
    assert.equal(resolve(texts), sentence);
  });
