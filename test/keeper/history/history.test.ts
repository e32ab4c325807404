// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { dischargesOf } from "../../../src/history/discharges.ts";
import { figuresOf, lossOf } from "../../../src/history/figures.ts";
import type { HistoryRecord } from "../../../src/history/record.ts";
import { readHistory } from "../../../src/keeper/history/history-store.ts";
import { FLIGHT, type Rig, rig, sleep, unplugged } from "../rig.ts";

const MINUTE_MS = 60_000;

const kinds = (records: readonly HistoryRecord[]): readonly string[] =>
  records.flatMap(({ kind }) => (kind === "look" ? [] : [kind]));

/** How often the history is written from now on. */
function countingWrites({ folder }: Rig): { times: number } {
  const count = { times: 0 };
  const { append } = folder;
  folder.append = (...all) => {
    count.times += 1;
    return append(...all);
  };
  return count;
}

/** The only discharge on record. */
function only(it: Rig) {
  const [first, ...others] = dischargesOf(readHistory(it.folder));
  assert.ok(first !== undefined && others.length === 0, `${others.length} others`);
  return first;
}

test("a discharge is on record when a charger ends it: times, energy, power, profile, and what was changed", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  const beforeWh = it.laptop.truth().energyWh;
  await it.pass(100 * 60);
  const trueW = ((beforeWh - it.laptop.truth().energyWh) / 100) * 60;
  await it.plug();
  await it.pass(30);
  const discharge = only(it);
  const { awakeMs, meanPowerW, sleepMs } = figuresOf(discharge);
  assert.ok(Math.abs(awakeMs / MINUTE_MS - 101) < 3, `${awakeMs / MINUTE_MS} min`);
  assert.ok(Math.abs((meanPowerW ?? 0) / trueW - 1) < 0.1, `${meanPowerW} W, truly ${trueW} W`);
  assert.deepEqual([discharge.over, sleepMs, discharge.looks.at(-1)?.profile], [true, 0, "flight"]);
  assert.ok(discharge.fullWh !== null && discharge.battery !== null);
  const [on] = discharge.turned;
  assert.deepEqual([on?.kind, on?.profile, on?.reason], ["on", "flight", "user"]);
  assert.deepEqual(
    on?.changes.find(({ title }) => title === "Screen brightness"),
    { title: "Screen brightness", place: "eDP-1", from: "82 %", to: "40 %" },
  );
  const brightness = new Set(discharge.looks.map(({ brightnessPercent }) => brightnessPercent));
  assert.deepEqual([...brightness], [82, 40]);
});

test("it is written every quarter of an hour and at the end, and a kill costs no more", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  const writes = countingWrites(it);
  await it.pass(118 * 60);
  assert.ok(writes.times >= 6 && writes.times <= 8, `${writes.times} times`);
  const looks = only(it).looks.length;
  assert.ok(looks > 95 && looks < 130, `${looks} looks`);
  await it.kill();
  await it.plug();
  await it.pass(60);
  const { fromMs, untilMs } = figuresOf(only(it));
  assert.ok(untilMs - fromMs > 100 * MINUTE_MS);
});

test("all is written before sleep, and what sleep took is told apart", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.pass(20 * 60);
  await sleep(it, true);
  assert.equal(kinds(readHistory(it.folder)).at(-1), "sleep");
  it.clock.suspend(8 * 60 * MINUTE_MS);
  it.laptop.advance(20 * 60);
  await sleep(it, false);
  await it.pass(20 * 60);
  await it.plug();
  await it.pass(60);
  const [slept, ...others] = only(it).pauses;
  assert.deepEqual([slept?.kind, others], ["asleep", []]);
  const { ms, lostWh } = lossOf(slept ?? assert.fail());
  assert.ok(ms >= 8 * 60 * MINUTE_MS && ms < 8 * 62 * MINUTE_MS && (lostWh ?? 0) > 0, `${ms} ms, ${lostWh} Wh`);
});

test("what is set by hand, another profile and the end are on record with their reasons", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.during(it.keeper.set({ knob: "screen.brightness", wish: [70] }));
  await it.on({ ...FLIGHT, name: "other", wishes: { "cpu.boost": ["off"] } });
  await it.during(it.keeper.off([]));
  await it.restart();
  const turns = readHistory(it.folder).flatMap((one) => ("changes" in one ? [[one.kind, one.profile, one.reason]] : []));
  assert.deepEqual(turns, [
    ["on", "flight", "user"],
    ["hand", "flight", "user"],
    ["switch", "other", "user"],
    ["off", null, "user"],
  ]);
});

test("on a charger nothing is written hour after hour", async (t) => {
  const it = await rig(t);
  await it.plug();
  await it.on(FLIGHT, { stayOn: true });
  await it.pass(3 * 3600);
  const writes = countingWrites(it);
  await it.pass(5 * 3600);
  assert.ok(writes.times <= 1, `${writes.times} times`);
});

test("on a full disk all else goes on, and what waited is written when there is room", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  const { append } = it.folder;
  const before = readHistory(it.folder);
  it.folder.append = () => ({ kind: "error", where: "history.jsonl", code: "ENOSPC" });
  await it.pass(40 * 60);
  assert.deepEqual([readHistory(it.folder), it.logged], [before, []]);
  it.folder.append = append;
  await it.pass(20 * 60);
  assert.ok(only(it).looks.length > 45);
});
