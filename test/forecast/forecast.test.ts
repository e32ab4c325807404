// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { observe, remember, startForecast } from "../../src/forecast/forecast-state.ts";
import { asked, drained, HOUR, MINUTE, observed, SECOND, sample, timeOf } from "./discharges.ts";

/** A machine that has drawn 8 W for many hours. */
const EXPERIENCED = remember(observed(startForecast(null), { forMs: 5 * HOUR, watts: () => 8 }));

/** Within this share of the truth. */
const near = (ms: number, truthMs: number, share: number): void =>
  assert.ok(Math.abs(ms - truthMs) <= share * truthMs, `${ms / MINUTE} min, not ${truthMs / MINUTE}`);

test("a machine that is not known gets a rough answer at its first sample", () => {
  const answer = asked(observe(startForecast(null), sample(0, { powerW: null })), 0);
  assert.equal(answer?.phase, "estimating");
  assert.equal(answer?.prior, "guess");
  near(timeOf(answer).medianMs, 2.5 * HOUR, 0.01);
});

test("of a machine that is not known, the power reading is as good a guess as the size of the battery", () => {
  const answer = asked(observe(startForecast(null), sample(0, { powerW: 40 })), 0);
  near(timeOf(answer).medianMs, (25 / 20) * HOUR, 0.01);
});

test("a hint of what it normally draws is better than a guess", () => {
  const answer = asked(observe(startForecast(null, 5), sample(0, { powerW: null })), 0);
  assert.equal(answer?.prior, "hint");
  near(timeOf(answer).medianMs, 5 * HOUR, 0.01);
});

test("a memory answers at once, and says that it is rough", () => {
  const answer = asked(observe(startForecast(EXPERIENCED), sample(0, { powerW: null })), 0);
  assert.equal(answer?.phase, "estimating");
  assert.equal(answer?.prior, "memory");
  near(timeOf(answer).medianMs, (25 / 8) * HOUR, 0.05);
});

test("a steady draw is steady after some minutes, and forecast to a few percent", () => {
  const answer = asked(observed(startForecast(EXPERIENCED), { forMs: HOUR, watts: () => 8 }), HOUR);
  assert.equal(answer?.phase, "steady");
  near(timeOf(answer).medianMs, (37 / 8) * HOUR, 0.03);
  near((answer?.expectedW ?? 0) * HOUR, 8 * HOUR, 0.03);
});

test("without a memory it stays rough for ten minutes", () => {
  const phaseAfter = (forMs: number) => asked(observed(startForecast(null), { forMs, watts: () => 8 }), forMs)?.phase;
  assert.equal(phaseAfter(9 * MINUTE), "estimating");
  assert.equal(phaseAfter(12 * MINUTE), "steady");
});

test("the end that counts is where the system acts, not zero", () => {
  const state = observed(startForecast(EXPERIENCED), { forMs: HOUR, watts: () => 8 });
  const toZero = timeOf(asked(state, HOUR)).medianMs;
  near(timeOf(asked(state, HOUR, { endPercent: 10 })).medianMs, (toZero * 32) / 37, 0.03);
  assert.deepEqual(asked(state, HOUR, { endPercent: 90 })?.left, { medianMs: 0, lowMs: 0, highMs: 0 });
});

test("time runs on between samples, and an answer from old samples is rough", () => {
  const state = observed(startForecast(EXPERIENCED), { forMs: HOUR, watts: () => 8 });
  const now = timeOf(asked(state, HOUR)).medianMs;
  near(timeOf(asked(state, HOUR + 5 * MINUTE)).medianMs, now - 5 * MINUTE, 0.01);
  assert.equal(asked(state, HOUR + 11 * MINUTE)?.phase, "estimating");
});

test("more than two days is said, not counted", () => {
  const state = observed(startForecast(null), { forMs: 3 * HOUR, watts: () => 0.3 });
  assert.equal(asked(state, 3 * HOUR)?.left, "more than 48 h");
});

test("on a charger that does not charge there is no forecast", () => {
  const state = observed(startForecast(EXPERIENCED), { forMs: HOUR, watts: () => 8 });
  assert.equal(asked(observe(state, sample(HOUR + MINUTE, { flow: "idle", powerW: 0.02 })), HOUR + MINUTE), null);
});

test("unplugged again, it answers from what the discharge before has taught", () => {
  const before = observed(startForecast(null), { forMs: 2 * HOUR, watts: () => 16 });
  const plugged = observe(before, sample(2 * HOUR + MINUTE, { flow: "idle" }));
  const again = observe(plugged, sample(3 * HOUR, { powerW: null }));
  assert.equal(asked(again, 3 * HOUR)?.prior, "memory");
  near(timeOf(asked(again, 3 * HOUR)).medianMs, (25 / 16) * HOUR, 0.1);
});

