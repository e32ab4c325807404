// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { allBuses } from "../../src/machine/all-buses.ts";
import type { BusCall } from "../../src/machine/doors.ts";
import { relayedBuses } from "../../src/machine/relayed-buses.ts";
import { systemBus, userBus } from "../../src/machine/system-bus.ts";
import { privateBus } from "../fakes/private-bus.ts";

/** Each daemon has an id of its own. */
const WHICH: BusCall = {
  service: "org.freedesktop.DBus",
  path: "/org/freedesktop/DBus",
  interface: "org.freedesktop.DBus",
  member: "GetId",
  signature: "",
  args: [],
};

/** The session is this user's, and no other can be reached. */
const around = { uid: 1001, others: relayedBuses(null) };

test("a call goes to the system bus unless it names the caller's own", async (t) => {
  const [system, session] = [await privateBus(t), await privateBus(t)];
  const alone = [systemBus(system.address), userBus(session.address)] as const;
  const both = allBuses({ ...around, system: systemBus(system.address), session: userBus(session.address) });
  for (const bus of [...alone, both]) t.after(() => bus.close());
  const [systemId, sessionId] = await Promise.all(alone.map((bus) => bus.call(WHICH)));
  assert.notDeepEqual(systemId, sessionId);
  assert.deepEqual(await both.call(WHICH), systemId);
  assert.deepEqual(await both.call({ ...WHICH, bus: "session" }), sessionId);
  assert.deepEqual(await both.call({ ...WHICH, bus: 1001 }), sessionId);
});

test("without a bus of the caller's own only the calls to it fail", async (t) => {
  const { address } = await privateBus(t);
  const both = allBuses({ ...around, system: systemBus(address), session: userBus("unix:path=/nowhere/bus") });
  t.after(() => both.close());
  const reply = await both.call({ ...WHICH, bus: "session" });
  assert.equal(reply.kind === "error" && reply.code, "org.freedesktop.DBus.Error.NoServer");
  assert.equal((await both.call(WHICH)).kind, "value");
  const others = await both.call({ ...WHICH, bus: 1000 });
  assert.equal(others.kind === "error" && others.code, "org.freedesktop.DBus.Error.AccessDenied");
});
