// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { arrivalTyped, type TypedArrival } from "../../src/cli/typed-arrival.ts";
import { TravelError } from "../../src/errors.ts";
import { wallTimeAt } from "../../src/text/zoned-time.ts";

const typedAt = (now: string, zone = "Europe/Berlin") => ({ nowMs: Date.parse(now), zone });

/** 13:08 in Berlin. */
const NOON = typedAt("2026-11-28T12:08Z");

const iso = ({ arrival }: Pick<TypedArrival, "arrival">): string => new Date(arrival.atMs).toISOString().slice(0, 16);

const CLEAR: readonly (readonly [what: string, typed: string, at: string, zone: string])[] = [
  ["a time here", "18:40", "2026-11-28T17:40", "Europe/Berlin"],
  ["a point instead of a colon", "18.40", "2026-11-28T17:40", "Europe/Berlin"],
  ["a clock elsewhere", "18:40@Europe/Lisbon", "2026-11-28T18:40", "Europe/Lisbon"],
  ["a zone in small letters", "18:40@europe/lisbon", "2026-11-28T18:40", "Europe/Lisbon"],
  ["a city alone", "18:40@Lisbon", "2026-11-28T18:40", "Europe/Lisbon"],
  ["a city of two words", "9:05@New York", "2026-11-28T14:05", "America/New_York"],
  ["an older name", "09:05@US/Eastern", "2026-11-28T14:05", "America/New_York"],
  ["UTC", "17:00@UTC", "2026-11-28T17:00", "UTC"],
  ["where it is tomorrow already", "08:00@Pacific/Auckland", "2026-11-28T19:00", "Pacific/Auckland"],
  ["early in the morning, long over", "00:30", "2026-11-28T23:30", "Europe/Berlin"],
];

for (const [what, typed, at, zone] of CLEAR)
  test(`${what}: "${typed}"`, () => {
    const { arrival, tomorrow, again, leftOut } = arrivalTyped(typed, NOON);
    assert.deepEqual([iso({ arrival }), arrival.zone, tomorrow, again, leftOut], [at, zone, null, null, false]);
  });

test("a time that is just over is asked about: tomorrow?", () => {
  const { arrival, tomorrow } = arrivalTyped("12:40", NOON);
  assert.equal(iso({ arrival }), "2026-11-28T11:40");
  assert.equal(tomorrow === null ? null : iso({ arrival: tomorrow }), "2026-11-29T11:40");
});

test("tomorrow is the same time on the clock, though the clocks are changed that night", () => {
  const { tomorrow } = arrivalTyped("12:40", typedAt("2026-10-24T11:00Z"));
  assert.equal(tomorrow === null ? null : iso({ arrival: tomorrow }), "2026-10-25T11:40");
});

test("in the hour that comes twice there are two", () => {
  const { arrival, again } = arrivalTyped("02:30", typedAt("2026-10-24T20:00Z"));
  assert.equal(iso({ arrival }), "2026-10-25T00:30");
  assert.equal(again === null ? null : iso({ arrival: again }), "2026-10-25T01:30");
});

test("between the two, the later one is meant", () => {
  const { arrival, again, tomorrow } = arrivalTyped("02:30", typedAt("2026-10-25T00:45Z"));
  assert.deepEqual([iso({ arrival }), again, tomorrow], ["2026-10-25T01:30", null, null]);
});

test("in the hour that is left out it is told", () => {
  const { arrival, leftOut } = arrivalTyped("02:30", typedAt("2026-03-28T20:00Z"));
  assert.deepEqual([iso({ arrival }), leftOut], ["2026-03-29T01:30", true]);
});

const WRONG: readonly (readonly [typed: string, sentence: RegExp])[] = [
  ["", /no time of day: write 18:40/],
  ["25:00", /no time of day/],
  ["18:60", /no time of day/],
  ["6:40pm", /Did you mean 18:40\?/],
  ["12am", /Did you mean 00:00\?/],
  ["1840", /Did you mean 18:40\?/],
  ["13pm", /elsewhere$/],
  ["18:40@Europe/Berlim", /no time zone "Europe\/Berlim": did you mean Europe\/Berlin\?/],
  ["18:40@Lisbom", /did you mean Europe\/Lisbon\?/],
  ["18:40@", /no time zone ""/],
  ["18:40@Xyzzyplugh", /write Europe\/Berlin/],
  ["18:40@a@b", /no time of day/],
  ["18:40@../../etc", /no time zone/],
  ["5h30m", /no time of day/],
];

for (const [typed, sentence] of WRONG)
  test(`"${typed}" is refused with what to write`, () =>
    assert.throws(
      () => arrivalTyped(typed, NOON),
      (error) => error instanceof TravelError && error.code === "USAGE" && sentence.test(error.message),
    ));

const now = fc.integer({ min: Date.parse("2020-01-01") / 1000, max: Date.parse("2037-01-01") / 1000 }).map((s) => s * 1000);
const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "Asia/Kolkata");
const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));

test("what is meant shows what was typed, within a day, and is over only where it is asked about", () =>
  fc.assert(
    fc.property(now, zone, clock, (nowMs, zone, [hour, minute]) => {
      const { arrival, tomorrow, again, leftOut } = arrivalTyped(`${hour}:${String(minute).padStart(2, "0")}`, { nowMs, zone });
      const meant = tomorrow ?? arrival;
      assert.ok(meant.atMs > nowMs && meant.atMs - nowMs <= 25.5 * 3_600_000);
      assert.equal(arrival.atMs <= nowMs, tomorrow !== null);
      if (again !== null) assert.ok(again.atMs > arrival.atMs);
      const shown = wallTimeAt(arrival.atMs, zone);
      assert.equal(leftOut, shown.hour !== hour || shown.minute !== minute);
    }),
    { numRuns: 500 },
  ));

test("any word is a time or told as none", () =>
  fc.assert(
    fc.property(fc.string(), (word) => {
      try {
        arrivalTyped(word, NOON);
      } catch (error) {
        assert.ok(error instanceof TravelError && error.code === "USAGE");
      }
    }),
    { numRuns: 300 },
  ));
