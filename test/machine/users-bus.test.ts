// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { namesOn } from "../../src/machine/bus-names.ts";
import type { BusCall, Caller, CommandResult } from "../../src/machine/doors.ts";
import { systemBus } from "../../src/machine/system-bus.ts";
import { usersBus } from "../../src/machine/users-bus.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { alice, fakeMachine, root } from "../fakes/fake-machine.ts";
import { fakePrograms } from "../fakes/live-machine.ts";
import { peer, privateBus } from "../fakes/private-bus.ts";
import { tree } from "../fakes/tree.ts";

test("the names on a bus are told with the pid of their owner, without unique names and the daemon's own", async (t) => {
  const daemon = await privateBus(t);
  await peer(t, daemon.address, { name: "org.example.Wallet", members: {} });
  const bus = systemBus(daemon.address);
  t.after(() => bus.close());
  assert.deepEqual(await namesOn(bus, {}), { kind: "value", value: [{ name: "org.example.Wallet", pid: process.pid }] });
});

const AS_ALICE =
  "systemd-run --quiet --collect --pipe --wait --setenv=XDG_RUNTIME_DIR=/run/user/1000 --setenv=LC_ALL=C.UTF-8 --uid=1000 " +
  "--setenv=DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus -- busctl --user --auto-start=no";

/** Alice's bus as this caller finds it, with what busctl prints by its last words. */
function alicesBus(t: TestContext, caller: Caller, printed: Readonly<Record<string, Partial<CommandResult>>> = {}) {
  const results = Object.fromEntries(Object.entries(printed).map(([words, result]) => [`${AS_ALICE} ${words}`, result]));
  const session = { "org.example.Wallet": { "/": { "org.example.Wallet": { Name: () => ["alice's"] } } } };
  const bus = fakeBus({}, session);
  return usersBus(fakeMachine(tree(t, {}).files, { caller, bus, commands: fakePrograms(results) }), 1000);
}

const call = (member: string, signature = "", args: BusCall["args"] = []): BusCall => ({
  ...{ service: "org.example.Wallet", path: "/", interface: "org.example.Wallet" },
  ...{ member, signature, args },
});

test("a user asks the own bus directly, and nobody else's", async (t) => {
  assert.deepEqual(await alicesBus(t, alice)?.call(call("Name")), { kind: "value", value: ["alice's"] });
  assert.equal(alicesBus(t, { ...alice, uid: 1001 }), undefined);
});

const CALL = "--json=short -- call org.example.Wallet / org.example.Wallet";

test("root asks by way of busctl, whose variants are unwrapped", async (t) => {
  const bus = alicesBus(t, root, {
    [`${CALL} Get ss one other`]: { stdout: '{"type":"v","data":[{"type":"as","data":["a","b"]}]}\n' },
    [`${CALL} Quiet`]: { stdout: "" },
    [`${CALL} Broken`]: { stdout: "{" },
  });
  assert.deepEqual(await bus?.call(call("Get", "ss", ["one", "other"])), { kind: "value", value: [["a", "b"]] });
  assert.deepEqual(await bus?.call(call("Quiet")), { kind: "value", value: [] });
  assert.equal((await bus?.call(call("Broken")))?.kind, "error");
});

test("what busctl says when it fails is known by its words", async (t) => {
  const codeFor = async (stderr: string) => {
    const reply = await alicesBus(t, root, { [`${CALL} Name`]: { status: 1, stderr } })?.call(call("Name"));
    return reply?.kind === "error" ? reply.code.split(".").at(-1) : undefined;
  };
  assert.equal(
    await codeFor("Call failed: The name org.example.Wallet was not provided by any .service files"),
    "ServiceUnknown",
  );
  assert.equal(await codeFor('Call failed: Name "org.example.Wallet" does not exist'), "ServiceUnknown");
  assert.equal(await codeFor("Call failed: Unknown object '/'."), "UnknownObject");
  assert.equal(await codeFor("Call failed: Unit own.service not loaded."), "NoSuchUnit");
  assert.equal(await codeFor("Failed to connect to bus: Connection refused"), "Failed");
});
