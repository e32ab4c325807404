// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { formatJournal, parseJournal } from "../../src/engine/journal.ts";
import { entry, journal } from "./builders.ts";

const text = fc.string({ unit: "binary" });
const entries = fc.array(
  fc
    .record({ original: text, value: text, note: text, place: text })
    .map(({ place, ...rest }) => entry(`toy.cap/${place}`, rest)),
  { maxLength: 5 },
);

test("what was written is what is read, whatever the values", () => {
  fc.assert(
    fc.property(entries, (some) => {
      const written = journal(some);
      assert.deepEqual(parseJournal(formatJournal(written)), { journal: written, damage: [] });
    }),
  );
});

test("arbitrary text never throws, and is never taken for a sound journal", () => {
  fc.assert(
    fc.property(text, (garbage) => {
      assert.ok(parseJournal(garbage).damage.length > 0);
    }),
  );
});

test("any one changed character costs at most one line, and is noticed", () => {
  const lines = [entry("toy.mode/only"), entry("toy.cap/only"), entry("toy.level/only")];
  const sound = formatJournal(journal(lines));
  fc.assert(
    fc.property(fc.nat(sound.length - 1), (at) => {
      const torn = `${sound.slice(0, at)}#${sound.slice(at + 1)}`;
      const { journal: read, damage } = parseJournal(torn);
      assert.ok(damage.length > 0 || torn === sound);
      assert.ok((read?.entries.length ?? 0) >= lines.length - 2);
    }),
  );
});

test("a torn end is noticed, and the whole lines before it are read", () => {
  const sound = formatJournal(journal([entry("toy.mode/only"), entry("toy.cap/only")]));
  const torn = sound.slice(0, sound.indexOf("toy.cap"));
  const { journal: read, damage } = parseJournal(torn);
  assert.deepEqual(
    read?.entries.map(({ setting }) => setting),
    ["toy.mode/only"],
  );
  assert.match(damage.join("; "), /1 of its 3 lines cannot be read; its last line is missing/);
});

test("without its first line the entries are still put back: the session counts as ending", () => {
  const sound = formatJournal(journal([entry("toy.mode/only")]));
  const { journal: read, damage } = parseJournal(sound.slice(sound.indexOf("\n") + 1));
  assert.equal(read?.mode, "ending");
  assert.equal(read?.bootId, "boot-1");
  assert.match(damage.join("; "), /the profile is unknown/);
});
