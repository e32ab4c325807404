// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync, realpathSync } from "node:fs";
import test from "node:test";
import fc from "fast-check";
import { bigFiles } from "../../../src/machine/big-files.ts";
import { kernelFiles } from "../../../src/machine/files.ts";
import { type ReadAt, readElf } from "../../../src/processes/program-files/elf.ts";
import { librariesOf } from "../../../src/processes/program-files/libraries.ts";
import { tree } from "../../fakes/tree.ts";

const real = { files: kernelFiles("/"), bigFiles: bigFiles() };

const reader =
  (bytes: Uint8Array): ReadAt =>
  (from, length) =>
    Number.isSafeInteger(from) && from <= bytes.length ? bytes.subarray(from, from + length) : null;

test("the libraries that are found for node are those that the loader has mapped into it", () => {
  const libraries = librariesOf(real, realpathSync(process.execPath));
  const maps = readFileSync("/proc/self/maps", "utf8");
  assert.ok(libraries.some((path) => /\/libc\.so\.6$|\/libc-.*\.so$|ld-musl/.test(path)));
  for (const path of libraries) assert.ok(maps.includes(` ${path}\n`), path);
});

test("a script needs no libraries, and neither does what is not there", (t) => {
  const { files, root } = tree(t, { "/usr/bin/script": "#!/bin/sh" });
  const doors = { files, bigFiles: bigFiles(root) };
  assert.deepEqual(librariesOf(doors, "/usr/bin/script"), []);
  assert.deepEqual(librariesOf(doors, "/usr/bin/gone"), []);
  assert.deepEqual(librariesOf(doors, "/usr/bin"), []);
});

test("a damaged file is read to no end and without a fault", () => {
  const sound = readFileSync(process.execPath).subarray(0, 4096);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 40 }), (blows) => {
      const bytes = Uint8Array.from(sound);
      for (const [at, byte] of blows) bytes[at] = byte;
      const elf = readElf(reader(bytes));
      assert.ok(elf === null || elf.needed.every((name) => name !== ""));
    }),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readElf(reader(bytes))));
});
