// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import fc from "fast-check";
import { TravelError } from "../../src/errors.ts";
import { loadConfig, parseConfig } from "../../src/profile/config.ts";
import { describeMistake } from "../../src/profile/mistake.ts";
import { tree } from "../fakes/tree.ts";
import { GRAMMARS } from "./grammars.ts";

const PATHS = ["/etc/travelmode/config.toml", "/home/alice/.config/travelmode/config.toml"] as const;

function load(context: TestContext, texts: readonly (string | undefined)[]) {
  const contents = texts.flatMap((text, index) => (text === undefined ? [] : [[PATHS[index] ?? "", text] as const]));
  return loadConfig(tree(context, Object.fromEntries(contents)).files, PATHS, { grammars: GRAMMARS, asRoot: false });
}

test("without any file, on means flight and nothing is left", (context) => {
  assert.deepEqual(load(context, []), { profile: "flight", profileAt: null, leave: [], rules: [] });
});

test("the user's profile goes over the system's; what either leaves is left", (context) => {
  const system = 'profile = "online"\nleave = ["radio.bluetooth", "screen.brightness"]';
  assert.deepEqual(load(context, [system, 'profile = "redeye"\nleave = ["cpu.epp", "screen.brightness"]']), {
    profile: "redeye",
    profileAt: `${PATHS[1]}, line 1, column 11`,
    leave: ["radio.bluetooth", "screen.brightness", "cpu.epp"],
    rules: [],
  });
  assert.equal(load(context, [system, ""]).profile, "online");
});

test("settings may be named by their short names, and one place of several", (context) => {
  const { leave } = load(context, [undefined, 'leave = ["wifi", "radio.wifi", "cpu.epp/policy0", "turbo/policy1"]']);
  assert.deepEqual(leave, ["radio.wifi", "cpu.epp/policy0", "cpu.boost/policy1"]);
});

test("rules by level add up, the lowest first; of two for one level the user's counts", (context) => {
  const system = '[[when]]\nbelow = 20\nprofile = "endurance"\n[[when]]\nprofile = "redeye"\nbelow = 8';
  const user = 'when = [{ below = 20, profile = "train" }, { below = 40, profile = "online" }]';
  assert.deepEqual(load(context, [system, user]).rules, [
    { below: 8, profile: "redeye" },
    { below: 20, profile: "train" },
    { below: 40, profile: "online" },
  ]);
});

const WRONG: readonly (readonly [string, readonly string[]])[] = [
  ['profil = "flight"', ["line 1, column 1: profil is not a key of the configuration; did you mean profile?"]],
  [
    '\nprofile = "Flight Mode"',
    ['line 2, column 11: profile takes the name of a profile (lower-case letters, digits and dashes), not "Flight Mode"'],
  ],
  [
    'leave = [\n  "wifi",\n  "screen.brightnes",\n  3\n]',
    [
      'line 3, column 3: leave takes a list of settings, such as ["radio.bluetooth", "brightness"], not "screen.brightnes"; did you mean "screen.brightness"?',
      'line 4, column 3: leave takes a list of settings, such as ["radio.bluetooth", "brightness"], not 3',
    ],
  ],
  [
    'leave = "wifi"',
    [
      'line 1, column 9: leave takes a list of settings, such as ["radio.bluetooth", "brightness"], not "wifi"; did you mean ["wifi"]?',
    ],
  ],
  ["profile = flight", ['line 1, column 11: a word is written in quotes: "flight" instead of flight']],
  [
    '[[when]]\nbelow = 0\nprofile = "Flight"\n\n[[when]]\nbelow = "20 %"',
    [
      "line 2, column 9: when.below takes a whole number from 1 to 99 (%), not 0",
      'line 3, column 11: when.profile takes the name of a profile (lower-case letters, digits and dashes), not "Flight"',
      "line 5, column 1: [[when]] lacks profile",
      'line 6, column 9: when.below takes a whole number from 1 to 99 (%), not "20 %"; did you mean 20?',
    ],
  ],
  [
    '[[when]]\nbelow = 20\nprofile = "flight"\n[[when]]\nbelow = 20\nprofile = "redeye"',
    ["line 5, column 9: there is another [[when]] with below = 20; one of them has to go"],
  ],
  [
    '[[when]]\nbelow = 20\nprofil = "flight"\nleave = []\n[when.more]',
    [
      "line 1, column 1: [[when]] lacks profile",
      "line 3, column 1: when.profil is not a key of [[when]]; did you mean profile?",
      "line 4, column 1: when.leave is not a key of [[when]]; write leave above the first [[when]]",
      "line 5, column 7: when.more is not a key of [[when]]",
    ],
  ],
  [
    "[when]\nbelow = 20",
    ["line 1, column 2: when is a list: write [[when]] on a line of its own, and below and profile below it"],
  ],
  ["when = [1]", ["line 1, column 1: when is a list: write [[when]] on a line of its own, and below and profile below it"]],
  ["[[wen]]\nbelow = 20", ["line 1, column 3: wen is not a key of the configuration; did you mean when?"]],
  ["[on]\nwifi = true", ["line 1, column 2: on is not a key of the configuration"]],
  [
    "[leave]\nwifi = true",
    ['line 1, column 1: leave takes a list of settings, such as ["radio.bluetooth", "brightness"], not a table'],
  ],
];

for (const [text, expected] of WRONG)
  test(`reports what is wrong in ${JSON.stringify(text)}`, () => {
    const parsed = parseConfig(text, "/config.toml", GRAMMARS);
    assert.deepEqual(parsed.kind === "mistakes" && parsed.mistakes.map(describeMistake), expected);
  });

test("a mistake ends loading with the file's name", (context) => {
  assert.throws(
    () => load(context, [undefined, "profile = 1"]),
    (error) =>
      error instanceof TravelError &&
      error.code === "PROFILE_INVALID" &&
      error.message.startsWith(`${PATHS[1]}, line 1, column 11: `),
  );
});

test("root uses no configuration that another user owns", (context) => {
  const { files } = tree(context, { [PATHS[0]]: 'profile = "online"' });
  const stat: typeof files.stat = (path) => {
    const found = files.stat(path);
    return found.kind === "value" ? { kind: "value", value: { ...found.value, uid: 1000 } } : found;
  };
  assert.throws(
    () => loadConfig({ ...files, stat }, PATHS, { grammars: GRAMMARS, asRoot: true }),
    (error) => error instanceof TravelError && error.code === "PROFILE_UNSAFE",
  );
});

test("any text whatever is either a configuration or mistakes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const parsed = parseConfig(text, "/config.toml", GRAMMARS);
      assert.ok(parsed.kind === "config" || parsed.mistakes.length > 0);
    }),
  );
});
