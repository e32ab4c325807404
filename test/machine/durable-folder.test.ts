// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { chmodSync, linkSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import { durableSteps } from "../../src/machine/durable-steps.ts";
import { absent, done, value } from "../../src/machine/reading.ts";
import { crashingSteps } from "../fakes/crashing-steps.ts";
import { temporaryFolder } from "../fakes/tree.ts";
import { asOrdinaryUser, giveAway, pretendToBe } from "../fakes/users.ts";

const OLD = "the journal as it was\n".repeat(100);
const NEW = "the journal as it shall be, and longer\n".repeat(200);

const code = (end: { readonly kind: string; readonly code?: string }): string => end.code ?? end.kind;

const modeOf = (path: string): number => statSync(path).mode & 0o7777;

/** A folder with a journal in it. */
function begun(test: TestContext): string {
  const path = join(temporaryFolder(test), "travelmode");
  assert.deepEqual(durableFolder(path).replace("journal", OLD), done);
  return path;
}

test("reads what was written, and what was never written as absent", (test) => {
  const folder = durableFolder(begun(test));
  assert.deepEqual(folder.read("journal"), value(OLD));
  assert.deepEqual(folder.read("restore.sh"), absent);
  assert.deepEqual(folder.replace("empty", ""), done);
  assert.deepEqual(folder.read("empty"), value(""));
});

test("a folder that is not there reads as absent and is not made", (test) => {
  const parent = temporaryFolder(test);
  const folder = durableFolder(join(parent, "state/travelmode"));
  assert.deepEqual(folder.read("journal"), absent);
  assert.deepEqual(folder.remove("journal"), done);
  assert.deepEqual(readdirSync(parent), []);
});

test("a replace is write, fsync, rename, fsync of the folder, in this order", (test) => {
  const steps = crashingSteps();
  durableFolder(begun(test), { steps }).replace("journal", NEW);
  assert.deepEqual(steps.taken, ["write", "sync", "rename", "syncFolder"]);
});

test("each folder that is made is made durable in its parent", (test) => {
  const synced: string[] = [];
  const parent = temporaryFolder(test);
  const syncFolder = (path: string) => void synced.push(path);
  durableFolder(join(parent, "a/b/c"), { steps: { ...durableSteps, syncFolder } }).replace("journal", NEW);
  assert.deepEqual(synced, [parent, join(parent, "a"), join(parent, "a/b"), join(parent, "a/b/c")]);
});

test("folder and file have their permissions whatever the umask", (test) => {
  const parent = temporaryFolder(test);
  const umask = process.umask(0o077);
  test.after(() => process.umask(umask));
  durableFolder(join(parent, "var/lib")).replace("journal", OLD);
  durableFolder(join(parent, "home/state"), { mode: 0o700 }).replace("journal", OLD);
  assert.deepEqual(
    ["var", "var/lib", "var/lib/journal"].map((it) => modeOf(join(parent, it))),
    [0o755, 0o755, 0o644],
  );
  assert.deepEqual(
    ["home", "home/state"].map((it) => modeOf(join(parent, it))),
    [0o700, 0o700],
  );
});

test("a crash at any step of a replace leaves the old text or the new, and a later replace works", (test) => {
  const steps = crashingSteps();
  durableFolder(begun(test), { steps }).replace("journal", NEW);
  const seen = steps.taken.map((step, index) => {
    const path = begun(test);
    const crashed = durableFolder(path, { steps: crashingSteps(index + 1) }).replace("journal", NEW);
    assert.equal(code(crashed), "CRASH", step);
    const folder = durableFolder(path);
    const left = folder.read("journal");
    assert.deepEqual(folder.replace("journal", "later"), done);
    assert.deepEqual(folder.read("journal"), value("later"));
    assert.deepEqual(readdirSync(path), ["journal"]);
    return left.kind === "value" && left.value;
  });
  assert.deepEqual(seen, [OLD, OLD, OLD, NEW]);
});

test("a crash at any step of the first replace leaves nothing or the whole text", (test) => {
  const parent = temporaryFolder(test);
  const steps = crashingSteps();
  durableFolder(join(parent, "whole/state"), { steps }).replace("journal", NEW);
  assert.equal(steps.taken.length, 6);
  for (const number of steps.taken.keys()) {
    const path = join(parent, `crash-${number}/state`);
    durableFolder(path, { steps: crashingSteps(number + 1) }).replace("journal", NEW);
    const left = durableFolder(path).read("journal");
    assert.deepEqual(left, number < 5 ? absent : value(NEW));
    assert.deepEqual(durableFolder(path).replace("journal", "later"), done);
    assert.deepEqual(durableFolder(path).read("journal"), value("later"));
  }
});

test("a removal is durable, and a crash in it leaves the old text or nothing", (test) => {
  const steps = crashingSteps();
  assert.deepEqual(durableFolder(begun(test), { steps }).remove("journal"), done);
  assert.deepEqual(steps.taken, ["unlink", "syncFolder"]);
  for (const [crashAt, left] of [
    [1, value(OLD)],
    [2, absent],
  ] as const) {
    const path = begun(test);
    assert.equal(code(durableFolder(path, { steps: crashingSteps(crashAt) }).remove("journal")), "CRASH");
    assert.deepEqual(durableFolder(path).read("journal"), left);
    assert.deepEqual(durableFolder(path).remove("journal"), done);
    assert.deepEqual(durableFolder(path).read("journal"), absent);
  }
});

