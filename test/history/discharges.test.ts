// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { dischargesOf } from "../../src/history/discharges.ts";
import { figuresOf, lossOf, profileSpans } from "../../src/history/figures.ts";
import type { HistoryRecord } from "../../src/history/record.ts";
import { HOUR_MS, look, looks, MINUTE_MS, plugged } from "./records.ts";

/** The only discharge that there is. */
function only(records: readonly HistoryRecord[]) {
  const [first, ...others] = dischargesOf(records);
  assert.ok(first !== undefined && others.length === 0, `${others.length} too many`);
  return first;
}

const figures = (records: readonly HistoryRecord[]) => dischargesOf(records).map(figuresOf);

test("a discharge lasts from the charger's end to the next charger", () => {
  const found = dischargesOf([plugged(-1), ...looks(0, 60), plugged(61), ...looks(70, 80)]);
  assert.deepEqual(
    found.map(({ over, ...rest }) => [figuresOf({ over, ...rest }).untilMs / MINUTE_MS, over]),
    [
      [60, true],
      [80, false],
    ],
  );
  const [first] = found.map(figuresOf);
  assert.deepEqual([first?.fromPercent, first?.untilPercent, first?.usedWh], [80, 68, 6]);
  assert.equal(first?.meanPowerW?.toFixed(3), "6.000");
});

test("a sleep is a pause with a loss, and no draw", () => {
  const awake = looks(0, 60);
  const after = look(60 + 552, { energyWh: 34 - 8.28, percent: 54 });
  const it = only([...awake, { kind: "sleep", atMs: 60 * MINUTE_MS }, { kind: "wake", atMs: after.atMs - 1000 }, after]);
  const [sleep] = it.pauses;
  assert.equal(sleep?.kind, "asleep");
  const { ms, lostWh, lostPercent } = lossOf(sleep ?? assert.fail());
  assert.deepEqual([ms / MINUTE_MS, lostWh?.toFixed(2), lostPercent], [552, "8.28", 14]);
  const { awakeMs, sleepMs, meanPowerW, usedWh } = figuresOf(it);
  assert.deepEqual([awakeMs, sleepMs], [HOUR_MS, 552 * MINUTE_MS]);
  assert.deepEqual([meanPowerW?.toFixed(2), usedWh?.toFixed(2)], ["6.00", "14.28"]);
});

test("another boot is told from a sleep, and nobody watching from both", () => {
  const kindAfter = (...marks: readonly HistoryRecord[]) =>
    only([{ kind: "begin", atMs: 0, boot: "a" }, ...looks(0, 10), ...marks, look(60)]).pauses.map(({ kind }) => kind);
  const at = { atMs: 11 * MINUTE_MS };
  assert.deepEqual(kindAfter({ kind: "end", boot: null, ...at }, { kind: "begin", boot: "b", ...at }), ["off"]);
  assert.deepEqual(kindAfter({ kind: "sleep", ...at }, { kind: "begin", boot: "b", ...at }), ["off"]);
  assert.deepEqual(kindAfter({ kind: "end", boot: null, ...at }, { kind: "begin", boot: "a", ...at }), ["unseen"]);
  assert.deepEqual(kindAfter(), ["unseen"]);
});

test("the next keeper a second later is no pause", () => {
  const again: HistoryRecord = { kind: "begin", atMs: 10 * MINUTE_MS, boot: "a" };
  assert.deepEqual(only([...looks(0, 10), again, ...looks(11, 20)]).pauses, []);
});

test("a level that has risen behind a gap was charged: another discharge", () => {
  const [first, second, ...more] = figures([...looks(0, 10), ...looks(200, 210, { percent: 90, energyWh: 45 })]);
  assert.deepEqual([first?.untilMs, second?.fromMs, more], [10 * MINUTE_MS, 200 * MINUTE_MS, []]);
});

test("a battery that was swapped begins anew, the same one in again does not", () => {
  const battery = (minute: number, name: string): HistoryRecord => ({
    ...{ kind: "battery", atMs: minute * MINUTE_MS, battery: name, fullWh: 50 },
  });
  const found = dischargesOf([
    battery(0, "one"),
    ...looks(0, 10),
    battery(11, "two"),
    ...looks(11, 20),
    battery(21, "two"),
    ...looks(21, 30),
  ]);
  assert.deepEqual(
    found.map((one) => [one.battery, one.looks.length]),
    [
      ["one", 11],
      ["two", 20],
    ],
  );
});

test("a clock that was set back by an hour ends a discharge, by some seconds it does not", () => {
  assert.equal(figures([...looks(100, 160), ...looks(90, 120)]).length, 2);
  assert.equal(figures([...looks(100, 160), look(159.5), ...looks(161, 170)]).length, 1);
});

test("a gauge that jumps is not believed to have drawn it", () => {
  const before = looks(0, 30);
  const after = looks(31, 60).map((one) => ({ ...one, energyWh: (one as { energyWh: number }).energyWh - 10 }) as HistoryRecord);
  assert.equal(figures([...before, ...after])[0]?.meanPowerW?.toFixed(2), "6.00");
});

test("where the gauge tells no energy the rate counts, and where neither is told nothing", () => {
  assert.equal(figures(looks(0, 60, { energyWh: null, powerW: 7 }))[0]?.meanPowerW, 7);
  assert.equal(figures(looks(0, 60, { powerW: null }))[0]?.meanPowerW?.toFixed(2), "6.00");
  const [nothing] = figures(looks(0, 60, { energyWh: null, powerW: null, percent: null }));
  assert.deepEqual([nothing?.meanPowerW, nothing?.usedWh, nothing?.fromPercent], [null, null, null]);
});

test("profiles follow one another without gaps", () => {
  const it = only([...looks(0, 9), ...looks(10, 19, { profile: "flight" }), ...looks(20, 30)]);
  assert.deepEqual(
    profileSpans(it).map(({ profile, fromMs, untilMs }) => [profile, fromMs / MINUTE_MS, untilMs / MINUTE_MS]),
    [
      [null, 0, 10],
      ["flight", 10, 20],
      [null, 20, 30],
    ],
  );
});

test("what turned travel mode on before the charger went is told with the discharge", () => {
  const on: HistoryRecord = {
    ...{ kind: "on", atMs: -5 * MINUTE_MS, profile: "flight", reason: "user" },
    changes: [{ title: "Turbo", place: "", from: "on", to: "off" }],
  };
  const off: HistoryRecord = { ...on, kind: "off", atMs: 15 * MINUTE_MS, profile: null };
  const [first, second] = dischargesOf([on, ...looks(0, 10), plugged(11), off, ...looks(20, 30)]);
  assert.deepEqual([first?.turned, second?.turned], [[on], []]);
});
