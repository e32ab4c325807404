// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { keepSaving, readAllSavings, readSavings } from "../../../src/keeper/savings/savings-store.ts";
import { memoryFolder } from "../../fakes/memory-folder.ts";
import { saving } from "../../forecast/saving.ts";

test("savings are kept and read back; what was measured anew takes the older one's place", () => {
  const folder = memoryFolder();
  keepSaving(folder, saving({}));
  keepSaving(folder, saving({ knob: "radio.wifi" }));
  keepSaving(folder, saving({ measuredAtMs: 5, medianW: 0.45 }));
  assert.deepEqual(readSavings(folder), [saving({ measuredAtMs: 5, medianW: 0.45 }), saving({ knob: "radio.wifi" })]);
});

test("root's and the user's are of one machine: the later counts", () => {
  const [roots, users] = [memoryFolder(), memoryFolder()];
  keepSaving(roots, saving({ measuredAtMs: 9 }));
  keepSaving(users, saving({ measuredAtMs: 7, medianW: 0.55 }));
  keepSaving(users, saving({ knob: "radio.wifi" }));
  assert.deepEqual(readAllSavings([users, roots]), [saving({ measuredAtMs: 9 }), saving({ knob: "radio.wifi" })]);
});

test("a damaged file holds nothing, a damaged saving spoils no other, and no text makes it throw", () => {
  const folder = memoryFolder();
  const read = (text: string) => {
    folder.contents.set("savings.json", text);
    return readSavings(folder);
  };
  const good = saving({});
  for (const bad of [
    { ...good, lowW: 3 },
    { ...good, medianW: 1e9 },
    { ...good, wish: "\u001b[2J" },
    { ...good, blocks: 0 },
    null,
  ])
    assert.deepEqual(read(JSON.stringify({ travelmode: 1, savings: [bad, good] })), [good]);
  assert.deepEqual(read(JSON.stringify({ travelmode: 2, savings: [good] })), []);
  assert.deepEqual(read(`${JSON.stringify({ travelmode: 1, savings: [good] })}${" ".repeat(128 * 1024)}`), []);
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => assert.deepEqual(read(text), [])));
  keepSaving(folder, good);
  assert.deepEqual(readSavings(folder), [good]);
});
