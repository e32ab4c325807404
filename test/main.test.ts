// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { EXIT } from "../src/errors.ts";

const MAIN = join(import.meta.dirname, "../src/main.js");

test("the version that cannot be printed is a fault in one sentence, as with every other command", () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [MAIN, "--version"], {
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  assert.equal(status, EXIT.failed);
  assert.equal(stderr, "travelmode: cannot write to standard output (ENOSPC); what was done stands\n");
});
