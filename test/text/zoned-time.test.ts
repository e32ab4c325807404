// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { instantsOf, type WallTime, wallTimeAt, zoneWords } from "../../src/text/zoned-time.ts";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca",
];

const minuteOf = (from: string, to: string): fc.Arbitrary<number> =>
  fc.integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 }).map((minute) => minute * 60_000);

const AT = minuteOf("2000-01-01T00:00Z", "2037-12-31T00:00Z");

test("what clocks show at an instant is shown at that instant, wherever they hang", () =>
  fc.assert(
    fc.property(AT, fc.constantFrom(...ZONES), (atMs, zone) => {
      assert.ok(instantsOf(wallTimeAt(atMs, zone), zone).includes(atMs));
    }),
    { numRuns: 300 },
  ));

test("instants are in order, and each shows the time, but where it is left out", () =>
  fc.assert(
    fc.property(AT, fc.constantFrom(...ZONES), (atMs, zone) => {
      const wall = wallTimeAt(atMs, zone);
      const instants = instantsOf(wall, zone);
      assert.deepEqual(
        instants,
        instants.toSorted((one, other) => one - other),
      );
      for (const instant of instants) assert.deepEqual(wallTimeAt(instant, zone), wall);
    }),
    { numRuns: 300 },
  ));

const wall = (text: string): WallTime => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/u).map(Number);
  return { year, month, day, hour, minute };
};

const CASES: readonly (readonly [what: string, shown: string, zone: string, instants: readonly string[]])[] = [
  ["summer", "2026-07-01 18:40", "Europe/Berlin", ["2026-07-01T16:40Z"]],
  ["winter", "2026-12-01 18:40", "Europe/Berlin", ["2026-12-01T17:40Z"]],
  ["an hour that comes twice", "2026-10-25 02:30", "Europe/Berlin", ["2026-10-25T00:30Z", "2026-10-25T01:30Z"]],
  ["an hour that is left out", "2026-03-29 02:30", "Europe/Berlin", ["2026-03-29T01:30Z"]],
  ["a leap of half an hour", "2026-10-04 02:10", "Australia/Lord_Howe", ["2026-10-03T15:40Z"]],
  ["a day that was left out", "2011-12-30 12:00", "Pacific/Apia", ["2011-12-30T22:00Z"]],
  ["an offset of three quarters", "2026-01-01 00:00", "Asia/Kathmandu", ["2025-12-31T18:15Z"]],
  ["midnight", "2026-01-01 00:00", "UTC", ["2026-01-01T00:00Z"]],
];

for (const [what, shown, zone, instants] of CASES)
  test(`${what}: ${shown} in ${zone}`, () =>
    assert.deepEqual(
      instantsOf(wall(shown), zone),
      instants.map((text) => Date.parse(text)),
    ));

test("zones are told as people call them", () => {
  assert.equal(zoneWords("Europe/Berlin"), "Berlin time");
  assert.equal(zoneWords("America/Argentina/Buenos_Aires"), "Buenos Aires time");
  assert.equal(zoneWords("UTC"), "UTC");
});
