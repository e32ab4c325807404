// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { foundNobody, getAllProperties, unexpectedReply } from "../../src/machine/bus-values.ts";
import type { BusValue } from "../../src/machine/doors.ts";
import { failure, type Reading, value } from "../../src/machine/reading.ts";
import { fakeBus } from "../fakes/fake-bus.ts";

const OBJECT = { service: "org.bluez", path: "/org/bluez/hci0", interface: "org.bluez.Adapter1" };
const ERROR = "org.freedesktop.DBus.Error";

test("all properties of an interface come with one call", async () => {
  const bus = fakeBus({ [OBJECT.service]: { [OBJECT.path]: { [OBJECT.interface]: { Powered: true, Alias: "laptop" } } } });
  assert.deepEqual(await getAllProperties(bus, OBJECT), value({ Powered: true, Alias: "laptop" }));
  assert.deepEqual(
    bus.calls.map(({ interface: its, member, args }) => [its, member, args]),
    [["org.freedesktop.DBus.Properties", "GetAll", [OBJECT.interface]]],
  );
});

for (const reply of [[], ["text"], [[1]], [new Uint8Array(1)]] satisfies readonly (readonly BusValue[])[])
  test(`an answer of ${JSON.stringify(reply)} instead of properties is an error`, async () => {
    const bus = { ...fakeBus(), call: async (): Promise<Reading<readonly BusValue[]>> => value(reply) };
    assert.deepEqual(await getAllProperties(bus, OBJECT), unexpectedReply("org.bluez", "GetAll"));
  });

test("a missing service or bus is told from one that does not answer", () => {
  const missing = (code: string): boolean => foundNobody(failure("org.bluez Get", `${ERROR}.${code}`));
  assert.deepEqual(["ServiceUnknown", "NameHasNoOwner", "NoServer", "Timeout"].map(missing), [true, true, true, true]);
  assert.deepEqual(["NoReply", "AccessDenied", "Disconnected", "UnknownObject"].map(missing), [false, false, false, false]);
});
