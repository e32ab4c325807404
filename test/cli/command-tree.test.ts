// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import type { CommandSpec } from "../../src/cli/command-spec.ts";
import { ROOT } from "../../src/cli/command-tree.ts";
import { VERSION } from "../../src/cli/version.ts";

const leaves = (spec: CommandSpec): readonly CommandSpec[] => [spec, ...(spec.commands ?? []).flatMap(leaves)];
const all = leaves(ROOT);

test("every command either runs or holds others, one of which it means when named alone", async () => {
  for (const { name, load, commands, bare } of all) {
    assert.equal(load === undefined, commands !== undefined, name);
    if (commands !== undefined)
      assert.ok(
        commands.some((inner) => inner.name === bare),
        name,
      );
    if (load !== undefined) assert.equal(typeof (await load()), "function", name);
  }
});

test("every example calls the command that it stands with", () => {
  for (const { name, examples = [] } of all)
    for (const { line } of examples) assert.ok(name === ROOT.name || line.split(" ").includes(name), `${name}: ${line}`);
});

test("the version is that of the package", () => {
  const { version }: { version?: unknown } = JSON.parse(readFileSync("package.json", "utf8"));
  assert.equal(VERSION, version);
});
