// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import type { Argv } from "../../src/machine/as-user.ts";
import type { BusCall } from "../../src/machine/doors.ts";
import { relayedBuses } from "../../src/machine/relayed-buses.ts";
import { echo, peer, privateBus } from "../fakes/private-bus.ts";

const relayTo = (address: string): Argv => [process.execPath, join(import.meta.dirname, "../fixtures/relay.js"), address];

const call = (member: string, signature = "", args: BusCall["args"] = []): BusCall => ({
  ...{ service: "org.example.Wallet", path: "/org/example/Wallet", interface: "org.example.Wallet" },
  ...{ member, signature, args, bus: 1000 },
});

/** Buses behind a program that is run as if it were the user's, and as whom it was run. */
function buses(t: TestContext, program: Argv) {
  const ran: number[] = [];
  const users = relayedBuses(program, (uid, argv) => {
    ran.push(uid);
    return argv;
  });
  t.after(() => users.close());
  return { users, ran };
}

/** A user's own bus, on which somebody answers. */
async function alices(t: TestContext) {
  const { address } = await privateBus(t);
  await peer(t, address, { name: "org.example.Wallet", members: { Echo: echo } });
  return buses(t, relayTo(address));
}

const codeOf = (reply: Awaited<ReturnType<ReturnType<typeof relayedBuses>["call"]>>): string | undefined =>
  reply.kind === "error" ? reply.code.split(".").at(-1) : undefined;

test("root's calls are made on the user's bus, all by one program, and the answers come back with their types", async (t) => {
  const { users, ran } = await alices(t);
  const sent = [2n ** 64n - 1n, { "a.b": { variant: "as", value: ["x"] } }, Uint8Array.of(0, 255), [true, -1.5]];
  const args: BusCall["args"] = [...sent.slice(0, 3), sent[3] ?? ""];
  const replies = await Promise.all([
    users.call(1000, call("Echo", "ta{sv}ay(bd)", args)),
    users.call(1000, call("Echo", "s", ["line\nbreak"])),
  ]);
  assert.deepEqual(replies[0], { kind: "value", value: [sent[0], { "a.b": ["x"] }, sent[2], sent[3]] });
  assert.deepEqual(replies[1], { kind: "value", value: ["line\nbreak"] });
  assert.deepEqual(ran, [1000]);
});

test("what the user's bus refuses is refused here by the same name", async (t) => {
  const { users } = await alices(t);
  assert.equal(codeOf(await users.call(1000, { ...call("Echo"), service: "org.example.Nobody" })), "ServiceUnknown");
  assert.equal(codeOf(await users.call(1000, call("Echo", "o", ["no path"]))), "InvalidArgs");
  const { users: busless } = buses(t, relayTo("unix:path=/nowhere/bus"));
  assert.equal(codeOf(await busless.call(1000, call("Echo"))), "NoServer");
});

test("a relay that has ended fails what was asked, and the next question starts another", async (t) => {
  const { users, ran } = buses(t, ["true"]);
  for (let round = 0; round < 2; round += 1) assert.equal(codeOf(await users.call(1000, call("Echo"))), "Disconnected");
  assert.deepEqual(ran, [1000, 1000]);
});

for (const [what, words] of [
  ["nonsense", ["echo", "{}"]],
  ["what nobody has asked", ["echo", '{"id":99,"reply":{"kind":"value","value":[]}}']],
  ["more than is read", ["sh", "-c", "head -c 3000000 /dev/zero; echo"]],
] as const)
  test(`who answers ${what} is ended, and not asked again for a while; others are`, async (t) => {
    const { users, ran } = buses(t, ["sh", "-c", 'read call; "$@"; read more', "sh", ...words]);
    const first = await users.call(1000, call("Echo"));
    assert.deepEqual([codeOf(first), codeOf(await users.call(1000, call("Echo")))], ["NoReply", "NoReply"]);
    assert.deepEqual(ran, [1000]);
    await users.call(1001, call("Echo"));
    assert.deepEqual(ran, [1000, 1001]);
  });

test("a program that is not there is told of as such", async (t) => {
  const users = relayedBuses(["/nowhere/relay"], (_, argv) => argv);
  t.after(() => users.close());
  assert.equal(codeOf(await users.call(1000, call("Echo"))), "ENOENT");
});
