// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Files } from "../../src/machine/doors.ts";
import { fitOf, NOTHING_LEARNED } from "../../src/processes/learned.ts";
import type { TuiDoors } from "../../src/tui/doors.ts";
import { startReading } from "../../src/tui/reading.ts";
import type { TabId } from "../../src/tui/state.ts";
import { openStore, type Store } from "../../src/tui/store.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { fakeClock } from "../fakes/live-machine.ts";
import { tree } from "../fakes/tree.ts";
import { plan, profile, seen, state } from "./states.ts";

const BATTERY = "/sys/class/power_supply/BAT0";
const supplies = (status: string, online: string) => ({
  ...{
    [`${BATTERY}/type`]: "Battery",
    [`${BATTERY}/status`]: status,
    [`${BATTERY}/energy_now`]: "38000000",
    [`${BATTERY}/energy_full`]: "50000000",
  },
  ...{
    [`${BATTERY}/power_now`]: "9500000",
    "/sys/class/power_supply/AC/type": "Mains",
    "/sys/class/power_supply/AC/online": online,
  },
});

/** A screen that reads a laptop on battery, or on a charger, for as long as the test lets time pass. */
async function reading(
  it: test.TestContext,
  { tab = "overview" as TabId, onBattery = true, refreshS = null as number | null } = {},
) {
  const clock = fakeClock();
  const { files } = tree(it, onBattery ? supplies("Discharging", "0") : supplies("Charging", "1"));
  const reads = new Map<string, number>();
  const count = (name: string): void => void reads.set(name, (reads.get(name) ?? 0) + 1);
  const counted: Files = {
    ...files,
    read: (path) => {
      count(path);
      return files.read(path);
    },
  };
  const doors: TuiDoors = {
    ...{
      machine: { ...fakeMachine(counted), clock },
      knobs: [],
      look: { columns: 80, colour: false, signs: { arrow: "→", ellipsis: "…", unknown: "–" } },
    },
    fit: fitOf(NOTHING_LEARNED),
    ...{ term: "xterm", simulated: null, refreshS, after: clock.after, ownCost: () => ({ cpuS: 0, memoryMb: 1 }) },
    travel: {
      ...{
        sessions: () => [],
        memory: () => null,
        leave: () => [],
        on: assert.fail,
        off: assert.fail,
        set: assert.fail,
        handBack: assert.fail,
        moveTrip: () => assert.fail(),
        trip: async () => null,
        leaveAlone: assert.fail,
      },
      seen: async () => {
        count("seen");
        return seen();
      },
      profiles: () => ({ profiles: [profile("flight")], broken: [], usual: "flight", savings: [] }),
      plan: async (name) => {
        count("plan");
        return plan(name);
      },
    },
  };
  const events: string[] = [];
  const kept = openStore({ ...state({ tab }), power: null, choice: null }, { changed: () => {}, wanted: () => {} });
  const store: Store = {
    state: kept.state,
    tell: (event) => {
      events.push(event.kind);
      kept.tell(event);
    },
  };
  const it2 = startReading(doors, store);
  it2.now("event");
  await clock.advance(0);
  return { clock, store, events, reading: it2, reads: (name: string) => reads.get(name) ?? 0 };
}

test("on battery the screen ticks every 5 s, but looks at the battery every 15 s at most", async (it) => {
  const { clock, events, reads } = await reading(it);
  for (let second = 0; second < 60; second += 1) await clock.advance(1000);
  assert.equal(events.filter((kind) => kind === "tick").length, 12);
  assert.ok(reads(`${BATTERY}/energy_now`) <= 5, String(reads(`${BATTERY}/energy_now`)));
});

test("keys and tabs read no battery before its time; a charger's word does", async (it) => {
  const { clock, reading: running, reads } = await reading(it);
  const before = reads(`${BATTERY}/energy_now`);
  for (const cause of ["shown", "event", "shown"] as const) running.now(cause);
  await clock.advance(1000);
  assert.equal(reads(`${BATTERY}/energy_now`), before);
  running.now("power");
  await clock.advance(5000);
  assert.equal(reads(`${BATTERY}/energy_now`), before + 1);
});

test("on a charger it ticks every 2 s, or as often as the person wants", async (it) => {
  const ticks = async (how: Parameters<typeof reading>[1]): Promise<number> => {
    const { clock, events } = await reading(it, how);
    for (let second = 0; second < 20; second += 1) await clock.advance(1000);
    return events.filter((kind) => kind === "tick").length;
  };
  assert.equal(await ticks({ onBattery: false }), 10);
  assert.equal(await ticks({ refreshS: 10 }), 2);
});

test("nothing is read for a tab that is not shown", async (it) => {
  const { clock, events, reads } = await reading(it, { tab: "log" });
  await clock.advance(60_000);
  assert.equal(reads("plan"), 0);
  assert.deepEqual(
    ["cpu", "gadgets", "tunables"].filter((kind) => events.includes(kind)),
    [],
  );
});

test("what services answer is asked for when something happens, and every half minute at most otherwise", async (it) => {
  const { clock, reads } = await reading(it, { tab: "profiles" });
  for (let second = 0; second < 60; second += 1) await clock.advance(1000);
  assert.ok(reads("seen") <= 3, String(reads("seen")));
  assert.equal(reads("plan"), 1);
});

test("while it rests nothing is read, and a key goes on at once", async (it) => {
  const { clock, store, events, reading: running } = await reading(it);
  store.tell({ kind: "rest", resting: true });
  await clock.advance(10_000);
  const resting = events.length;
  await clock.advance(600_000);
  assert.equal(events.length, resting);
  store.tell({ kind: "rest", resting: false });
  running.now("event");
  await clock.advance(20_000);
  assert.ok(events.length > resting + 2);
});

test("what cannot be read is told, and the clock goes on", async (it) => {
  const { clock, store, events, reading: running } = await reading(it);
  running.stop();
  const broken = startReading({ ...(await doorsThatFail(it)), after: clock.after }, store);
  broken.now("event");
  await clock.advance(10_000);
  assert.ok(events.includes("unread"));
  assert.match(store.state().message?.text ?? "", /the journal cannot be read/);
  assert.ok(events.lastIndexOf("tick") > events.indexOf("unread"));
});

async function doorsThatFail(it: test.TestContext): Promise<TuiDoors> {
  const { files } = tree(it, supplies("Discharging", "0"));
  const fails = async (): Promise<never> => Promise.reject(new Error("the journal cannot be read"));
  return {
    ...{
      machine: fakeMachine(files),
      knobs: [],
      look: { columns: 80, colour: false, signs: { arrow: "→", ellipsis: "…", unknown: "–" } },
      term: "xterm",
      simulated: null,
      refreshS: null,
    },
    ...{ fit: fitOf(NOTHING_LEARNED), after: () => () => {}, ownCost: () => ({ cpuS: 0, memoryMb: 1 }) },
    travel: {
      ...{
        sessions: () => [],
        memory: () => null,
        leave: () => [],
        on: fails,
        off: fails,
        set: fails,
        handBack: fails,
        moveTrip: fails,
        trip: fails,
        leaveAlone: () => "",
        seen: fails,
        plan: fails,
      },
      profiles: () => ({ profiles: [], broken: [], usual: "flight", savings: [] }),
    },
  };
}

test("once it is stopped nothing is read any more", async (it) => {
  const { clock, events, reading: running } = await reading(it);
  running.stop();
  const before = events.length;
  running.now("event");
  await clock.advance(60_000);
  assert.equal(events.length, before);
});
