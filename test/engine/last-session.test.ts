// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Engine, Goal, LastSession } from "../../src/engine/engine.ts";
import { formatJournal, type Journal } from "../../src/engine/journal.ts";
import type { Tally } from "../../src/engine/journal-line.ts";
import { readLastSession, recordLastSession, startOfSession } from "../../src/engine/last-session.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { readSessions } from "../../src/engine/sessions.ts";
import { type MemoryFolder, memoryFolder } from "../fakes/memory-folder.ts";
import { entry, journal } from "./builders.ts";
import { scene } from "./journeys.ts";
import { profile, TOY_KNOBS, toy } from "./toy-machine.ts";

const HOUR_MS = 3_600_000;
const OFF: Goal = { profile: null, reason: "user", afresh: false, leave: [], evenIfUsed: [] };

/** Four hours in which the battery lost 10 Wh. */
function recorded(t: TestContext, tally: Partial<Tally>): LastSession | null {
  const { machine } = scene(t, "intel").laptop;
  const folder = memoryFolder();
  const { percent, energyWh } = startOfSession(machine.files);
  const session: Journal = {
    ...journal([]),
    sinceMs: machine.clock.now() - 4 * HOUR_MS,
    start: { percent, energyWh: (energyWh ?? 0) + 10 },
    tally: { sleepMs: null, sleepLostWh: null, changes: null, ...tally },
  };
  recordLastSession(folder, machine, session);
  return readLastSession(folder);
}

const meanW = (t: TestContext, tally: Partial<Tally>): number | null => {
  const mean = recorded(t, tally)?.meanPowerW ?? null;
  return mean === null ? null : Math.round(mean * 1000) / 1000;
};

test("the mean is over the time awake, without what sleep has lost", (t) => {
  assert.equal(meanW(t, {}), 2.5);
  assert.equal(meanW(t, { sleepMs: 0, sleepLostWh: 0 }), 2.5);
  assert.equal(meanW(t, { sleepMs: 0, sleepLostWh: null }), 2.5);
  assert.equal(meanW(t, { sleepMs: 2 * HOUR_MS, sleepLostWh: 1 }), 4.5);
});

test("there is no mean where it would be a guess", (t) => {
  assert.equal(meanW(t, { sleepMs: 2 * HOUR_MS, sleepLostWh: null }), null);
  assert.equal(meanW(t, { sleepMs: 4 * HOUR_MS - 1000, sleepLostWh: 1 }), null);
  assert.equal(meanW(t, { sleepMs: 2 * HOUR_MS, sleepLostWh: 10 }), null);
});

test("what was slept and changed is kept", (t) => {
  const session = recorded(t, { sleepMs: 5000, sleepLostWh: 0.25, changes: 7 });
  assert.deepEqual([session?.sleepMs, session?.sleepLostWh, session?.changes], [5000, 0.25, 7]);
});

interface Stage {
  readonly engine: Engine;
  readonly folder: MemoryFolder;
  readonly contents: Map<string, string>;
}

async function on(): Promise<Stage> {
  const { machine, contents } = toy({ mode: "normal", level: "7", cap: "100" });
  const folder = memoryFolder();
  const engine = openEngine(machine, { own: folder }, async () => TOY_KNOBS);
  const wanted = profile("thrifty", { "toy.mode": ["thrifty"], "toy.cap": ["50"] });
  await engine.reconcile({ ...OFF, profile: wanted, afresh: true });
  return { engine, folder, contents };
}

const tallyOf = async ({ engine }: Stage): Promise<unknown> => {
  const { last } = await engine.outline();
  return [last?.sleepMs, last?.sleepLostWh, last?.changes];
};

test("off counts what was turned, and keeps what it is told of sleep", async () => {
  const it = await on();
  await it.engine.reconcile({ ...OFF, record: { sleepMs: 60_000, sleepLostWh: 0.5 } });
  assert.deepEqual(await tallyOf(it), [60_000, 0.5, 2]);
});

test("untold, sleep is unknown", async () => {
  const it = await on();
  await it.engine.reconcile(OFF);
  assert.deepEqual(await tallyOf(it), [null, null, 2]);
});

test("what was told at the first attempt counts when a later one ends it", async () => {
  const it = await on();
  it.contents.delete("cap");
  await it.engine.reconcile({ ...OFF, record: { sleepMs: 60_000, sleepLostWh: null } });
  it.contents.set("cap", "50");
  await it.engine.reconcile(OFF);
  assert.deepEqual(await tallyOf(it), [60_000, null, 2]);
});

test("an ending that began without a tally has one all the same", async () => {
  const it = await on();
  const left: Journal = { ...journal([entry("toy.level/only", { original: "7", state: "intended" })]), mode: "ending" };
  it.folder.contents.set("journal", formatJournal(left));
  await it.engine.reconcile(OFF);
  assert.deepEqual(await tallyOf(it), [null, null, null]);
});

const session = (fromMs: number, more: Partial<LastSession> = {}): LastSession => ({
  profile: "flight",
  fromMs,
  untilMs: fromMs + 1,
  fromPercent: 80,
  untilPercent: 70,
  meanPowerW: null,
  ...more,
});

test("a session of an earlier version is read, what it did not know is unknown", () => {
  const folder = memoryFolder();
  folder.replace("last-session.json", JSON.stringify(session(1)));
  assert.deepEqual(readLastSession(folder), { ...session(1), sleepMs: null, sleepLostWh: null, changes: null });
  folder.replace("last-session.json", "{");
  assert.equal(readLastSession(folder), null);
});

const ended = (folder: MemoryFolder, sinceMs: number): void =>
  recordLastSession(folder, toy({}).machine, { ...journal([]), sinceMs });

test("the last hundred sessions are kept, the newest last", () => {
  const folder = memoryFolder();
  for (let sinceMs = 1; sinceMs <= 103; sinceMs++) ended(folder, sinceMs);
  const starts = readSessions(folder).map(({ fromMs }) => fromMs);
  assert.deepEqual([starts.length, starts[0], starts.at(-1)], [100, 4, 103]);
});

test("a session that is ended again after a crash is there once", () => {
  const folder = memoryFolder();
  for (const sinceMs of [1, 2, 2]) ended(folder, sinceMs);
  assert.deepEqual(
    readSessions(folder).map(({ fromMs }) => fromMs),
    [1, 2],
  );
});

test("what cannot be read of the sessions is left out, and the next one is kept all the same", () => {
  const folder = memoryFolder();
  assert.deepEqual(readSessions(folder), []);
  folder.replace("sessions.json", JSON.stringify([session(1), "torn", { profile: 7 }]));
  ended(folder, 2);
  assert.deepEqual(
    readSessions(folder).map(({ fromMs }) => fromMs),
    [1, 2],
  );
  folder.replace("sessions.json", "[{");
  ended(folder, 3);
  assert.deepEqual(
    readSessions(folder).map(({ fromMs }) => fromMs),
    [3],
  );
});

test("failing to keep a session is no fault", () => {
  const folder = memoryFolder();
  folder.refuse("ENOSPC");
  ended(folder, 1);
  assert.deepEqual([readLastSession(folder), readSessions(folder)], [null, []]);
});
