// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { emptyMemory } from "../../../src/forecast/memory.ts";
import { batteryIdentity, saveBatteryMemory } from "../../../src/keeper/battery/battery-memory.ts";
import { keepSaving } from "../../../src/keeper/savings/savings-store.ts";
import type { TripAsked, TripTold } from "../../../src/keeper/trip/trip.ts";
import { durableFolder } from "../../../src/machine/durable-folder.ts";
import { readPower } from "../../../src/power/read-power.ts";
import { known, saving } from "../../forecast/saving.ts";
import { type FakeClient, fakeClient, fakeKeepers, type There } from "../fake-keepers.ts";
import { report, result } from "../records.ts";
import { type TryOut, tryOut } from "./simulated-laptop.ts";

const USER = { uid: 1000, name: "alice", home: "/home/alice" };
const HOUR_MS = 3_600_000;

const alices = (t: TestContext, there: There): TryOut => tryOut(t, USER, "intel", { keepers: fakeKeepers(there) });

const nowOf = ({ simulated }: TryOut): number => simulated.machine.clock.now();

const given = ({ calls }: FakeClient, method: string): Readonly<Record<string, unknown>> =>
  (calls.find(([name]) => name === method)?.[1] ?? {}) as Readonly<Record<string, unknown>>;

/** On the simulated laptop it is 9:00 UTC on the first of June. */
const NOW = Date.UTC(2026, 5, 1, 9, 0);

const TRIP: TripTold = {
  untilMs: NOW + 5.5 * HOUR_MS,
  sinceMs: NOW - HOUR_MS,
  zone: "Europe/Berlin",
  reservePercent: 10,
  profile: null,
  verdict: "saving",
  outlook: {
    needMs: 5.5 * HOUR_MS,
    ...{ chance: 0.84, chanceWithout: 0.121, chanceWithAll: 0.97 },
    ...{ marginMs: 0.98 * HOUR_MS, marginWithoutMs: -0.75 * HOUR_MS, marginWithAllMs: 2 * HOUR_MS },
  },
  steps: [
    { knob: "screen.brightness", wish: [60], taken: true, savedW: null },
    { knob: "screen.brightness", wish: [40], taken: true, savedW: { medianW: 1.42, lowW: 1.2, highW: 1.6 } },
    { knob: "service.hold", wish: ["indexers", "backups"], taken: false, savedW: null },
  ],
};

test("a goal is echoed, sent as an instant, and told how it stands before what was done", async (t) => {
  const system = fakeClient("system", { report: report({ results: [result()] }), trip: TRIP });
  const laptop = alices(t, { system });
  const { status, out } = await laptop.run("on --arrive 16:30@Europe/Berlin --reserve 10%");
  assert.equal(status, EXIT.done);
  assert.deepEqual(out.slice(0, 5), [
    "The journey: 16:30 Berlin time, in 5 h 30 min, with 10 % to be left.",
    "Without saving the battery would not last it: a chance of 12 %, about 45 min short.",
    "With what is saved it will: a chance of 84 %, about 1 h to spare.",
    "",
    "Travel mode is on: for the journey",
  ]);
  const { profile, trip } = given(system, "on");
  const goal = { untilMs: NOW + 5.5 * HOUR_MS, zone: "Europe/Berlin", reservePercent: 10, savings: [], programs: {} };
  assert.deepEqual([profile, trip], [null, goal]);
});

test("what the caller has measured goes with it, as far as a journey can use it", async (t) => {
  const system = fakeClient("system");
  const laptop = alices(t, { system });
  const own = durableFolder(join(laptop.folder, "journal"));
  const measured = saving({ measuredAtMs: 5 });
  const wild = saving({ wish: "on", medianW: 60, lowW: 55, highW: 70, measuredAtMs: 9 });
  for (const one of [saving({ medianW: 0.45 }), measured, saving({ knob: "radio.wifi" }), wild]) keepSaving(own, one);
  keepSaving(durableFolder(join(laptop.folder, "roots")), saving({ knob: "screen.brightness", wish: "40", measuredAtMs: 3 }));
  for (const line of ["on --last 5h", "on --last 5h --dry-run"]) await laptop.run(line);
  const expected = [known({ measuredAtMs: 5 }), known({ knob: "screen.brightness", wish: "40", measuredAtMs: 3 })];
  for (const method of ["on", "plan"]) assert.deepEqual((given(system, method) as { trip: TripAsked }).trip.savings, expected);
});

