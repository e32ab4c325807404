// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { BusValue } from "../../src/machine/doors.ts";
import { callLine, readAnswer, readCall } from "../../src/machine/relay-lines.ts";
import { fromRelayed, toRelayed } from "../../src/machine/relay-values.ts";

const { value } = fc.letrec<{ value: BusValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
    fc.uint8Array(),
    fc.array(tie("value")),
    fc.dictionary(fc.string(), tie("value"), { noNullPrototype: true }),
    fc.record({ variant: fc.constantFrom("t", "s"), value: tie("value") }, { noNullPrototype: true }),
  ),
}));

test("whatever a bus carries comes out of the pipe as it went in", () => {
  fc.assert(fc.property(value, (it) => assert.deepEqual(fromRelayed(JSON.parse(JSON.stringify(toRelayed(it)))), it)));
});

test("whatever a user's side says is an answer or nothing, and never throws", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => assert.equal(readAnswer(line), null)));
  const nested = `{"id":1,"reply":{"kind":"value","value":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
  for (const reply of [
    '{"kind":"value","value":[{"n":"x"}]}',
    '{"kind":"value","value":[null]}',
    '{"kind":"error","where":"","code":"a b"}',
  ])
    assert.equal(readAnswer(`{"id":1,"reply":${reply}}`), null, reply);
  assert.equal(readAnswer(nested), null);
});

test("a call goes over without the name of the bus that it is for", () => {
  const call = { service: "a.b", path: "/", interface: "a.b", member: "Do", signature: "t", args: [7n], timeoutMs: 9 };
  assert.deepEqual(readCall(callLine({ id: 3, of: { ...call, bus: 1000 } })), { id: 3, of: call });
});
