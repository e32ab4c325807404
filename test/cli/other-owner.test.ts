// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { clearTheWay, notYours } from "../../src/cli/other-owner.ts";
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

/** The ending prints faults of its own to both outputs, one of them with an escape sequence. */
function asked(t: test.TestContext, caller: Caller, answer: Reading<number>): { session: Session; argvs: (readonly string[])[] } {
  const argvs: (readonly string[])[] = [];
  const said = { stdout: "  Bluetooth  dongle \u001b]0;x\u0007 is not there now\n\n", stderr: "travelmode: \u001b[2Jno\n" };
  const commands = {
    run: async (argv: readonly string[]) => {
      argvs.push(argv);
      return answer.kind === "value" ? value({ status: answer.value, ...said }) : answer;
    },
  };
  return { session: session(fakeMachine(tree(t, {}).files, { caller, commands })), argvs };
}

test("nobody else's travel mode is on: nothing is run", async (t) => {
  const { session, argvs } = asked(t, sudo, value(0));
  assert.deepEqual(await clearTheWay(session, status()), { done: [], faults: [] });
  assert.deepEqual(argvs, []);
});

test("root ends that of the user behind sudo, as that user, with their own folders", async (t) => {
  const { session, argvs } = asked(t, sudo, value(0));
  assert.deepEqual(await clearTheWay(session, status({ elsewhere })), {
    done: ["Ended the travel mode of alice (online) first."],
    faults: [],
  });
  const [argv = []] = argvs;
  assert.deepEqual(argv.slice(0, 7), ["setsid", "--wait", "runuser", "-u", "alice", "--", "env"]);
  assert.ok(argv.includes("HOME=/home/alice"));
  assert.deepEqual(argv.slice(-4), ["node", "travelmode", "off", "--quiet"]);
});

test("what of it could not be put back is repeated, fit for root's terminal, and locks nobody out", async (t) => {
  const { session } = asked(t, sudo, value(3));
  assert.deepEqual(await clearTheWay(session, status({ elsewhere })), {
    done: ["Ended the travel mode of alice (online) first."],
    faults: [
      "Not everything of alice's travel mode could be put back:",
      "  Bluetooth  dongle ]0;x is not there now",
      "travelmode: [2Jno",
    ],
  });
});

test("where that fails, root's is refused with the reason", async (t) => {
  const failed = asked(t, sudo, value(6));
  await assert.rejects(
    clearTheWay(failed.session, status({ elsewhere })),
    refused(/alice could not be ended \(travelmode: \[2Jno\)/u),
  );
  const missing = asked(t, sudo, failure("setsid", "ENOENT"));
  await assert.rejects(clearTheWay(missing.session, status({ elsewhere })), refused(/setsid cannot be started/u));
});

test("a profile's name from another user's journal reaches no terminal as it is", async (t) => {
  const hostile = { who: "alice", profile: "on\u001b[2J\nline" };
  const { session } = asked(t, sudo, value(0));
  const { done } = await clearTheWay(session, status({ elsewhere: hostile }));
  assert.deepEqual(done, ["Ended the travel mode of alice (on[2J line) first."]);
  assert.match(notYours(hostile, "travelmode on").message, /is on \(on\[2J line\), and/u);
});

test("a user cannot end root's, and is told how", async (t) => {
  const { session, argvs } = asked(t, alice, value(0));
  await assert.rejects(
    clearTheWay(session, status({ elsewhere: { who: "root", profile: "flight" } })),
    refused(/sudo travelmode on/u),
  );
  assert.deepEqual(argvs, []);
});
