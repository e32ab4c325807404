// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import test, { type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { childCommands } from "../../src/machine/child-commands.ts";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import type { Lock, LockedOut } from "../../src/machine/state-folder.ts";
import { temporaryFolder } from "../fakes/tree.ts";
import { NOBODY, pretendToBe } from "../fakes/users.ts";

const HOLDER = fileURLToPath(new URL("../fixtures/hold-lock.js", import.meta.url));

/** Another process that holds the folder's lock until it is killed. */
async function holder(test: TestContext, path: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [HOLDER, path], { stdio: ["ignore", "pipe", "inherit"] });
  test.after(() => child.kill("SIGKILL"));
  const [line] = await once(createInterface(child.stdout), "line");
  assert.deepEqual(JSON.parse(line), { kind: "lock" });
  return child;
}

function mustLock(end: Lock | LockedOut): Lock {
  assert.ok(end.kind === "lock", JSON.stringify(end));
  return end;
}

function mustNot(end: Lock | LockedOut): LockedOut {
  assert.ok(end.kind === "locked-out");
  return end;
}

test("the second of two processes is told at once who holds it", async (test) => {
  const path = temporaryFolder(test);
  const first = await holder(test, path);
  const start = Date.now();
  const refusal = mustNot(await durableFolder(path).lock(0));
  assert.deepEqual(refusal, { kind: "locked-out", code: "held", why: `process ${first.pid} (travelmode ${path})` });
  assert.ok(Date.now() - start < 1000);
});

test("the second waits as long as it was told", async (test) => {
  const path = temporaryFolder(test);
  await holder(test, path);
  const start = Date.now();
  assert.equal(mustNot(await durableFolder(path).lock(300)).code, "held");
  const waitedMs = Date.now() - start;
  assert.ok(waitedMs >= 290 && waitedMs < 1500, String(waitedMs));
});

test("a lock goes with its process, even one that is killed, to the one who waits", async (test) => {
  const path = temporaryFolder(test);
  const first = await holder(test, path);
  const waiting = durableFolder(path).lock(10_000);
  setTimeout(() => first.kill("SIGKILL"), 200);
  const lock = mustLock(await waiting);
  assert.match(readFileSync(join(path, "lock"), "utf8"), new RegExp(`^${process.pid} travelmode`));
  lock.release();
});

test("a lock that is released can be taken again, and releasing twice harms nobody", async (test) => {
  const folder = durableFolder(temporaryFolder(test));
  const first = mustLock(await folder.lock(0));
  assert.equal(mustNot(await folder.lock(0)).code, "held");
  first.release();
  const second = mustLock(await folder.lock(0));
  first.release();
  assert.equal(mustNot(await folder.lock(0)).code, "held");
  second.release();
});

test("of many who want it at once, one gets it", async (test) => {
  const folder = durableFolder(temporaryFolder(test));
  const ends = await Promise.all(Array.from({ length: 8 }, () => folder.lock(0)));
  assert.equal(ends.filter(({ kind }) => kind === "lock").length, 1);
  for (const end of ends) if (end.kind === "lock") end.release();
});

test("what a holder that crashed left in the file names nobody", async (test) => {
  const path = temporaryFolder(test);
  const folder = durableFolder(path);
  const lock = mustLock(await folder.lock(0));
  for (const left of ["4194305 travelmode on\n", "", "nonsense\n", "0 travelmode on\n"]) {
    writeFileSync(join(path, "lock"), left);
    assert.equal(mustNot(await folder.lock(0)).why, "another process");
  }
  lock.release();
});

test("no program that is started later holds the lock", async (test) => {
  const path = temporaryFolder(test);
  const folder = durableFolder(path);
  const lock = mustLock(await folder.lock(0));
  const { run } = childCommands();
  const open = await run(["sh", "-c", "readlink /proc/self/fd/* || true; readlink /proc/$$/fd/*"]);
  assert.ok(open.kind === "value" && !open.value.stdout.includes(path), JSON.stringify(open));
  const sleeper = spawn("sleep", ["30"], { stdio: "ignore" });
  test.after(() => sleeper.kill());
  lock.release();
  mustLock(await folder.lock(0)).release();
});

test("only its owner can open the lock's file, so that no stranger can hold it", async (test) => {
  const path = temporaryFolder(test);
  mustLock(await durableFolder(path).lock(0)).release();
  assert.equal(statSync(join(path, "lock")).mode & 0o777, 0o600);
});

test("makes the folder that is missing", async (test) => {
  const path = join(temporaryFolder(test), "state/travelmode");
  mustLock(await durableFolder(path).lock(0)).release();
});

test("a place where there can be no lock is said by its errno", async (test) => {
  const path = temporaryFolder(test);
  writeFileSync(join(path, "file"), "");
  mkdirSync(join(path, "odd/lock"), { recursive: true });
  assert.equal(mustNot(await durableFolder(join(path, "file/state")).lock(0)).code, "ENOTDIR");
  assert.equal(mustNot(await durableFolder(join(path, "odd")).lock(0)).code, "EISDIR");
  assert.equal(mustNot(await durableFolder("/proc/self/travelmode").lock(0)).code, "ENOENT");
});

/** Lets an ordinary user's programs be found in this folder only, until the test ends. */
function onlyPrograms(test: TestContext, programs: Readonly<Record<string, string>>): void {
  const folder = temporaryFolder(test);
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const { env } = process;
  process.env = { ...env, PATH: folder };
  pretendToBe(test, NOBODY);
  test.after(() => {
    process.env = env;
  });
}

test("a machine without flock is told so", async (test) => {
  onlyPrograms(test, {});
  const refusal = mustNot(await durableFolder(temporaryFolder(test)).lock(0));
  assert.deepEqual([refusal.code, refusal.why], ["ENOENT", "the program flock (package util-linux) is missing"]);
});

test("a flock that fails otherwise is not taken for a holder", async (test) => {
  onlyPrograms(test, { flock: "echo 'flock: unrecognized option: w' >&2; exit 1" });
  const refusal = mustNot(await durableFolder(temporaryFolder(test)).lock(10));
  assert.deepEqual([refusal.code, refusal.why], ["EIO", "flock failed: flock: unrecognized option: w"]);
});
