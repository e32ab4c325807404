// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import test from "node:test";
import { KNOBS } from "../../src/knobs/knobs.ts";

const ROOT = resolve(".");
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const namesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(ending));

const pages = ["README.md", ...namesIn("docs", ".md").map((name) => join("docs", name))];

/** Where a page's links lead, less those to other sites and to a place on the page itself. */
const relativeLinks = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].flatMap(([, target = ""]) => (/^[a-z]+:/.test(target) ? [] : [target]));

/** The row of a table whose first cell is this name, set as code. */
const rowOf = (name: string, markdown: string): string =>
  markdown.split("\n").find((line) => line.startsWith(`| \`${name}\` `)) ?? "";

for (const page of pages)
  test(`every relative link of ${page} leads to a file`, () => {
    const dead = relativeLinks(read(page)).filter((target) => !existsSync(join(ROOT, dirname(page), target)));
    assert.deepEqual(dead, []);
  });

test("the README leads to every page of docs", () => {
  const reached = new Set<string>();
  const follow = (page: string): void => {
    if (reached.has(page)) return;
    reached.add(page);
    for (const target of relativeLinks(read(page))) if (target.endsWith(".md")) follow(join(dirname(page), target));
  };
  follow("README.md");
  assert.deepEqual(
    pages.filter((page) => !reached.has(page)),
    [],
  );
});

for (const { id, grammar } of KNOBS)
  test(`docs/profiles.md has ${id} with all that it takes`, () => {
    const row = rowOf(id, read("docs/profiles.md"));
    const words = grammar.words.map((word) => `\`${word}\``);
    const range = grammar.number === undefined ? [] : [`${grammar.number.min} to ${grammar.number.max} ${grammar.number.unit}`];
    const texts = grammar.text === undefined ? [] : [grammar.words.length > 0 ? "names of units" : "rules"];
    const [, , takes = ""] = row.split("|");
    assert.deepEqual(takes.trim().split(", "), [...words, ...range, ...texts]);
  });

test("docs/profiles.md has no setting that there is not", () => {
  const documented = [...read("docs/profiles.md").matchAll(/^\| `([a-z]+\.[a-z-]+)` /gm)].map(([, id]) => id);
  assert.deepEqual(
    documented,
    KNOBS.map(({ id }) => id),
  );
});

for (const file of namesIn("profiles", ".toml"))
  test(`the README's table has the profile of ${file}`, () => {
    assert.notEqual(rowOf(file.replace(".toml", ""), read("README.md")), "");
  });
