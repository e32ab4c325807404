// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { isRights, outcomeOf, sentence } from "../../src/engine/sentences.ts";
import { failure } from "../../src/machine/reading.ts";

test("a sentence says why, with code and place", () => {
  assert.equal(sentence(failure("/sys/a", "EBUSY")), "the kernel keeps it locked now (EBUSY at /sys/a)");
  assert.equal(
    sentence(failure("org.bluez Set", "org.freedesktop.DBus.Error.NoReply")),
    "its service did not answer in time (NoReply at org.bluez Set)",
  );
});

test("an error that nobody has heard of speaks for itself", () => {
  assert.equal(sentence(failure("a", "com.example.Odd", "the cat is on it")), "the cat is on it (com.example.Odd at a)");
  assert.equal(outcomeOf(failure("a", "com.example.Odd")), "failed");
});

test("what a service refuses to somebody who is not at the screen is a matter of rights", () => {
  for (const code of ["org.freedesktop.login1.NotYourDevice", "org.freedesktop.NetworkManager.PermissionDenied"]) {
    assert.ok(isRights(failure("a", code)));
    assert.match(sentence(failure("a", code)), /^only root and the user at the screen may do it/);
  }
});

test("any code and detail end in an outcome and a sentence", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (code, detail) => {
      assert.ok(["failed", "unavailable", "pending"].includes(outcomeOf(failure("a", code, detail))));
      assert.equal(typeof sentence(failure("a", code, detail)), "string");
    }),
  );
});
