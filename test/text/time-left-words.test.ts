// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Forecast, TimeLeft } from "../../src/forecast/forecast.ts";
import { timeLeftBriefly, timeLeftWords } from "../../src/text/time-left-words.ts";

const minutes = (median: number, low: number, high: number): TimeLeft => ({
  medianMs: median * 60_000,
  lowMs: low * 60_000,
  highMs: high * 60_000,
});

const answer = (left: Forecast["left"], more: Partial<Forecast> = {}): Forecast => ({
  ...{ until: "end", phase: "steady", left, expectedW: 8, prior: "memory" },
  ...more,
});

const GUESS = { prior: "guess", phase: "estimating" } as const;

test("a forecast has its interval, in words and briefly", () => {
  const forecast = answer(minutes(308, 273, 347));
  assert.equal(timeLeftWords(forecast), "about 5 h 10 min left (likely 4 h 30 min to 5 h 50 min)");
  assert.equal(timeLeftBriefly(forecast), "5 h 10 min, likely 4:30 to 5:50");
});

test("no more digits than are known: minutes at the end only", () => {
  assert.equal(timeLeftWords(answer(minutes(63, 51, 76))), "about 1 h 5 min left (likely 50 min to 1 h 20 min)");
  assert.equal(timeLeftBriefly(answer(minutes(9.4, 7.2, 12.3))), "9 min, likely 0:07 to 0:13");
  assert.equal(timeLeftWords(answer(minutes(0.2, 0, 0.4))), "less than a minute left (likely less than a minute to 1 min)");
});

test("a guess is rough, says so, and promises no interval; once something was seen it is none", () => {
  assert.equal(timeLeftWords(answer(minutes(247, 130, 420), GUESS)), "roughly 4 h left");
  assert.equal(timeLeftBriefly(answer(minutes(247, 130, 420), GUESS)), "roughly 4 h");
  assert.equal(timeLeftWords(answer(minutes(0.2, 0, 1), GUESS)), "less than a minute left");
  assert.match(timeLeftWords(answer(minutes(247, 130, 420), { ...GUESS, phase: "steady" })) ?? "", /^about .*likely/);
});

test("a charge is timed until it is charged", () => {
  const forecast = answer(minutes(72, 55, 94), { until: "charged", prior: null });
  assert.equal(timeLeftWords(forecast), "about 1 h 10 min until charged (likely 55 min to 1 h 35 min)");
  assert.equal(timeLeftWords(answer(null, { until: "charged", prior: null })), null);
  assert.equal(timeLeftBriefly(answer(null)), null);
});

test("beyond 48 h there is no number", () => {
  assert.equal(timeLeftWords(answer("more than 48 h")), "more than 48 h left");
  assert.equal(timeLeftBriefly(answer("more than 48 h")), "more than 48 h");
});

test("an interval that rounds to one number is left out", () => {
  assert.equal(timeLeftWords(answer(minutes(300, 300, 300))), "about 5 h left");
});

test("rounded as it is, the interval still holds the median", () => {
  const clock = (text: string): number => Number(text.split(":")[0]) * 60 + Number(text.split(":")[1]);
  const left = fc.tuple(fc.double({ min: 1, max: 1000, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(left, ([median, share]) => {
      const text = timeLeftBriefly(answer(minutes(median, median * share, median / Math.max(share, 0.1)))) ?? "";
      const [, hours = "0", rest = "0", low = "", high = ""] =
        /^(?:(\d+) h ?)?(?:(\d+) min)?, likely (\S+) to (\S+)$/.exec(text) ?? [];
      if (low === "") return;
      const said = Number(hours) * 60 + Number(rest);
      assert.ok(clock(low) <= said && said <= clock(high), text);
    }),
  );
});
