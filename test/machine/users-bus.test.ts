// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { namesOn } from "../../src/machine/bus-names.ts";
import type { BusCall, Caller } from "../../src/machine/doors.ts";
import { systemBus } from "../../src/machine/system-bus.ts";
import { usersBus } from "../../src/machine/users-bus.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { alice, fakeMachine, root } from "../fakes/fake-machine.ts";
import { peer, privateBus } from "../fakes/private-bus.ts";
import { tree } from "../fakes/tree.ts";

test("the names on a bus are told with the pid of their owner, without unique names and the daemon's own", async (t) => {
  const daemon = await privateBus(t);
  await peer(t, daemon.address, { name: "org.example.Wallet", members: {} });
  const bus = systemBus(daemon.address);
  t.after(() => bus.close());
  assert.deepEqual(await namesOn(bus, {}), { kind: "value", value: [{ name: "org.example.Wallet", pid: process.pid }] });
});

const wallet = (whose: string) => ({ "org.example.Wallet": { "/": { "org.example.Wallet": { Name: () => [whose] } } } });

/** Alice's bus as this caller finds it. */
const alicesBus = (t: TestContext, caller: Caller) =>
  usersBus(fakeMachine(tree(t, {}).files, { caller, bus: fakeBus({}, wallet("the own"), { 1000: wallet("alice's") }) }), 1000);

const NAME: BusCall = {
  ...{ service: "org.example.Wallet", path: "/", interface: "org.example.Wallet" },
  ...{ member: "Name", signature: "", args: [] },
};

test("a user asks the own bus directly, root by the user's number, and nobody else may", async (t) => {
  assert.deepEqual(await alicesBus(t, alice)?.call(NAME), { kind: "value", value: ["the own"] });
  assert.deepEqual(await alicesBus(t, root)?.call(NAME), { kind: "value", value: ["alice's"] });
  assert.equal(alicesBus(t, { ...alice, uid: 1001 }), undefined);
});
