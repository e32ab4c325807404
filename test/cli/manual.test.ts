// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import type { CommandSpec, OptionSpec } from "../../src/cli/command-spec.ts";
import { GLOBAL_OPTIONS, MODELS, ROOT } from "../../src/cli/command-tree.ts";
import { EXIT } from "../../src/errors.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import { HEAD } from "../../src/profile/schema.ts";
import { KEYS } from "../../src/tui/keys.ts";
import { TABS } from "../../src/tui/tabs/tabs.ts";

const read = (name: string): string => readFileSync(`packaging/man/${name}`, "utf8");

/** Text as it is read: without requests, fonts and escapes. */
const plain = (roff: string): string =>
  roff
    .replace(/^\.\\".*\n/gm, "")
    .replace(/\\f[BIRP]/g, "")
    .replace(/\\-/g, "-")
    .replace(/\\\(dq/g, '"')
    .replace(/^\.(?:BR|RB|BI|IR|RI) (.*)$/gm, (_, words: string) =>
      words.replace(/"([^"]*)"| /g, (_, quoted?: string) => quoted ?? ""),
    )
    .replace(/^\.[A-Z]+ ?/gm, "");

const page = (name: string): string => plain(read(name));

/** What the list says of this word. */
const entryOf = (name: string, word: string): string =>
  read(name)
    .split(/^\.(?:TP|PP|SH .*)$/m)
    .map((entry) => plain(entry).trim())
    .find((entry) => entry.startsWith(`${word}\n`)) ?? "";

const manual = page("travelmode.1");
const format = page("travelmode-profile.5");
const service = page("travelmode.8");

/** The word by itself, not in another one. */
const names = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w.-])${word.replace(/[.[\]]/g, "\\$&")}(?![\\w-])`).test(text);

const shown = (spec: CommandSpec, path: string): readonly { readonly path: string; readonly options: readonly OptionSpec[] }[] =>
  (spec.commands ?? [])
    .filter(({ hidden }) => hidden !== true)
    .flatMap((inner) => {
      const own = `${path} ${inner.name}`.trim();
      return [{ path: own, options: inner.options ?? [] }, ...shown(inner, own)];
    });

for (const { path, options } of shown(ROOT, ""))
  test(`travelmode(1) has ${path} with its options`, () => {
    assert.ok(names(manual, path));
    for (const { name } of options) assert.ok(names(manual, `--${name}`), name);
  });

test("travelmode(1) has the options that go with every command, and the simulated laptops", () => {
  for (const { name } of GLOBAL_OPTIONS) assert.ok(names(manual, `--${name}`), name);
  for (const model of MODELS) assert.ok(names(manual, model), model);
});

test("travelmode(1) has every exit status", () => {
  const [, statuses = ""] = /^EXIT STATUS\n(.*?)^FILES$/ms.exec(manual) ?? [];
  assert.deepEqual(
    [...statuses.matchAll(/^(\d)$/gm)].map(([, status]) => Number(status)),
    Object.values(EXIT),
  );
});

test("travelmode(1) has no option that there is not", () => {
  const known = new Set([...GLOBAL_OPTIONS, ...shown(ROOT, "").flatMap(({ options }) => options)].map(({ name }) => name));
  const written = [...manual.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, name = ""]) => name);
  assert.deepEqual(
    written.filter((name) => !known.has(name) && !["help", "version"].includes(name)),
    [],
  );
});

for (const { id, grammar } of KNOBS)
  test(`travelmode-profile(5) has ${id} with all that it takes`, () => {
    const entry = entryOf("travelmode-profile.5", id);
    assert.notEqual(entry, "");
    for (const word of grammar.words) assert.ok(names(entry, word), word);
    const { number } = grammar;
    if (number !== undefined) assert.ok(entry.includes(`${number.min} to ${number.max}`));
  });

test("travelmode-profile(5) has every key of a profile and of the configuration", () => {
  for (const key of [...Object.keys(HEAD.entries), "profile", "leave"]) assert.ok(names(format, key), key);
});

test("travelmode(8) has the units, the rights and the way back without us", () => {
  for (const word of ["travelmode.service", "travelmode-boot.service", "85-travelmode.rules", "restore.sh"])
    assert.ok(service.includes(word), word);
  const policy = readFileSync("packaging/polkit/io.github.travelmode.policy", "utf8");
  for (const [, action = ""] of policy.matchAll(/<action id="([^"]+)"/g)) assert.ok(names(service, action), action);
});

test("travelmode(1) has every key of the screen", () => {
  const screen = manual.slice(manual.indexOf("THE SCREEN\nThe first line"));
  for (const { key } of [...TABS.flatMap(({ keys }) => keys), ...KEYS])
    assert.ok(
      screen.split(/[\n,]| to /).some((entry) => entry.trim() === key),
      key,
    );
});
