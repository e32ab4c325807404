// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { clearTheWay } from "../../src/cli/other-owner.ts";
import type { Session } from "../../src/cli/session.ts";
import { TravelError } from "../../src/errors.ts";
import type { Caller } from "../../src/machine/doors.ts";
import { failure, type Reading, value } from "../../src/machine/reading.ts";
import { alice, fakeMachine, root } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { status } from "./records.ts";
import { session } from "./sessions.ts";

const sudo: Caller = { ...root, invoker: { uid: 1000, gid: 1000, name: "alice", home: "/home/alice" } };
const elsewhere = { who: "alice", profile: "online" };

const refused = (says: RegExp) => (error: unknown) =>
  error instanceof TravelError && error.code === "REFUSED" && says.test(error.message);

function asked(t: test.TestContext, caller: Caller, answer: Reading<number>): { session: Session; argvs: (readonly string[])[] } {
  const argvs: (readonly string[])[] = [];
  const commands = {
    run: async (argv: readonly string[]) => {
      argvs.push(argv);
      return answer.kind === "value" ? value({ status: answer.value, stdout: "", stderr: "travelmode: no\n" }) : answer;
    },
  };
  return { session: session(fakeMachine(tree(t, {}).files, { caller, commands })), argvs };
}

test("nobody else's travel mode is on: nothing is run", async (t) => {
  const { session, argvs } = asked(t, sudo, value(0));
  assert.equal(await clearTheWay(session, status()), undefined);
  assert.deepEqual(argvs, []);
});

test("root ends that of the user behind sudo, as that user, with their own folders", async (t) => {
  const { session, argvs } = asked(t, sudo, value(0));
  assert.match((await clearTheWay(session, status({ elsewhere }))) ?? "", /Ended the travel mode of alice \(online\) first/u);
  const [argv = []] = argvs;
  assert.deepEqual(argv.slice(0, 5), ["runuser", "-u", "alice", "--", "env"]);
  assert.ok(argv.includes("HOME=/home/alice"));
  assert.deepEqual(argv.slice(-4), ["node", "travelmode", "off", "--quiet"]);
});

test("where that fails, root's is refused with the reason", async (t) => {
  const partly = asked(t, sudo, value(3));
  await assert.rejects(
    clearTheWay(partly.session, status({ elsewhere })),
    refused(/alice could not be ended \(travelmode: no\)/u),
  );
  const missing = asked(t, sudo, failure("runuser", "ENOENT"));
  await assert.rejects(clearTheWay(missing.session, status({ elsewhere })), refused(/runuser cannot be started/u));
});

test("a user cannot end root's, and is told how", async (t) => {
  const { session, argvs } = asked(t, alice, value(0));
  await assert.rejects(
    clearTheWay(session, status({ elsewhere: { who: "root", profile: "flight" } })),
    refused(/sudo travelmode on/u),
  );
  assert.deepEqual(argvs, []);
});
