// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { writeOutput } from "../../src/machine/output-file.ts";
import { done } from "../../src/machine/reading.ts";
import { temporaryFolder } from "../fakes/tree.ts";

const code = (end: { readonly kind: string; readonly code?: string }): string => end.code ?? end.kind;

test("a file is made or replaced, and nothing else is left", (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, "out");
  assert.deepEqual([writeOutput(path, "one"), writeOutput(path, "two")], [done, done]);
  assert.equal(readFileSync(path, "utf8"), "two");
  assert.deepEqual(readdirSync(folder), ["out"]);
});

test("what is no ordinary file stays: a link and where it leads, a folder, a device", (t) => {
  const folder = temporaryFolder(t);
  const victim = join(folder, "victim");
  writeFileSync(victim, "mine");
  symlinkSync(victim, join(folder, "link"));
  mkdirSync(join(folder, "inner"));
  for (const path of [join(folder, "link"), join(folder, "inner"), "/dev/null"])
    assert.equal(code(writeOutput(path, "x")), "EEXIST");
  assert.equal(readFileSync(victim, "utf8"), "mine");
  assert.ok(lstatSync(join(folder, "link")).isSymbolicLink() && lstatSync("/dev/null").isCharacterDevice());
});

test("a folder that is not there is an error", (t) => {
  assert.equal(code(writeOutput(join(temporaryFolder(t), "none/out"), "x")), "ENOENT");
});

test("a rename that is refused, as in /tmp where another owns the file, leaves nothing behind", (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, "out");
  const refused = writeOutput(path, "mine", () => {
    throw Object.assign(new Error("Operation not permitted"), { code: "EPERM" });
  });
  assert.equal(code(refused), "EPERM");
  assert.deepEqual(readdirSync(folder), []);
});
