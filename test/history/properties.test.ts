// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { dischargesOf } from "../../src/history/discharges.ts";
import { figuresOf, lossOf, profileSpans } from "../../src/history/figures.ts";
import type { HistoryRecord } from "../../src/history/record.ts";
import { lineOf, recordsIn } from "../../src/history/record-lines.ts";
import { sleepDrain } from "../../src/history/sleep-drain.ts";

const amount = (max: number) =>
  fc.option(
    fc.integer({ min: 0, max: max * 1000 }).map((milli) => milli / 1000),
    { freq: 4 },
  );
const atMs = fc.oneof(
  fc.integer({ min: 0, max: 1e8 }),
  fc.constantFrom(0, 60_000, 120_000),
  fc.integer({ min: -8e15, max: 8e15 }),
);
const profile = fc.constantFrom(null, "flight", "redeye");
const boot = fc.constantFrom(null, "a", "b");

const aLook: fc.Arbitrary<HistoryRecord> = fc.record({
  kind: fc.constant("look" as const),
  atMs,
  flow: fc.constantFrom(
    "discharging" as const,
    "discharging" as const,
    "discharging" as const,
    "charging" as const,
    "idle" as const,
  ),
  energyWh: amount(100),
  powerW: amount(400),
  percent: amount(100),
  brightnessPercent: amount(100),
  profile,
});

const aMark: fc.Arbitrary<HistoryRecord> = fc.oneof(
  fc.record({ kind: fc.constantFrom("begin" as const, "end" as const), atMs, boot }),
  fc.record({ kind: fc.constantFrom("sleep" as const, "wake" as const), atMs }),
  fc.record({ kind: fc.constant("battery" as const), atMs, battery: fc.constantFrom("one", "two"), fullWh: amount(100) }),
  fc.record({
    kind: fc.constant("charger" as const),
    atMs,
    charger: fc.constantFrom("in" as const, "out" as const, "weak" as const),
  }),
  fc.record({
    kind: fc.constantFrom("on" as const, "switch" as const, "off" as const, "hand" as const),
    atMs,
    profile,
    reason: fc.constant("user"),
    changes: fc.array(fc.record({ title: fc.string(), place: fc.string(), from: fc.string(), to: fc.string() }), {
      maxLength: 2,
    }),
  }),
);

const records = fc.array(fc.oneof({ weight: 4, arbitrary: aLook }, { weight: 1, arbitrary: aMark }), { maxLength: 60 });
const inOrder = records.map((all) => [...all].sort((one, other) => one.atMs - other.atMs));

const isAmount = (it: number | null): boolean => it === null || (Number.isFinite(it) && it >= 0);

test("whatever was written, and in whatever order, the figures of a discharge are sound", () => {
  fc.assert(
    fc.property(records, (all) => {
      for (const discharge of dischargesOf(all)) {
        const { fromMs, untilMs, usedWh, awakeMs, meanPowerW, sleepMs } = figuresOf(discharge);
        assert.ok(untilMs >= fromMs);
        for (const it of [usedWh, awakeMs, meanPowerW, sleepMs]) assert.ok(isAmount(it), `${it}`);
        assert.ok((meanPowerW ?? 0) <= 300);
        const lostMs = discharge.pauses.map(lossOf).reduce((sum, { ms }) => sum + ms, 0);
        assert.equal(awakeMs + lostMs, untilMs - fromMs, "all time is either awake or a pause");
      }
    }),
  );
});

test("within a discharge time goes forwards, all looks are of a battery that drains, and profiles leave no gap", () => {
  fc.assert(
    fc.property(records, (all) => {
      for (const discharge of dischargesOf(all)) {
        const { looks } = discharge;
        for (const [index, look] of looks.entries()) {
          assert.equal(look.flow, "discharging");
          assert.ok(index === 0 || look.atMs > (looks[index - 1]?.atMs ?? Number.POSITIVE_INFINITY));
        }
        const spans = profileSpans(discharge);
        assert.equal(spans[0]?.fromMs, looks[0].atMs);
        assert.equal(spans.at(-1)?.untilMs, looks.at(-1)?.atMs);
        for (const [index, span] of spans.entries()) assert.ok(index === 0 || span.fromMs === spans[index - 1]?.untilMs);
      }
    }),
  );
});

test("only the newest discharge may go on", () => {
  fc.assert(
    fc.property(records, (all) =>
      dischargesOf(all)
        .slice(0, -1)
        .every(({ over }) => over),
    ),
  );
});

test("what has been written does not change by what is written later: a discharge that is over stays as it was", () => {
  fc.assert(
    fc.property(inOrder, fc.nat(), (all, cut) => {
      const before = dischargesOf(all.slice(0, cut % (all.length + 1))).filter(({ over }) => over);
      assert.deepEqual(dischargesOf(all).slice(0, before.length), before);
    }),
  );
});

test("lines that are there twice count once", () => {
  fc.assert(
    fc.property(inOrder, fc.nat(), (all, cut) => {
      const lines = all.map(lineOf);
      const again = [...lines, ...lines.slice(cut % (lines.length + 1))].join("\n");
      assert.deepEqual(recordsIn(again), recordsIn(lines.join("\n")));
    }),
  );
});

test("records come back from their lines, to the thousandth", () => {
  fc.assert(
    fc.property(aLook, (look) => {
      const [back] = recordsIn(lineOf(look));
      assert.deepEqual(back, { ...look, atMs: back?.atMs });
      assert.ok(Math.abs((back?.atMs ?? 0) - look.atMs) <= Math.abs(look.atMs) * 1e-12 + 1);
    }),
  );
  // Far beyond, seconds with three digits are more than a double holds.
  const beforeTheYear5000 = aMark.filter(({ atMs }) => Math.abs(atMs) < 9.5e13);
  fc.assert(fc.property(beforeTheYear5000, (mark) => assert.deepEqual(recordsIn(lineOf(mark)).map(lineOf), [lineOf(mark)])));
});

test("a torn last line costs that line only", () => {
  fc.assert(
    fc.property(fc.array(aLook, { minLength: 1, maxLength: 20 }), fc.nat(), (all, cut) => {
      const lines = [...new Set(all.map(lineOf))];
      const text = `${lines.join("\n")}\n`;
      const torn = text.slice(0, Math.max(0, text.length - 2 - (cut % (lines.at(-1)?.length ?? 1))));
      assert.deepEqual(recordsIn(torn), recordsIn(lines.slice(0, -1).join("\n")));
    }),
  );
});

test("nothing that is no record is taken for one", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.json())), (lines) => assert.deepEqual(recordsIn(lines.join("\n")), [])),
  );
  for (const line of ["{}", '{"t":1e999,"status":"idle"}', '{"t":1,"status":"idle","energy_now":-1}', '{"t":1,"event":"boot"}'])
    assert.deepEqual(recordsIn(line), []);
});

test("the drain of sleep is that of a battery that could have had it", () => {
  fc.assert(
    fc.property(records, (all) => {
      const drain = sleepDrain(dischargesOf(all));
      if (drain === null) return;
      assert.ok(drain.powerW >= 0 && drain.powerW <= 30 && isAmount(drain.percentPerHour) && drain.sleeps > 0);
    }),
  );
});
