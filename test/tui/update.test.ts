// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { update } from "../../src/tui/update.ts";
import {
  after,
  change,
  charging,
  NOW_MS,
  plan,
  power,
  press,
  radioOff,
  report,
  result,
  setting,
  state,
  travelling,
} from "./states.ts";

const lastEntry = (log: readonly { readonly sentence: string }[]): string => log.at(-1)?.sentence ?? "";

test("a deed that is done is told in the log and below, leaves its undo, and has everything looked at again", () => {
  const undo = { kind: "profile", profile: null, label: "travel mode off again" } as const;
  const before = state({ busy: "Switching to flight", plans: { flight: plan("flight") } });
  const next = after(before, { kind: "done", nowMs: NOW_MS, report: report(), said: null, undo });
  assert.equal(next.busy, null);
  assert.deepEqual(next.undo, undo);
  assert.deepEqual(next.plans, {});
  assert.equal(lastEntry(next.log), "Travel mode: flight, by hand: Screen brightness 40 % (was 82 %), Wi-Fi off (was on).");
  assert.equal(next.message?.kind, "good");
});

test("what went wrong is told with why, and nothing is lost", () => {
  const why = "the kernel refused it";
  const next = after(state(), {
    kind: "done",
    nowMs: NOW_MS,
    report: report({ results: [result({ outcome: "failed", why })] }),
    said: null,
    undo: null,
  });
  assert.match(lastEntry(next.log), /Not done: Screen brightness: the kernel refused it/);
  assert.equal(next.message?.kind, "attention");
  const failed = after(state({ busy: "Turning Wi-Fi" }), {
    kind: "failed",
    nowMs: NOW_MS,
    sentence: "the keeper\u001b[2J is gone",
  });
  assert.deepEqual([failed.busy, failed.message], [null, { text: "the keeper[2J is gone", kind: "bad" }]);
});

test("what is in use and so was kept is told with why, alone or beside what was turned", () => {
  const why = "in use: the headphones are connected";
  const skips = [{ knob: "radio.bluetooth", title: "Bluetooth", place: "", minor: false, kind: "in-use", why }] as const;
  const told = (changes: Parameters<typeof report>[0]): string =>
    lastEntry(after(state(), { kind: "done", nowMs: NOW_MS, report: report({ skips, ...changes }), said: null, undo: null }).log);
  const kept = `Left as it is: Bluetooth (${why}).`;
  assert.equal(told({ profile: null, results: [] }), kept);
  assert.equal(told({ results: [result()] }), `Travel mode: flight, by hand: Screen brightness 40 % (was 82 %). ${kept}`);
});

test("a keeper's report of what a key here has asked for is not told twice; another's is", () => {
  const told = after(state(), { kind: "done", nowMs: NOW_MS, report: report(), said: null, undo: null });
  const twice = after(told, { kind: "happened", nowMs: NOW_MS + 500, happening: { kind: "report", report: report() } });
  assert.equal(twice.log.length, 1);
  const ended = report({ profile: null, reason: "plugged-in" });
  assert.match(
    lastEntry(after(twice, { kind: "happened", nowMs: NOW_MS + 600, happening: { kind: "report", report: ended } }).log),
    /^Settings put back, as a charger went in/,
  );
});

test("one thing that was turned by hand is told as such, whether travel mode is on or not", () => {
  for (const profile of ["flight", null]) {
    const done = after(state(), {
      kind: "done",
      nowMs: NOW_MS,
      report: report({ profile, results: [result()] }),
      said: null,
      undo: null,
    });
    assert.equal(lastEntry(done.log), "By hand: Screen brightness 40 % (was 82 %).");
  }
});

test("unplugging and plugging in are told with the level", () => {
  const unplugged = after(state({ power: charging }), { kind: "power", nowMs: NOW_MS, power: power() });
  assert.equal(lastEntry(unplugged.log), "The charger was unplugged at 76 %.");
  const plugged = after(unplugged, { kind: "power", nowMs: NOW_MS, power: charging });
  assert.equal(lastEntry(plugged.log), "A charger is in at 76 %.");
  const weak = { kind: "power", nowMs: NOW_MS, power: power({ source: "weak-ac" }) } as const;
  assert.equal(lastEntry(after(plugged, weak).log), "A charger is in at 76 %.", "a battery's status follows late");
  assert.match(lastEntry(after(plugged, weak, weak).log), /gives too little/);
});