test("a kernel that writes a few bytes at a time gets all of them", (test) => {
  const write = (descriptor: number, bytes: Uint8Array) => durableSteps.write(descriptor, bytes.subarray(0, 7));
  const folder = durableFolder(begun(test), { steps: { ...durableSteps, write } });
  assert.deepEqual(folder.replace("journal", "für Köln, schön lang"), done);
  assert.deepEqual(folder.read("journal"), value("für Köln, schön lang"));
});

const fault = (errno: string) => () => {
  throw Object.assign(new Error(`${errno}: so says the kernel`), { code: errno });
};

/** Fails after the first bytes are on disk, as a disk does that fills up. */
function fillUp(): typeof durableSteps.write {
  let room = true;
  return (descriptor, bytes) => {
    if (!room) return fault("ENOSPC")();
    room = false;
    return durableSteps.write(descriptor, bytes.subarray(0, 10));
  };
}

for (const [what, errno, steps] of [
  ["a full disk at once", "ENOSPC", { write: fault("ENOSPC") }],
  ["a disk that fills up", "ENOSPC", { write: fillUp() }],
  ["a full disk that says so late", "ENOSPC", { sync: fault("ENOSPC") }],
  ["a quota", "EDQUOT", { sync: fault("EDQUOT") }],
  ["a broken disk", "EIO", { sync: fault("EIO") }],
  ["a read-only file system", "EROFS", { rename: fault("EROFS") }],
] as const)
  test(`${what} is a failure that leaves the file as it was and nothing beside it`, (test) => {
    const path = begun(test);
    const end = durableFolder(path, { steps: { ...durableSteps, ...steps } }).replace("journal", NEW);
    assert.deepEqual(end.kind === "error" && [end.where, end.code], [join(path, "journal"), errno]);
    assert.deepEqual(durableFolder(path).read("journal"), value(OLD));
    assert.deepEqual(readdirSync(path), ["journal"]);
  });

test("a user reads a folder that only root may write", (test) => {
  const path = begun(test);
  chmodSync(path, 0o555);

  asOrdinaryUser(join(path, ".."), () => {
    const folder = durableFolder(path);
    assert.deepEqual(folder.read("journal"), value(OLD));
    assert.equal(code(folder.replace("journal", NEW)), "EACCES");
    assert.equal(code(folder.remove("journal")), "EACCES");
    assert.deepEqual(folder.read("journal"), value(OLD));
  });
  chmodSync(path, 0o755);
});

test("root uses no folder of somebody else", async (test) => {
  const path = begun(test);
  const uid = giveAway(path);
  pretendToBe(test, 0);
  const folder = durableFolder(path);
  const refused = folder.replace("journal", NEW);
  assert.equal(code(refused), "EPERM");
  assert.match((refused.kind === "error" && refused.detail) || "", new RegExp(`${path} belongs to the user ${uid}`));
  assert.equal(code(folder.read("journal")), "EPERM");
  assert.equal(code(folder.remove("journal")), "EPERM");
  assert.equal(code(await folder.lock(0)), "EPERM");
  assert.deepEqual(readdirSync(path), ["journal"]);
});

test("root reads no file of somebody else", (test) => {
  const path = begun(test);
  giveAway(join(path, "journal"));
  pretendToBe(test, 0);
  assert.equal(code(durableFolder(path).read("journal")), "EPERM");
});

test("root reads, but never writes, the folder of the user it is told of", (test) => {
  const path = begun(test);
  const owner = giveAway(path);
  giveAway(join(path, "journal"));
  pretendToBe(test, 0);
  const folder = durableFolder(path, { owner });
  assert.deepEqual(folder.read("journal"), value(OLD));
  assert.equal(code(folder.replace("journal", NEW)), "EPERM");
  assert.equal(code(folder.remove("journal")), "EPERM");
  assert.equal(code(durableFolder(path, { owner: owner + 1 }).read("journal")), "EPERM");
});

test("nobody is led astray by a link in place of a file", (test) => {
  const path = begun(test);
  const target = join(temporaryFolder(test), "precious");
  writeFileSync(target, "precious");
  symlinkSync(target, join(path, "secret"));
  symlinkSync(target, join(path, "journal.tmp"));
  assert.equal(code(durableFolder(path).read("secret")), "ELOOP");
  assert.equal(code(durableFolder(path).replace("journal", NEW)), "ELOOP");
  assert.equal(readFileSync(target, "utf8"), "precious");
  assert.deepEqual(durableFolder(path).replace("journal", NEW), done, "the link was removed as what a failed write left");
});

test("a link in place of the file itself is replaced, not followed", (test) => {
  const path = begun(test);
  const target = join(temporaryFolder(test), "precious");
  writeFileSync(target, "precious");
  symlinkSync(target, join(path, "restore.sh"));
  linkSync(target, join(path, "hard"));
  assert.deepEqual(durableFolder(path).replace("restore.sh", NEW), done);
  assert.deepEqual(durableFolder(path).replace("hard", NEW), done);
  assert.equal(readFileSync(target, "utf8"), "precious");
});

test("a file that is larger than any of ours is not read", (test) => {
  const path = begun(test);
  truncateSync(join(path, "journal"), 5 * 1024 ** 3);
  assert.equal(code(durableFolder(path).read("journal")), "EFBIG");
});
