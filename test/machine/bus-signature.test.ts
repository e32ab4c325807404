// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { parseSignature } from "../../src/machine/bus-signature.ts";

const basic = (code: string) => ({ kind: "basic", code });

test("reads every kind of type", () => {
  assert.deepEqual(parseSignature(""), []);
  assert.deepEqual(parseSignature("sv"), [basic("s"), { kind: "variant" }]);
  assert.deepEqual(parseSignature("aay"), [{ kind: "array", of: { kind: "array", of: basic("y") } }]);
  assert.deepEqual(parseSignature("a{sv}b"), [{ kind: "dict", key: "s", of: { kind: "variant" } }, basic("b")]);
  assert.deepEqual(parseSignature("(s(ux))"), [
    { kind: "struct", members: [basic("s"), { kind: "struct", members: [basic("u"), basic("x")] }] },
  ]);
});

const FORBIDDEN = ["a", "(", ")", "()", "(s", "{ss}", "a{s}", "a{ss", "a{sss}", "a{vs}", "a{(s)s}", "z", "h", "ah", "a{sh}"];

for (const signature of [...FORBIDDEN, "s".repeat(256), `${"a".repeat(40)}s`])
  test(`refuses the signature ${signature.slice(0, 8)}`, () => {
    assert.throws(() => parseSignature(signature), SyntaxError);
  });

test("never throws anything but SyntaxError, whatever the text", () => {
  const signatures = fc.string({ unit: fc.constantFrom(..."ybnqiuxtdsogav(){}h") });
  fc.assert(
    fc.property(fc.oneof(signatures, fc.string()), (text) => {
      try {
        parseSignature(text);
      } catch (error) {
        assert.ok(error instanceof SyntaxError);
      }
    }),
  );
});
