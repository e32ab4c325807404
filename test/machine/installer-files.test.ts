// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { installerFiles } from "../../src/machine/installer-files.ts";
import { temporaryFolder } from "../fakes/tree.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);

test("a written file has its text and its mode, whatever the umask, and nothing else is left", (t) => {
  const folder = temporaryFolder(t);
  const before = process.umask(0o077);
  t.after(() => process.umask(before));
  assert.equal(installerFiles(folder).write("/tool", bytes("new"), 0o755).kind, "done");
  assert.equal(readFileSync(join(folder, "tool"), "utf8"), "new");
  assert.equal(lstatSync(join(folder, "tool")).mode & 0o777, 0o755);
  assert.deepEqual(readdirSync(folder), ["tool"]);
});

test("a link in the way is replaced, and what it leads to stays as it is", (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "victim"), "precious");
  symlinkSync("victim", join(folder, "tool"));
  symlinkSync("victim", join(folder, "tool.travelmode-new"));
  assert.equal(installerFiles(folder).write("/tool", bytes("new"), 0o644).kind, "done");
  assert.equal(readFileSync(join(folder, "victim"), "utf8"), "precious");
  assert.equal(lstatSync(join(folder, "tool")).isSymbolicLink(), false);
});

test("a link takes the place of an older one", (t) => {
  const folder = temporaryFolder(t);
  const files = installerFiles(folder);
  files.link("/command", "old");
  assert.equal(files.link("/command", "new").kind, "done");
  assert.equal(readlinkSync(join(folder, "command")), "new");
  assert.deepEqual(files.readLink("/command"), { kind: "value", value: "new" });
});

test("a folder is made for everybody to read", (t) => {
  const folder = temporaryFolder(t);
  const before = process.umask(0o077);
  t.after(() => process.umask(before));
  assert.equal(installerFiles(folder).makeFolder("/lib").kind, "done");
  assert.equal(lstatSync(join(folder, "lib")).mode & 0o777, 0o755);
});

test("regular files are listed, links are not", (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "a/b"), { recursive: true });
  writeFileSync(join(folder, "a/b/file"), "");
  writeFileSync(join(folder, "a/file"), "");
  symlinkSync("/etc", join(folder, "a/link"));
  assert.deepEqual(installerFiles(folder).filesBelow("/a"), { kind: "value", value: ["b/file", "file"] });
});

test("only an empty folder is removed, and one that is gone is no fault", (t) => {
  const folder = temporaryFolder(t);
  const files = installerFiles(folder);
  mkdirSync(join(folder, "full"));
  mkdirSync(join(folder, "empty"));
  writeFileSync(join(folder, "full/file"), "");
  for (const name of ["/full", "/empty", "/gone"]) assert.equal(files.removeEmpty(name).kind, "done");
  assert.deepEqual(readdirSync(folder), ["full"]);
  files.removeTree("/full");
  assert.deepEqual(readdirSync(folder), []);
});

test("what cannot be written is told with its path, and nothing half made is left", (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "tool"));
  writeFileSync(join(folder, "tool/file"), "");
  const outcome = installerFiles(folder).write("/tool", bytes("new"), 0o644);
  assert.equal(outcome.kind, "error");
  assert.equal(outcome.kind === "error" && outcome.where, "/tool");
  assert.deepEqual(readdirSync(folder), ["tool"]);
});

test("a program that everybody may change, or one whose folder is so, is not trusted", (t) => {
  const files = installerFiles("/");
  const folder = temporaryFolder(t);
  const program = join(folder, "node");
  writeFileSync(program, "", { mode: 0o755 });
  chmodSync(folder, 0o777);
  const outcome = files.trusted(program);
  assert.equal(outcome.kind === "error" && outcome.code, "EPERM");
  assert.equal(files.trusted("/no/such/node").kind, "absent");
});

test("a program of root's in folders of root's is trusted, at the place where it really lies", (t) => {
  const files = installerFiles("/");
  const link = join(temporaryFolder(t), "sh");
  symlinkSync("/bin/sh", link);
  const found = files.trusted(link);
  assert.equal(found.kind, "value");
  assert.ok(found.kind === "value" && found.value.startsWith("/") && existsSync(found.value) && found.value !== link);
});
