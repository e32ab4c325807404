// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { profileJsonSchema } from "../../src/profile/json-schema.ts";
import { GRAMMARS } from "./grammars.ts";

/** A part of the schema by its path, as plain JSON. */
function part(...path: readonly (string | number)[]): unknown {
  let node: unknown = JSON.parse(JSON.stringify(profileJsonSchema(GRAMMARS, { "cpu.epp": "CPU energy preference" })));
  for (const step of path) node = (node as Readonly<Record<string, unknown>>)[step];
  return node;
}

test("names its draft, requires nothing and forbids what the format does not know", () => {
  assert.match(String(part("$schema")), /draft-07/);
  assert.equal(part("additionalProperties"), false);
  assert.deepEqual(part("required"), []);
  assert.equal(part("properties", "cpu", "additionalProperties"), false);
});

test("has the head's keys with their words and a text for each", () => {
  assert.deepEqual(part("properties", "on-charger", "enum"), ["all", "power", "nothing"]);
  for (const key of ["title", "extends", "on-charger"]) assert.equal(typeof part("properties", key, "description"), "string");
});

test("has every knob as a key of its table, with its words, its range and leave", () => {
  for (const [id, { words, number }] of Object.entries(GRAMMARS)) {
    const [group = "", key = ""] = id.split(".");
    const text = JSON.stringify(part("properties", group, "properties", key));
    for (const word of [...words, "leave"]) assert.ok(text.includes(JSON.stringify(word)), `${id} takes ${word}`);
    if (number !== undefined) assert.ok(text.includes(`"minimum":${number.min},"maximum":${number.max}`), id);
  }
});

test("shows a knob's title beside its key, and its id where there is none", () => {
  assert.equal(part("properties", "cpu", "properties", "epp", "description"), "CPU energy preference");
  assert.equal(part("properties", "radio", "properties", "wifi", "description"), "radio.wifi");
});
