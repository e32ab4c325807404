// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { TravelError } from "../../src/errors.ts";
import { temporaryFolder } from "../../src/sim/temporary-folder.ts";

test("nobody else can enter it, and nothing of it is left", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder.path, "a"), "");
  assert.equal(statSync(folder.path).mode & 0o777, 0o700);
  folder.remove();
  assert.equal(existsSync(folder.path), false);
});

test("where there is no room for one, a sentence names the place", (t) => {
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = "/proc/nowhere";
  t.after(() => {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  });
  assert.throws(temporaryFolder, (error) => error instanceof TravelError && error.message.includes("/proc/nowhere"));
});