test("a battery that is pulled out and put in again is told, and the screen lives on", () => {
  const gone = after(state(), {
    kind: "power",
    nowMs: NOW_MS,
    power: power({ packs: [], percent: null, energyWh: null, source: "ac" }),
  });
  assert.ok(gone.log.some(({ sentence }) => sentence === "The battery BAT0 was taken out."));
  assert.ok(
    after(gone, { kind: "power", nowMs: NOW_MS, power: power() }).log.some(
      ({ sentence }) => sentence === "The battery BAT0 is in.",
    ),
  );
});

test("a long gap between two looks is told as sleep, with what it cost", () => {
  const asleep = after(
    state(),
    { kind: "power", nowMs: NOW_MS, power: power() },
    { kind: "power", nowMs: NOW_MS + 3_600_000, power: power({ percent: 71 }) },
  );
  assert.match(lastEntry(asleep.log), /for 1 h \(asleep, or stopped\); the battery lost 5 %/);
});

test("keepers that come and go matter while travel mode is on", () => {
  const event = { kind: "happened", nowMs: NOW_MS, happening: { kind: "keeper", where: "system", there: false } } as const;
  assert.equal(after(state(), event).log.length, 0);
  assert.match(lastEntry(after(state({ seen: travelling() }), event).log), /keeper of this computer has left/);
});

test("the bus that goes and comes back is told, and looked at again", () => {
  const gone = after(state(), { kind: "happened", nowMs: NOW_MS, happening: { kind: "bus", there: false } });
  assert.match(lastEntry(gone.log), /bus is gone/);
  assert.match(
    lastEntry(after(gone, { kind: "happened", nowMs: NOW_MS, happening: { kind: "bus", there: true } }).log),
    /is back/,
  );
});

test("a plan that a key has waited for goes on with it: at once, or with the question", () => {
  const waiting = press(state(), "o").state;
  assert.equal(after(waiting, { kind: "plan", profile: "flight", plan: plan("flight") }).busy, "Switching to flight");
  assert.equal(
    after(waiting, { kind: "plan", profile: "flight", plan: plan("flight", [change(), radioOff]) }).overlay?.kind,
    "diff",
  );
  assert.equal(after(waiting, { kind: "plan", profile: "online", plan: plan("online") }).busy, null);
});

test("what cannot be read is told, and touches nothing that is being done", () => {
  const next = after(state({ busy: "Switching to flight" }), {
    kind: "unread",
    nowMs: NOW_MS,
    sentence: "the configuration has a mistake",
  });
  assert.deepEqual([next.busy, next.message?.kind], ["Switching to flight", "bad"]);
});

test("while it rests, the bus may say what it likes: it is kept for later, and nothing is read", () => {
  const event = { kind: "happened", nowMs: NOW_MS, happening: { kind: "report", report: report() } } as const;
  assert.deepEqual(update(state({ resting: true }), event).effects, []);
  assert.equal(update(state({ resting: true }), event).state.log.length, 1);
  assert.equal(update(state(), event).effects.length, 1);
});

test("without travel mode a keeper that comes or goes is no reason to look: looking would start it", () => {
  const event = { kind: "happened", nowMs: NOW_MS, happening: { kind: "keeper", where: "system", there: true } } as const;
  assert.deepEqual(update(state({ plans: { flight: plan("flight") } }), event).effects, []);
});

test("a question of the engine lies over everything", () => {
  const asked = after(state({ overlay: { kind: "help", top: 0 } }), {
    kind: "question",
    question: { change: radioOff, uses: ["a call"] },
  });
  assert.equal(asked.overlay?.kind, "question");
});

test("the log keeps the last five hundred entries", () => {
  const entries = Array.from({ length: 600 }, (_, index) => ({
    atMs: NOW_MS,
    kind: "news" as const,
    sentence: `entry ${index}`,
  }));
  const { log } = after(state(), { kind: "log", entries });
  assert.deepEqual([log.length, log.at(0)?.sentence, log.at(-1)?.sentence], [500, "entry 100", "entry 599"]);
});

test("what is yours and what is not known stays as it was, whatever is read", () => {
  const yours = travelling([setting({ owner: "yours", now: "90 %" })]);
  assert.equal(after(state(), { kind: "seen", seen: yours }).seen, yours);
});
