// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { idOf, knobOf, wishOf } from "../../src/cli/names.ts";
import { TravelError } from "../../src/errors.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";

const usage = (says: RegExp) => (error: unknown) =>
  error instanceof TravelError && error.code === "USAGE" && says.test(error.message);

test("short names, ids and ids of single settings name a knob", () => {
  assert.equal(knobOf("wifi", KNOBS).id, "radio.wifi");
  assert.equal(knobOf("Brightness", KNOBS).id, "screen.brightness");
  assert.equal(knobOf("turbo", KNOBS).id, "cpu.boost");
  assert.equal(knobOf("cpu.epp/policy0", KNOBS).id, "cpu.epp");
  assert.equal(idOf("cpu.epp/policy0", KNOBS), "cpu.epp/policy0");
});

test("an unknown name is a fault of usage with the nearest one", () => {
  assert.throws(() => knobOf("brightnes", KNOBS), usage(/no setting "brightnes" \(did you mean /u));
  assert.throws(() => knobOf("xyzzy-nothing-like-it", KNOBS), usage(/no setting .*; travelmode explain lists them/u));
});

test("a value is one of the knob's words, or a number in its range with or without a percent sign", () => {
  const brightness = knobOf("brightness", KNOBS);
  assert.deepEqual(wishOf("70", brightness), [70]);
  assert.deepEqual(wishOf("70%", brightness), [70]);
  assert.deepEqual(wishOf("OFF", knobOf("wifi", KNOBS)), ["off"]);
});

test("several values with commas are one wish where a list is a set, and nowhere else", () => {
  assert.deepEqual(wishOf("updates,Backups", knobOf("hold", KNOBS)), ["updates", "backups"]);
  assert.throws(
    () => wishOf("updates,nothing", knobOf("hold", KNOBS)),
    usage(/cannot be "nothing"; it takes .*several in a list/u),
  );
  assert.throws(() => wishOf("off,on", knobOf("wifi", KNOBS)), usage(/cannot be "off,on"/u));
});

test("a value that does not fit is a fault of usage that tells what fits", () => {
  assert.throws(() => wishOf("700", knobOf("brightness", KNOBS)), usage(/cannot be "700"; it takes .*100/u));
  assert.throws(() => wishOf("offf", knobOf("wifi", KNOBS)), usage(/did you mean off\?/u));
  assert.throws(() => wishOf("-5", knobOf("brightness", KNOBS)), usage(/cannot be "-5"/u));
});
