// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import { absent, done, value } from "../../src/machine/reading.ts";
import { crashingSteps } from "../fakes/crashing-steps.ts";
import { temporaryFolder } from "../fakes/tree.ts";

const BOUND = { mostBytes: 40, older: "older" };

const at = (test: TestContext): string => join(temporaryFolder(test), "travelmode");

test("lines follow one another, in a file that all may read", (test) => {
  const path = at(test);
  const folder = durableFolder(path);
  assert.deepEqual(folder.append("log", "one\ntwo\n", BOUND), done);
  assert.deepEqual(folder.append("log", "three\n", BOUND), done);
  assert.deepEqual(folder.read("log"), value("one\ntwo\nthree\n"));
  assert.equal(statSync(join(path, "log")).mode & 0o777, 0o644);
});

test("an appending is write and fsync; a new file's name is made durable, too", (test) => {
  const path = at(test);
  durableFolder(path).append("log", "one\n", BOUND);
  const steps = crashingSteps();
  durableFolder(path, { steps }).append("log", "two\n", BOUND);
  durableFolder(path, { steps }).append("new", "one\n", BOUND);
  assert.deepEqual(steps.taken, ["write", "sync", "write", "sync", "syncFolder"]);
});

test("a file that is full becomes the older one, whose lines go", (test) => {
  const folder = durableFolder(at(test));
  for (const letter of "abc") folder.append("log", `${letter.repeat(29)}\n`, BOUND);
  assert.deepEqual(folder.read("log"), value(`${"c".repeat(29)}\n`));
  assert.deepEqual(folder.read("older"), value(`${"b".repeat(29)}\n`));
});

test("one text that is longer than the bound is written all the same", (test) => {
  const folder = durableFolder(at(test));
  assert.deepEqual(folder.append("log", `${"a".repeat(99)}\n`, BOUND), done);
  assert.deepEqual(folder.read("older"), absent);
});

test("a torn last line is ended by the next: it costs itself alone", (test) => {
  const folder = durableFolder(at(test));
  folder.append("log", "one\n", BOUND);
  writeFileSync(join(folder.path, "log"), "one\ntw");
  folder.append("log", "three\n", BOUND);
  assert.deepEqual(folder.read("log"), value("one\ntw\nthree\n"));
});

test("a crash at any step leaves the lines before, and a later appending works", (test) => {
  for (const crashAt of [1, 2, 3, 4]) {
    const path = at(test);
    durableFolder(path).append("log", `${"a".repeat(29)}\n`, BOUND);
    durableFolder(path, { steps: crashingSteps(crashAt) }).append("log", `${"b".repeat(29)}\n`, BOUND);
    assert.deepEqual(durableFolder(path).append("log", "after\n", BOUND), done);
    const all = ["older", "log"].flatMap((name) => {
      const text = durableFolder(path).read(name);
      return text.kind === "value" ? text.value.split("\n") : [];
    });
    assert.ok(all.includes("a".repeat(29)) && all.includes("after"), `${crashAt}: ${all}`);
  }
});

test("a link is not followed", (test) => {
  const path = at(test);
  durableFolder(path).append("log", "one\n", BOUND);
  const victim = join(path, "victim");
  writeFileSync(victim, "");
  symlinkSync(victim, join(path, "trap"));
  assert.equal(durableFolder(path).append("trap", "two\n", { ...BOUND, mostBytes: 4000 }).kind, "error");
  assert.equal(readFileSync(victim, "utf8"), "");
});