test("a profile that is named with it goes along; 5 % are to be left unless told", async (t) => {
  const system = fakeClient("system");
  const laptop = alices(t, { system });
  const { out } = await laptop.run("on online --last 2h30m");
  const { profile, trip } = given(system, "on") as { profile: unknown; trip: { untilMs: number; reservePercent: number } };
  assert.deepEqual([profile, trip.untilMs, trip.reservePercent], [{ name: "online" }, nowOf(laptop) + 2.5 * HOUR_MS, 5]);
  assert.ok(out.includes("Travel mode is on: online, for the journey"));
});

test("a time that is over is asked about, and without anybody to ask refused with what to type", async (t) => {
  const system = fakeClient("system");
  const laptop = alices(t, { system });
  const asked = await laptop.run("on --arrive 10:40@Europe/Berlin", { answers: ["y"] });
  assert.equal(asked.status, EXIT.done);
  assert.equal((given(system, "on") as { trip?: { untilMs?: number } }).trip?.untilMs, NOW + 23 * HOUR_MS + 40 * 60_000);
  for (const how of [{}, { answers: [""] }, { answers: ["n"] }]) {
    const { status, err } = await laptop.run("on --arrive 10:40@Europe/Berlin", how);
    assert.equal(status, EXIT.usage);
    assert.match(
      err.join(" "),
      /10:40@Europe\/Berlin (was 20 min ago \(Berlin time\); for tomorrow: --last 23h40m|is over: nothing was changed)/u,
    );
  }
  assert.equal(system.calls.length, 1);
});

const WRONG: readonly (readonly [line: string, sentence: RegExp])[] = [
  ["on --last 5", /Write 5h for hours/u],
  ["on --last 5h --arrive 18:40", /leave one away/u],
  ["on --reserve 10%", /goes with --last or --arrive/u],
  ["on --last 5h --reserve lots", /0% to 90%/u],
  ["trip soon", /write \+30m, -30m or end/u],
  ["trip --soon", /no length of time/u],
  ["trip +30", /30h for hours/u],
];

for (const [line, sentence] of WRONG)
  test(`"${line}" is refused with what to write`, async (t) => {
    const system = fakeClient("system");
    const { status, err } = await alices(t, { system }).run(line);
    assert.equal(status, EXIT.usage);
    assert.match(err.join(" "), sentence);
    assert.deepEqual(system.calls, []);
  });

test("trip tells goal, odds, progress and steps", async (t) => {
  const { status, out } = await alices(t, { system: fakeClient("system", { trip: TRIP }) }).run("trip");
  assert.equal(status, EXIT.done);
  assert.deepEqual(out, [
    "The journey: 16:30 Berlin time, in 5 h 30 min, with 10 % to be left",
    "Without saving the battery would not last it: a chance of 12 %, about 45 min short.",
    "With what is saved it will: a chance of 84 %, about 1 h to spare.",
    "1 h of 6 h 30 min are over (15 %).",
    "",
    "         SETTING              VALUE              SAVES",
    "  saved  Screen brightness    40 %               1.4 W",
    "  next   Background services  indexers, backups  unknown until measured",
    "",
    "Later or earlier: travelmode trip +30m, travelmode trip -30m. There: travelmode trip end",
  ]);
});

test("as JSON, times are ISO 8601 and spans seconds", async (t) => {
  const { out } = await alices(t, { system: fakeClient("system", { trip: TRIP }) }).run("trip --json");
  const { trip } = JSON.parse(out.join("\n"));
  assert.deepEqual([trip.arrive, trip.verdict, trip.zone], ["2026-06-01T14:30:00.000Z", "saving", "Europe/Berlin"]);
  assert.deepEqual(trip.outlook.without, { chance: 0.121, marginS: -2700 });
  assert.equal(trip.steps.length, 3);
});

test("where it cannot be done, it is said by how much, and who takes the power", async (t) => {
  const outlook = { needMs: HOUR_MS, ...{ chance: 0.2, chanceWithout: 0.01, chanceWithAll: 0.01 } };
  const margins = { marginMs: -25 * 60_000, marginWithoutMs: -HOUR_MS, marginWithAllMs: -HOUR_MS };
  const trip = { ...TRIP, verdict: "short", outlook: { ...outlook, ...margins } } as const;
  const { out } = await alices(t, { system: fakeClient("system", { trip }) }).run("trip");
  assert.ok(out.includes("Even with everything that can be saved it is too short: a chance of 20 %, about 25 min short."));
  assert.match(out.at(-1) ?? "", /^These \d programs take about \d\.\d W \(estimated\): /u);
});