for (const tells of ["energy and power", "energy"] as const)
  test(`a load that doubles is said to have changed, and followed, after three minutes (${tells})`, () => {
    const atMs = HOUR;
    const watts = (sinceMs: number) => (sinceMs < atMs ? 8 : 18);
    const seen = drained({ forMs: atMs + 5 * MINUTE, watts, tells });
    let state = startForecast(EXPERIENCED);
    let before = 0;
    for (const { sample: one, heldWh } of seen) {
      state = observe(state, one);
      if (one.atMs === atMs) before = (asked(state, atMs)?.expectedW ?? 0) / 8;
      if (one.atMs !== atMs + 5 * MINUTE) continue;
      const answer = asked(state, one.atMs);
      assert.equal(answer?.phase, "changed");
      assert.ok(before < 1.05, `before: ${before}`);
      // Steps stay on no machine in full: what an unknown one takes over is half of it, and grows as long as it goes on.
      assert.ok((answer?.expectedW ?? 0) > 8 + 10 * 0.4, `${answer?.expectedW} W with ${heldWh} Wh`);
    }
  });

test("a load that stays is taken over nearly whole within half an hour", () => {
  const watts = (sinceMs: number) => (sinceMs < HOUR ? 8 : 18);
  const answer = asked(observed(startForecast(EXPERIENCED), { forMs: 1.5 * HOUR, watts }), 1.5 * HOUR);
  assert.ok((answer?.expectedW ?? 0) > 8 + 10 * 0.75, `${answer?.expectedW} W`);
});

test("a change is news for ten minutes", () => {
  const watts = (sinceMs: number) => (sinceMs < HOUR ? 8 : 18);
  const phaseAfter = (forMs: number) => asked(observed(startForecast(EXPERIENCED), { forMs, watts }), forMs)?.phase;
  assert.equal(phaseAfter(HOUR + 10 * MINUTE), "changed");
  assert.equal(phaseAfter(HOUR + 20 * MINUTE), "steady");
});

test("a burst of two minutes is no change", () => {
  const watts = (sinceMs: number) => (sinceMs > HOUR && sinceMs <= HOUR + 2 * MINUTE ? 24 : 8);
  const during = asked(observed(startForecast(EXPERIENCED), { forMs: HOUR + 2 * MINUTE, watts }), HOUR + 2 * MINUTE);
  const after = asked(observed(startForecast(EXPERIENCED), { forMs: HOUR + 20 * MINUTE, watts }), HOUR + 20 * MINUTE);
  assert.equal(during?.phase, "steady");
  assert.ok((after?.expectedW ?? 0) < 9, `${after?.expectedW} W`);
});

test("another profile is a change at once, and answers from what that profile drew before", () => {
  const profile = (sinceMs: number) => (sinceMs < 2 * HOUR ? "flight" : null);
  const watts = (sinceMs: number) => (sinceMs < 2 * HOUR ? 4 : 12);
  const memory = remember(observed(startForecast(null), { forMs: 4 * HOUR, watts, profile }));
  const plain = observed(startForecast(memory), { forMs: HOUR, watts: () => 12 });
  const switched = asked(observe(plain, sample(HOUR + 30 * SECOND, { energyWh: 33, profile: "flight", powerW: 12 })), HOUR);
  assert.equal(switched?.phase, "changed");
  assert.ok((switched?.expectedW ?? 99) < 8, `${switched?.expectedW} W`);
});

test("a gauge that tells whole percents is read between its steps", () => {
  const ends = drained({ forMs: 2 * HOUR, watts: () => 8, tells: "percent" }).reduce(
    ({ state, times }, { sample: one }) => {
      const next = observe(state, one);
      const answer = asked(next, one.atMs);
      return { state: next, times: [...times, { end: one.atMs + timeOf(answer).medianMs, answer }] };
    },
    { state: startForecast(null), times: [] as { end: number; answer: ReturnType<typeof asked> }[] },
  ).times;
  near(ends.at(-1)?.end ?? 0, (45 / 8) * HOUR, 0.03);
  assert.equal(ends.at(-1)?.answer?.expectedW, null);
  // In the second hour the end that is forecast moves by less than two of the 3.75 minutes that a step takes.
  const late = ends.slice(120).map(({ end }) => end);
  assert.ok(Math.max(...late) - Math.min(...late) < 8 * MINUTE);
});

test("a gauge that stands still although it should move is a draw that has fallen", () => {
  const watts = (sinceMs: number) => (sinceMs < HOUR ? 10 : 1);
  const drain = { watts, tells: "percent" } as const;
  const before = timeOf(asked(observed(startForecast(null), { ...drain, forMs: HOUR }), HOUR)).medianMs;
  const later = timeOf(
    asked(observed(startForecast(null), { ...drain, forMs: HOUR + 20 * MINUTE }), HOUR + 20 * MINUTE),
  ).medianMs;
  assert.ok(later > before, `${later / MINUTE} after ${before / MINUTE}`);
});
