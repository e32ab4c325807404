// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import test from "node:test";
import fc from "fast-check";
import { currentCaller, findInvoker, trustedEnvironment } from "../../src/machine/caller.ts";

const PASSWD = `root:x:0:0:root:/root:/bin/bash
toor:x:0:0::/root:/bin/sh
alice:x:1000:1000:Alice,,,:/home/alice:/bin/bash
bob:x:1001:100:Bob:/srv/homes/bob:/bin/zsh
twin:x:1000:1000::/home/twin:/bin/sh
broken:x:1002
homeless:x:1003:1003:::/bin/sh
+nis::::::
`;

const alice = { uid: 1000, gid: 1000, name: "alice", home: "/home/alice" };
const bob = { uid: 1001, gid: 100, name: "bob", home: "/srv/homes/bob" };

const INVOKERS = [
  ["sudo", { SUDO_UID: "1000", SUDO_GID: "27", SUDO_USER: "alice", HOME: "/root" }, alice],
  ["sudo, by uid alone", { SUDO_UID: "1001" }, bob],
  ["sudo, of two names for one uid", { SUDO_UID: "1000", SUDO_USER: "twin" }, { ...alice, name: "twin", home: "/home/twin" }],
  ["pkexec", { PKEXEC_UID: "1001" }, bob],
  ["doas", { DOAS_USER: "bob" }, bob],
  ["nothing", {}, undefined],
  ["sudo by root", { SUDO_UID: "0", SUDO_USER: "root" }, undefined],
  ["doas by root's other name", { DOAS_USER: "toor" }, undefined],
  ["a user whom nobody knows", { SUDO_UID: "4242", SUDO_USER: "alice" }, undefined],
  ["a name that is not the uid's", { SUDO_UID: "1000", SUDO_USER: "bob" }, undefined],
  ["a uid that is no number", { SUDO_UID: "1000x" }, undefined],
  ["a uid with zeros", { PKEXEC_UID: "01000" }, undefined],
  ["an empty name", { DOAS_USER: "" }, undefined],
  ["a name in the form of a line", { DOAS_USER: "alice:x" }, undefined],
  ["an entry without a home", { SUDO_UID: "1003" }, undefined],
  ["an entry that is cut off", { SUDO_UID: "1002" }, undefined],
] as const;

for (const [what, env, invoker] of INVOKERS)
  test(`the user behind ${what}`, () => {
    assert.deepEqual(findInvoker(env, PASSWD), invoker);
  });

test("the user behind root is never root, and never throws, whatever the texts", () => {
  const env = fc.record({ SUDO_UID: fc.string(), SUDO_USER: fc.string(), DOAS_USER: fc.string() }, { requiredKeys: [] });
  fc.assert(
    fc.property(env, fc.oneof(fc.string(), fc.constant(PASSWD)), (variables, passwd) => {
      assert.notEqual(findInvoker(variables, passwd)?.uid, 0);
    }),
  );
});

test("the caller is who runs the process, whatever HOME says", (test) => {
  const { env } = process;
  process.env = { ...env, HOME: "/somewhere/else", USER: "somebody" };
  test.after(() => {
    process.env = env;
  });
  const { uid, username, homedir } = userInfo();
  const caller = currentCaller();
  assert.deepEqual(
    { uid: caller.uid, pid: caller.pid, name: caller.name, home: caller.home },
    { uid, pid: process.pid, name: username, home: homedir },
  );
  assert.deepEqual({ ...caller.env }, trustedEnvironment(uid, process.env));
});

test("su keeps a user's XDG folders, which root must not write to; an ordinary user's stay", () => {
  const env = { XDG_STATE_HOME: "/home/alice/.state", XDG_CONFIG_HOME: "/home/alice/.config", LANG: "C", XDG_SEAT: "seat0" };
  assert.deepEqual(trustedEnvironment(0, env), { LANG: "C", XDG_SEAT: "seat0" });
  assert.deepEqual(trustedEnvironment(1000, env), env);
});

test("somebody is behind root alone", (test) => {
  const [uid, name] = firstOrdinaryUser();
  const { env } = process;
  process.env = { ...env, SUDO_UID: uid, SUDO_USER: name };
  test.after(() => {
    process.env = env;
  });
  const caller = currentCaller();
  assert.equal(caller.invoker?.name, caller.uid === 0 ? name : undefined);
});

function firstOrdinaryUser(): readonly [uid: string, name: string] {
  const fields = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const [name = "", , uid = ""] = fields.find(([, , uid]) => uid !== "0") ?? [];
  return [uid, name];
}