test("the usual profile's rules for programs go with it, whatever else that profile wishes", async (t) => {
  const system = fakeClient("system");
  const laptop = alices(t, { system });
  const own = join(laptop.folder, ".config/travelmode/profiles");
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "mine.toml"), '[radio]\nwifi = "off"\n[app]\nslow = ["firefox"]\n');
  writeFileSync(join(laptop.folder, ".config/travelmode/config.toml"), 'profile = "mine"\n');
  await laptop.run("on --last 5h");
  const { profile, trip } = given(system, "on") as { profile: unknown; trip: TripAsked };
  assert.deepEqual([profile, trip.programs], [null, { "app.slow": ["firefox"] }]);
  writeFileSync(join(own, "mine.toml"), "[app]\nslow = 7\n");
  const { status, err } = await laptop.run("on --last 5h");
  assert.equal(status, EXIT.done, "a mistake there keeps nobody from a journey without it");
  assert.match(err.join(" "), /mine\.toml.*So no program is slowed or frozen for the journey\./su);
});

/** On a charger with this level, and a memory of what earlier journeys drew. */
function charging(t: TestContext, level: number, drewW: number | null): TryOut {
  const laptop = alices(t, { system: fakeClient("system", { trip: { ...TRIP, verdict: "paused", outlook: null } }) });
  const { simulated, folder } = laptop;
  while (drewW !== null && (readPower(simulated.machine.files).percent ?? 0) > level) simulated.advance(600);
  simulated.plug();
  simulated.advance(30);
  const memory = { ...emptyMemory("Wh"), draw: { used: (drewW ?? 0) * 40, spanMs: 40 * HOUR_MS } };
  const identity = batteryIdentity(readPower(simulated.machine.files)) ?? "";
  if (drewW !== null) saveBatteryMemory(durableFolder(join(folder, "roots")), identity, memory);
  return laptop;
}

test("on a charger it is told what to expect, now and with a full battery, and when saving begins", async (t) => {
  const { run } = charging(t, 50, 7);
  for (const line of ["on --last 5h", "trip"]) {
    const text = (await run(line)).out.join(" ").replace(/\s+/gu, " ");
    assert.match(text, /nothing need be saved: that begins with the unplugging, by what is in the battery then/u);
    assert.match(
      text,
      /Roughly, by what was drawn before, what is in the battery now \((?:49|50) %\) lasts \d h.*: a chance of \d+ %\. A full battery lasts \d h [^.]*: a chance of \d+ %\./u,
    );
  }
});

test("where nothing was learned of the battery, nothing is promised on a charger", async (t) => {
  const { out } = await charging(t, 100, null).run("trip");
  assert.match(out.join(" "), /How long the battery will last is not known yet: nothing has been learned/u);
  assert.doesNotMatch(out.join(" "), /Roughly/u);
});

test("the arrival is moved and ended", async (t) => {
  const system = fakeClient("system", { trip: TRIP });
  const { run } = alices(t, { system });
  assert.ok((await run("trip +30m")).out.includes("The journey: 16:30 Berlin time, in 5 h 30 min, with 10 % to be left"));
  await run("trip -1h30m");
  assert.deepEqual(
    system.calls.map(([method, it]) => [method, (it as { byMs?: number }).byMs]),
    [
      ["moveTrip", 1_800_000],
      ["moveTrip", -5_400_000],
    ],
  );
  assert.ok((await run("trip end")).out.includes("The journey is over."));
});

test("without a journey trip says how one begins", async (t) => {
  const { status, out } = await alices(t, { system: fakeClient("system") }).run("trip");
  assert.deepEqual([status, out], [EXIT.done, ["No journey is under way. Begin one with: travelmode on --last 5h30m"]]);
});

test("where nobody stays, a journey is refused with what to do", async (t) => {
  const { run } = alices(t, {});
  for (const line of ["on --last 5h", "on --last 5h --dry-run", "trip end"]) {
    const { status, err } = await run(line);
    assert.equal(status, EXIT.refused, line);
    assert.match(err.join(" "), /a keeper is needed to watch over a journey.*sudo travelmode install, or add --foreground/u);
  }
});

test("on a simulated laptop a journey is refused with what to do, and carried out by this command with that", async (t) => {
  const { status, err } = await tryOut(t).run("on --last 5h");
  assert.equal(status, EXIT.refused);
  assert.match(err.join(" "), /the simulated laptop has no keeper, .*: add --foreground, and this command is one/u);
  const keepers = fakeKeepers({});
  const living = tryOut(t, {}, "intel", { foreground: keepers.foreground });
  assert.equal((await living.run("on --last 5h --foreground")).status, EXIT.done);
  assert.deepEqual(keepers.done, ["foreground trip"]);
  await living.run("status");
  assert.deepEqual(
    living.opened.map(({ lives }) => lives),
    [true, false],
    "its time runs meanwhile",
  );
});
