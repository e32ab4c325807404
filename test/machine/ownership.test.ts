// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { chmodSync, lstatSync, mkdirSync, type Stats, symlinkSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { refuseForeign } from "../../src/machine/ownership.ts";
import { temporaryFolder } from "../fakes/tree.ts";
import { pretendToBe } from "../fakes/users.ts";

const ALICE = 1000;

function statsOf(test: TestContext, uid: number, mode: number): Stats {
  const path = join(temporaryFolder(test), "folder");
  mkdirSync(path);
  chmodSync(path, mode);
  return Object.assign(lstatSync(path), { uid });
}

test("root uses what is root's and nobody else may write", (test) => {
  pretendToBe(test, 0);
  refuseForeign("/x", statsOf(test, 0, 0o755));
  refuseForeign("/x", statsOf(test, ALICE, 0o775), ALICE);
});

test("root refuses, with EPERM and the reason, what others own or may write", (test) => {
  pretendToBe(test, 0);
  assert.throws(() => refuseForeign("/x", statsOf(test, ALICE, 0o755)), {
    code: "EPERM",
    message: /^\/x belongs to the user 1000/,
  });
  assert.throws(() => refuseForeign("/x", statsOf(test, 1001, 0o755), ALICE), { code: "EPERM", message: /the user 1001/ });
  for (const mode of [0o775, 0o757, 0o777])
    assert.throws(() => refuseForeign("/x", statsOf(test, 0, mode)), { code: "EPERM", message: /may be written by others/ });
});

test("root refuses a link, even its own", (test) => {
  pretendToBe(test, 0);
  const link = join(temporaryFolder(test), "link");
  symlinkSync("/etc", link);
  const stats = Object.assign(lstatSync(link), { uid: 0 });
  assert.throws(() => refuseForeign(link, stats), { code: "EPERM", message: /is a link/ });
});

test("an ordinary user may look at anything", (test) => {
  pretendToBe(test, ALICE);
  refuseForeign("/x", statsOf(test, 0, 0o777));
  refuseForeign("/x", statsOf(test, 1001, 0o777));
});
