// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { both, type Manifest, manifestText, parseManifest, sumOf } from "../../../src/cli/install/manifest.ts";

const sum = fc.string().map((text) => sumOf(Buffer.from(text)));
const path = fc.stringMatching(/^\/[\w./ -]{1,30}$/).filter((it) => it.trim() === it);
const manifest: fc.Arbitrary<Manifest> = fc.record(
  {
    files: fc.array(fc.tuple(path, fc.uniqueArray(sum, { minLength: 1, maxLength: 2 }))).map((entries) => new Map(entries)),
    links: fc.array(fc.tuple(path, fc.stringMatching(/^[\w./-]{1,30}$/))).map((entries) => new Map(entries)),
    folders: fc.array(path),
  },
  { noNullPrototype: true },
);

test("what is written is read back", () => {
  fc.assert(fc.property(manifest, (it) => assert.deepEqual(parseManifest(manifestText(it)), it)));
});

test("lines that are no entries name nothing to remove", () => {
  const { files, links, folders } = parseManifest(
    `file 12 /etc/passwd\nfile ${"0".repeat(64)} etc/passwd\nlink /x\nfolder etc\n/etc`,
  );
  assert.deepEqual([files.size, links.size, folders.length], [0, 0, 0]);
});

test("while one version gives way to another, either's file is ours", () => {
  const older = {
    files: new Map([
      ["/a", ["1"]],
      ["/b", ["1"]],
    ]),
    links: new Map(),
    folders: ["/x"],
  };
  const newer = {
    files: new Map([
      ["/b", ["2"]],
      ["/c", ["2"]],
    ]),
    links: new Map(),
    folders: ["/y"],
  };
  assert.deepEqual(both(older, newer), {
    files: new Map([
      ["/a", ["1"]],
      ["/b", ["1", "2"]],
      ["/c", ["2"]],
    ]),
    links: new Map(),
    folders: ["/x", "/y"],
  });
});
