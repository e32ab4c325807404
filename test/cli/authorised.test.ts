// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { authorised } from "../../src/cli/authorised.ts";
import type { Session } from "../../src/cli/session.ts";
import { TravelError } from "../../src/errors.ts";
import { alice, fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { type FakeKeepers, fakeKeepers, type There } from "./fake-keepers.ts";
import { PIPE, recordingTerminal } from "./recording-terminal.ts";
import { laptop, session } from "./sessions.ts";

/** A session with or without somebody at the terminal. */
function asked(t: TestContext, { answers, ...there }: There & { answers?: readonly string[] }, more: Partial<Session> = {}) {
  const keepers: FakeKeepers = fakeKeepers(there);
  const machine = fakeMachine(tree(t, {}).files, { caller: alice });
  const terminal = recordingTerminal(PIPE, answers);
  return { keepers, session: session(machine, { laptop: { ...laptop(machine), keepers }, terminal, ...more }) };
}

const wants = async ({ interactive }: { readonly interactive: boolean }): Promise<string> => {
  if (!interactive) throw new TravelError("AUTHORISATION", "a password is wanted");
  return "done";
};

const isRefused = (error: unknown): boolean =>
  error instanceof TravelError && error.code === "REFUSED" && error.message.endsWith("use sudo travelmode on flight");

test("who need not be asked is not: no agent is started", async (t) => {
  const { keepers, session } = asked(t, { answers: [] });
  assert.equal(await authorised(session, "on", async ({ interactive }) => interactive), false);
  assert.deepEqual(keepers.done, []);
});

test("where a password is wanted the terminal asks for it, and stops asking afterwards", async (t) => {
  const { keepers, session } = asked(t, { answers: [] });
  assert.equal(await authorised(session, "on", wants), "done");
  assert.deepEqual(keepers.done, ["agent", "agent stopped"]);
});

test("it stops asking where the password was wrong, too", async (t) => {
  const { keepers, session } = asked(t, { answers: [] });
  const never = () => wants({ interactive: false });
  await assert.rejects(
    authorised(session, "on", never),
    (error) => error instanceof TravelError && error.code === "AUTHORISATION",
  );
  assert.deepEqual(keepers.done, ["agent", "agent stopped"]);
});

test("without a terminal, without an agent, and with --json it is refused with what to type", async (t) => {
  await assert.rejects(authorised(asked(t, {}).session, "on flight", wants), isRefused);
  await assert.rejects(authorised(asked(t, { answers: [], agentless: true }).session, "on flight", wants), isRefused);
  await assert.rejects(authorised(asked(t, { answers: [] }, { json: true }).session, "on flight", wants), isRefused);
});

test("another fault is passed on as it is", async (t) => {
  const { session } = asked(t, { answers: [] });
  const busy = new TravelError("BUSY", "another is at work");
  await assert.rejects(
    authorised(session, "on", () => Promise.reject(busy)),
    busy,
  );
});
