// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import fc from "fast-check";
import { TravelError } from "../../../src/errors.ts";
import type { Forecast } from "../../../src/forecast/forecast.ts";
import type { Keeper, OnWish } from "../../../src/keeper/keeper.ts";
import { type ServiceParts, serveKeeper } from "../../../src/keeper/service/service.ts";
import { SERVICE_METHODS } from "../../../src/keeper/service/service-methods.ts";
import { KEEPER } from "../../../src/keeper/service/service-names.ts";
import { NO_PROFILE_NAMED, type TripTold } from "../../../src/keeper/trip/trip.ts";
import { parseSignature } from "../../../src/machine/bus-signature.ts";
import type { BusValue } from "../../../src/machine/doors.ts";
import type { Profile } from "../../../src/profile/profile.ts";
import { fakeBus } from "../../fakes/fake-bus.ts";
import { fakeLiveBus, settled } from "../../fakes/live-machine.ts";
import { argumentsOf } from "./odd-values.ts";
import { PLAN, QUESTION, REPORT, STATE, serviceParts, type ToyKeeper, toyKeeper } from "./service-rig.ts";

const GENEROUS = {
  sender: { burst: 1e9, perSecond: 1 },
  user: { burst: 1e9, perSecond: 1 },
  room: { perSender: 1, perUser: 4, inAll: 16 },
};

const refuse = async (): Promise<never> => {
  throw new TravelError("AUTHORISATION", "a password is needed");
};

/** A served keeper on a bus in memory; every caller ":1.N" is the user N. */
async function served(
  test: TestContext,
  { keeper = {}, ...over }: Partial<Omit<ServiceParts, "keeper">> & { keeper?: Partial<Keeper> } = {},
) {
  const daemon = { GetConnectionUnixUser: (name: BusValue) => [Number(String(name).slice(3))] };
  const users = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`:1.${at}`, {}]));
  const inner = fakeBus({ "org.freedesktop.DBus": { "/org/freedesktop/DBus": { "org.freedesktop.DBus": daemon } }, ...users });
  const bus = fakeLiveBus(inner);
  const toy = toyKeeper(keeper);
  const parts = { ...serviceParts(test, toy), ...over, bus };
  const serving = await serveKeeper(parts);
  assert.equal(serving.kind, "value");
  const object = bus.hosted(KEEPER.service);
  assert.ok(object !== undefined && serving.kind === "value");
  const ask = async (member: string, ...args: readonly BusValue[]): Promise<unknown> => {
    const [text] = await object.call(":1.7", member, args);
    return JSON.parse(String(text));
  };
  return { bus, toy, parts, object, ask, serving: serving.value };
}

const membersOf = ({ calls }: ToyKeeper): readonly string[] => calls.map(([member]) => member);

const last = ({ calls }: ToyKeeper) => calls.at(-1);

test("each method does its one thing with what it was given", async (test) => {
  const { toy, ask, parts, object } = await served(test);
  const calm = parts.profiles.load("calm");
  const options = { leave: ["toy.mode/here", "toy.level"], "even-if-used": ["toy.mode"], "stay-on": true };
  const wish = { profile: calm, leave: ["toy.mode/here", "toy.level"], evenIfUsed: ["toy.mode"], stayOn: true };
  assert.deepEqual(await ask("On", "calm", "", options), REPORT);
  assert.deepEqual(last(toy), ["on", wish]);
  assert.deepEqual(await ask("Off", { forget: ["toy.mode"] }), { ...REPORT, profile: null });
  assert.deepEqual(last(toy), ["off", ["toy.mode"]]);
  assert.deepEqual(await ask("Plan", "calm", "", options), PLAN);
  assert.deepEqual(last(toy), ["plan", wish]);
  assert.deepEqual(await ask("PlanOff"), PLAN);
  assert.deepEqual(last(toy), ["plan", null]);
  assert.deepEqual(await ask("Set", "toy.level", ["lowest", "7"], {}), REPORT);
  assert.deepEqual(last(toy), ["set", { knob: "toy.level", wish: ["lowest", 7], evenIfUsed: [] }]);
  assert.deepEqual(await ask("HandBack", "toy.level"), REPORT);
  assert.deepEqual(last(toy), ["handBack", "toy.level"]);
  assert.deepEqual(await ask("Pause", "screen", 60), REPORT);
  assert.deepEqual(last(toy), ["pause", { part: "screen", untilMs: parts.clock.now() + 60_000 }]);
  await ask("Pause", "all", 0);
  assert.deepEqual(last(toy), ["pause", { part: "all", untilMs: null }]);
  assert.deepEqual(await ask("Auto", "calm", ""), REPORT);
  assert.deepEqual(last(toy), ["auto", calm]);
  assert.equal(await ask("Auto", "", ""), null);
  assert.deepEqual(last(toy), ["auto", null]);
  assert.deepEqual(await ask("FullCharge", true), REPORT);
  assert.deepEqual(last(toy), ["fullCharge", true]);
  assert.equal(await ask("GetTrip"), null);
  assert.deepEqual(await ask("MoveTrip", -1800), REPORT);
  assert.deepEqual(last(toy), ["moveTrip", -1_800_000]);
  assert.deepEqual(await ask("EndTrip"), REPORT);
  assert.deepEqual(last(toy), ["endTrip"]);
  const [cookie = ""] = await object.call(":1.7", "Hold", ["calm", "", "a film"]);
  assert.deepEqual(last(toy), ["hold", calm]);
  assert.deepEqual(await object.call(":1.7", "Release", [cookie]), []);
  assert.deepEqual(last(toy), ["end of calm"]);
  await ask("On", "mine", 'extends = "calm"\n[toy]\nlevel = 9', {});
  assert.deepEqual(partsOf(last(toy)?.[1]).profile, {
    name: "mine",
    title: "Like calm, with changes",
    onCharger: "all",
    wishes: { "toy.mode": ["off"], "toy.level": [9] },
    source: "mine.toml",
  });
});

test("a journey comes with its goal, and may do without a profile", async (test) => {
  const { toy, ask, parts } = await served(test);
  const goal = { arrive: 1_780_000_000_000n, reserve: 10, zone: "Europe/Berlin" };
  const trip = { untilMs: 1_780_000_000_000, reservePercent: 10, zone: "Europe/Berlin", savings: [], programs: {} };
  const rest = { leave: [], evenIfUsed: [], stayOn: false };
  await ask("On", "", "", goal);
  assert.deepEqual(last(toy), ["on", { ...rest, profile: NO_PROFILE_NAMED, trip }]);
  await ask("On", "calm", "", { arrive: 1_780_000_000_000 });
  const usual = { ...trip, reservePercent: 5, zone: "UTC" };
  assert.deepEqual(last(toy), ["on", { ...rest, profile: parts.profiles.load("calm"), trip: usual }]);
  await ask("Plan", "", "", goal);
  assert.deepEqual(last(toy), ["plan", { ...rest, profile: NO_PROFILE_NAMED, trip }]);
});

test("what the caller has measured comes with a journey", async (test) => {
  const { toy, ask } = await served(test);
  await ask("On", "", "", { arrive: 1_780_000_000_000n, savings: [["toy.mode", "off", 1.5, 1.2, 1.8, 7n, "battery"]] });
  const [, asked] = last(toy) as [string, OnWish];
  const measured = { knob: "toy.mode", wish: "off", measuredAtMs: 7, from: "battery" };
  assert.deepEqual(asked.trip?.savings, [{ ...measured, medianW: 1.5, lowW: 1.2, highW: 1.8 }]);
});

test("which programs a journey may slow and freeze comes with it; to freeze needs the second action", async (test) => {
  const asked: string[] = [];
  const { toy, ask } = await served(test, { authorise: async (_, action) => void asked.push(action) });
  const goal = { arrive: 1_780_000_000_000n };
  await ask("On", "", "", { ...goal, programs: { "app.slow": ["above 20 %", "firefox"] } });
  assert.deepEqual(asked, ["switch"]);
  await ask("On", "", "", { ...goal, programs: { "app.freeze": ["syncthing when offline"] } });
  assert.deepEqual(asked, ["switch", "switch", "risky"]);
  const [, wish] = last(toy) as [string, OnWish];
  assert.deepEqual(wish.trip?.programs, { "app.freeze": ["syncthing when offline"] });
});

test("rules that are none, or for anything but programs, are refused", async (test) => {
  const { object } = await served(test, { authorise: async () => assert.fail("asked"), strictness: GENEROUS });
  const wrong: readonly BusValue[] = [
    { "toy.mode": ["off"] },
    { "app.slow": [] },
    { "app.slow": "firefox" },
    { "app.slow": ["/usr/bin/firefox"] },
    { "app.slow": ["a\u001b[2J"] },
    { "app.freeze": ["above 20 %"] },
    { "app.freeze": Array.from({ length: 65 }, () => "firefox") },
    ["app.slow"],
  ];
  for (const programs of wrong)
    await assert.rejects(object.call(":1.7", "On", ["", "", { arrive: 1, programs }]), { code: "USAGE", message: /options/ });
});

/** What is no saving of anything here, or none that a laptop could have. */
const NO_SAVINGS: readonly (readonly BusValue[])[] = [
  ["toy.none", "off", 1, 1, 1, 7n, "battery"],
  ["constructor", "off", 1, 1, 1, 7n, "battery"],
  ["toy.mode", "", 1, 1, 1, 7n, "battery"],
  ["toy.mode", "\u001b[2J", 1, 1, 1, 7n, "battery"],
  ["toy.mode", "x".repeat(201), 1, 1, 1, 7n, "battery"],
  ["toy.mode", "off", 51, 1, 51, 7n, "battery"],
  ["toy.mode", "off", -1, -51, 1, 7n, "battery"],
  ["toy.mode", "off", Number.NaN, 1, 1, 7n, "battery"],
  ["toy.mode", "off", 1, Number.NEGATIVE_INFINITY, 1, 7n, "battery"],
  ["toy.mode", "off", 1, 2, 3, 7n, "battery"],
  ["toy.mode", "off", 1, 1, 1, -7n, "battery"],
  ["toy.mode", "off", 1, 1, 1, 7n, "hearsay"],
  ["toy.mode", "off", 1, 1, 1, 7n, "battery", "more"],
  ["toy.mode", "off"],
];

test("a saving that cannot be is refused, and so are more than a trip has steps", async (test) => {
  const { object } = await served(test, { authorise: async () => assert.fail("asked"), strictness: GENEROUS });
  const sound: BusValue = ["toy.mode", "off", 1, 1, 1, 7n, "battery"];
  const wrong = [...NO_SAVINGS.map((one) => [sound, one]), Array.from({ length: 65 }, () => sound), "all"];
  for (const savings of wrong)
    for (const member of ["On", "Plan"])
      await assert.rejects(
        object.call(":1.7", member, ["", "", { arrive: 1, savings }]),
        { code: "USAGE", message: /options/ },
        JSON.stringify(savings, (_, it) => (typeof it === "bigint" ? Number(it) : it)).slice(0, 120),
      );
});

test("how a journey stands is told by a property as far as it changes seldom, and altogether when asked", async (test) => {
  const trip: TripTold = {
    ...{ untilMs: 1_780_000_000_000, sinceMs: 1_779_000_000_000, zone: "Europe/Berlin", reservePercent: 10 },
    ...{ profile: null, verdict: "waiting", outlook: null, steps: [] },
  };
  const { toy, ask, object } = await served(test);
  toy.current.state = { ...STATE, trip };
  toy.tell({ kind: "state" });
  await settled();
  assert.deepEqual(await ask("GetTrip"), trip);
  const told = object.object.properties()["Trip"]?.value as Readonly<Record<string, { readonly value: unknown }>>;
  assert.deepEqual(
    Object.entries(told).map(([name, { value }]) => [name, value]),
    [
      ["arrive", 1_780_000_000_000],
      ["reserve", 10],
      ["zone", "Europe/Berlin"],
      ["profile", ""],
      ["verdict", "waiting"],
    ],
  );
});

test("what does not fit is refused with the argument's name, before anybody is asked for a password", async (test) => {
  const { toy, object } = await served(test, { authorise: async () => assert.fail("asked"), strictness: GENEROUS });
  const long = "x".repeat(65);
  const wrong: readonly (readonly [RegExp, string, ...BusValue[]])[] = [
    [/profile/, "On", "", "", {}],
    [/profile/, "On", "../../etc/shadow", "", {}],
    [/profile/, "On", long, "", {}],
    [/profile/, "Plan", "Calm", "", {}],
    [/text/, "On", "mine", "x".repeat(64 * 1024 + 1), {}],
    [/text/, "On", "mine", "é".repeat(33 * 1024), {}],
    [/options/, "On", "calm", "", { colour: "red" }],
    [/options/, "On", "calm", "", { leave: "toy.mode" }],
    [/options/, "On", "calm", "", { leave: ["toy.none"] }],
    [/options/, "On", "calm", "", { leave: ["toy.mode/"] }],
    [/options/, "On", "calm", "", { leave: ["toy.mode/a\u001b[2J"] }],
    [/options/, "On", "calm", "", { leave: [`toy.mode/${"x".repeat(300)}`] }],
    [/options/, "On", "calm", "", { leave: Array.from({ length: 65 }, () => "toy.mode") }],
    [/options/, "On", "calm", "", { "even-if-used": ["toy.mode/here"] }],
    [/options/, "On", "calm", "", { "stay-on": 1 }],
    [/options/, "On", "calm", "", { answers: { "toy.mode": "maybe" } }],
    [/options/, "On", "calm", "", { answers: { "toy.none": "off" } }],
    [/options/, "On", "", "", { arrive: 9e15 }],
    [/options/, "On", "", "", { arrive: 1, reserve: 91 }],
    [/options/, "On", "", "", { arrive: 1, reserve: Number.NaN }],
    [/options/, "On", "", "", { arrive: 1, zone: "Europe/Berlim" }],
    [/options/, "On", "", "", { arrive: 1, zone: "x".repeat(65) }],
    [/profile/, "On", "", "", { reserve: 5 }],
    [/seconds/, "MoveTrip", 200_000],
    [/options/, "Off", { leave: ["toy.mode"] }],
    [/options/, "Plan", "calm", "", { ask: true }],
    [/knob.*did you mean toy\.mode/, "Set", "toy.mod", ["on"], {}],
    [/knob/, "Set", "constructor", ["on"], {}],
    [/wish/, "Set", "toy.mode", [], {}],
    [/toy\.mode cannot be "dim"; it takes "off" or "on"/, "Set", "toy.mode", ["on", "dim"], {}],
    [/toy\.level cannot be "10"/, "Set", "toy.level", ["10"], {}],
    [/toy\.level cannot be "0x3"/, "Set", "toy.level", ["0x3"], {}],
    [/wish/, "Set", "toy.level", Array.from({ length: 65 }, () => "3"), {}],
    [/wish/, "Set", "toy.level", ["3".repeat(65)], {}],
    [/knob/, "HandBack", "toy.mode/here"],
    [/part/, "Pause", "radio", 1],
    [/seconds/, "Pause", "all", 4_000_000_000],
    [/text/, "Auto", "", "x"],
    [/reason/, "Hold", "calm", "", ""],
    [/reason/, "Hold", "calm", "", "two\nlines"],
    [/reason/, "Hold", "calm", "", "x".repeat(201)],
  ];
  for (const [message, member, ...args] of wrong)
    await assert.rejects(
      object.call(":1.7", member, args),
      { code: "USAGE", message },
      `${member} ${JSON.stringify(args).slice(0, 80)}`,
    );
  assert.deepEqual(toy.calls, []);
});

test("without authorisation nothing is called but what is free", async (test) => {
  const { toy, object } = await served(test, { authorise: refuse });
  const calls: readonly (readonly [string, ...BusValue[]])[] = [
    ["On", "calm", "", {}],
    ["Off", {}],
    ["Set", "toy.mode", ["on"], {}],
    ["HandBack", "toy.mode"],
    ["Pause", "all", 0],
    ["Auto", "calm", ""],
    ["Auto", "", ""],
    ["FullCharge", true],
    ["MoveTrip", 60],
    ["EndTrip"],
    ["Hold", "calm", "", "a film"],
  ];
  for (const [member, ...args] of calls) await assert.rejects(object.call(":1.7", member, args), { code: "AUTHORISATION" });
  assert.deepEqual(toy.calls, []);
  await object.call(":1.7", "Plan", ["calm", "", {}]);
  await object.call(":1.7", "PlanOff");
  assert.deepEqual(membersOf(toy), ["plan", "plan"]);
});

test("a caller who may not is not told what is wrong with a profile", async (test) => {
  const { object } = await served(test, { authorise: refuse });
  await assert.rejects(object.call(":1.7", "On", ["broken", "", {}]), { code: "AUTHORISATION" });
});

test("risky wishes of the caller's own need the second action as well, and before anything happens", async (test) => {
  const asked: string[] = [];
  const { toy, object } = await served(test, {
    authorise: async ({ sender, interactive }, action) => {
      asked.push(`${sender} ${action} ${interactive}`);
      if (action === "risky") await refuse();
    },
  });
  const risky = '[toy]\nfuse = "off"';
  for (const [member, ...args] of [
    ["On", "mine", risky, {}],
    ["Set", "toy.fuse", ["off"], {}],
    ["Auto", "mine", 'extends = "wild"'],
    ["Hold", "mine", risky, "a film"],
  ] as const) {
    asked.length = 0;
    await assert.rejects(object.call(":1.7", member, args, { interactive: true }), { code: "AUTHORISATION" });
    assert.deepEqual(asked, [":1.7 switch true", ":1.7 risky true"], member);
  }
  assert.deepEqual(toy.calls, []);
  asked.length = 0;
  await object.call(":1.7", "On", ["wild", "", {}]);
  assert.deepEqual(asked, [":1.7 switch false"]);
});

test("a question is the answer where it was asked for, and the next call brings the person's", async (test) => {
  const turned: string[] = [];
  const { ask } = await served(test, {
    keeper: {
      on: async ({ decide }) => {
        turned.push((await decide?.(QUESTION)) ?? "unasked");
        return REPORT;
      },
    },
  });
  assert.deepEqual(await ask("On", "calm", "", { ask: true }), { question: QUESTION });
  assert.deepEqual(turned, []);
  assert.deepEqual(await ask("On", "calm", "", { ask: true, answers: { "toy.mode": "off" } }), REPORT);
  assert.deepEqual(await ask("On", "calm", "", { answers: { "toy.mode": "off" } }), REPORT);
  assert.deepEqual(turned, ["off", "unasked"]);
});

test("a fault beside a question is a fault", async (test) => {
  const { object } = await served(test, {
    keeper: {
      set: async () => {
        throw new TravelError("BUSY", "another is at work");
      },
    },
  });
  await assert.rejects(object.call(":1.7", "Set", ["toy.mode", ["on"], { ask: true }]), { code: "BUSY" });
});

test("who calls too often is told so, and others are not", async (test) => {
  const { toy, object } = await served(test);
  for (let at = 0; at < 20; at += 1) await object.call(":1.7", "HandBack", ["toy.mode"]);
  await assert.rejects(object.call(":1.7", "HandBack", ["toy.mode"]), { code: "TOO_MANY" });
  await object.call(":1.8", "HandBack", ["toy.mode"]);
  assert.equal(toy.calls.length, 21);
});

test("new connections of one user make no more calls", async (test) => {
  const { bus, toy, object } = await served(test);
  bus.services["org.freedesktop.DBus"] = {
    "/org/freedesktop/DBus": { "org.freedesktop.DBus": { GetConnectionUnixUser: () => [1000] } },
  };
  for (let at = 0; at < 80; at += 1) await object.call(`:2.${at}`, "HandBack", ["toy.mode"]);
  await assert.rejects(object.call(":2.80", "HandBack", ["toy.mode"]), { code: "TOO_MANY" });
  assert.equal(toy.calls.length, 80);
});

test("one call of a connection is worked on at a time", async (test) => {
  const finishing: (() => void)[] = [];
  const { object } = await served(test, {
    keeper: { off: () => new Promise((done) => void finishing.push(() => done(REPORT))) },
  });
  const first = object.call(":1.7", "Off", [{}]);
  await settled();
  await assert.rejects(object.call(":1.7", "HandBack", ["toy.mode"]), { code: "TOO_MANY", message: /earlier request/ });
  await object.call(":1.8", "HandBack", ["toy.mode"]);
  for (const finish of finishing) finish();
  await first;
  await object.call(":1.7", "HandBack", ["toy.mode"]);
});

test("a caller whom the bus no longer knows is refused", async (test) => {
  const { bus, toy, object } = await served(test);
  bus.faults.set("GetConnectionUnixUser", "org.freedesktop.DBus.Error.NameHasNoOwner");
  await assert.rejects(object.call(":1.7", "HandBack", ["toy.mode"]), { code: "REFUSED" });
  assert.deepEqual(toy.calls, []);
});

test("a hold ends with its owner, and is seen meanwhile", async (test) => {
  const { bus, toy, object } = await served(test);
  await object.call(":1.7", "Hold", ["calm", "", "a film"]);
  await settled();
  assert.deepEqual(object.object.properties()["Holds"]?.value, [["calm", "a film"]]);
  bus.signal("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameOwnerChanged", [":1.7", ":1.7", ""]);
  await settled();
  assert.deepEqual(last(toy), ["end of calm"]);
  assert.deepEqual(object.changes.map(Object.keys), [["Holds"], ["Holds"]]);
});

test("properties tell what the keeper's state is", async (test) => {
  const { object } = await served(test);
  const plain = Object.entries(object.object.properties()).map(([name, { value }]) => [name, value]);
  assert.deepEqual(Object.fromEntries(plain), {
    Mode: "on",
    Winner: "hand",
    Profile: "calm",
    Since: 1_780_000_000_123,
    StayOn: true,
    Trip: {},
    Armed: "no",
    Auto: "",
    PausedPart: "cpu",
    PausedUntil: 1_780_000_360_000,
    FullChargeUntil: 1_780_000_720_000,
    Settings: [["toy.mode/here", "on", "off", "", "yours"]],
    Holds: [],
    Battery: { source: { variant: "s", value: "none" }, state: { variant: "s", value: "unknown" } },
    Charger: "weak",
    LastReport: JSON.stringify(REPORT),
    Version: "1.2.3",
  });
});

test("a change is told with what has changed and nothing else, a storm of them once more at most", async (test) => {
  const { toy, object } = await served(test);
  await settled();
  toy.tell({ kind: "state" });
  await settled();
  assert.deepEqual(object.changes, []);
  toy.current.state = { ...STATE, winner: "off", charger: "real", power: { ...STATE.power, percent: 52.5 } };
  for (let at = 0; at < 1000; at += 1) toy.tell({ kind: "state" });
  await settled();
  assert.deepEqual(object.changes, [
    {
      Winner: { variant: "s", value: "off" },
      Battery: {
        variant: "a{sv}",
        value: {
          source: { variant: "s", value: "none" },
          state: { variant: "s", value: "unknown" },
          percent: { variant: "d", value: 52.5 },
        },
      },
      Charger: { variant: "s", value: "real" },
    },
  ]);
});

test("the time left is told with the battery while it drains, in whole milliseconds and with how sure it is", async (test) => {
  const { toy, object } = await served(test);
  const battery = async (forecast: Forecast | null) => {
    toy.current.state = { ...STATE, forecast };
    toy.tell({ kind: "state" });
    await settled();
    return object.object.properties()["Battery"]?.value;
  };
  const known = { source: { variant: "s", value: "none" }, state: { variant: "s", value: "unknown" } };
  const at = (ms: number) => ({ variant: "x", value: ms });
  const steady = { until: "end", phase: "steady", expectedW: 8, prior: "memory" } as const;
  assert.deepEqual(await battery({ ...steady, left: { medianMs: 600_000.4, lowMs: 1, highMs: 700_000 } }), {
    ...known,
    ...{ "left-ms": at(600_000), "left-low-ms": at(1), "left-high-ms": at(700_000) },
    forecast: { variant: "s", value: "steady" },
  });
  const most = at(48 * 3_600_000);
  assert.deepEqual(await battery({ ...steady, left: "more than 48 h" }), {
    ...known,
    ...{ "left-ms": most, "left-low-ms": most, "left-high-ms": most },
    forecast: { variant: "s", value: "steady" },
  });
  const left = { medianMs: 600_000, lowMs: 1, highMs: 700_000 };
  assert.deepEqual(
    await battery({ ...steady, until: "charged", prior: null, left }),
    known,
    "how long it charges is no time left",
  );
  assert.deepEqual(await battery(null), known);
});

test("reports, changes and notices are signals", async (test) => {
  const { toy, object } = await served(test);
  toy.tell({ kind: "report", report: REPORT });
  toy.tell({ kind: "notice", notice: { kind: "low", sentence: "about 9 min to hibernation" } });
  assert.deepEqual(object.emitted, [
    { member: "SettingChanged", signature: "sssss", args: ["toy.mode/here", "on", "off", "clamped", "It stayed on."] },
    { member: "Reported", signature: "s", args: [JSON.stringify(REPORT)] },
    { member: "Notice", signature: "ss", args: ["low", "about 9 min to hibernation"] },
  ]);
});

test("a state that cannot be read is told to us, and the last one stays", async (test) => {
  const { toy, parts, object } = await served(test);
  await settled();
  Object.defineProperty(toy.current, "state", { get: () => assert.fail("unreadable") });
  toy.tell({ kind: "state" });
  await settled();
  assert.equal(parts.faults.length, 1);
  assert.equal(object.object.properties()["Mode"]?.value, "on");
});

test("a closed service lets its name go and says nothing more", async (test) => {
  const { bus, toy, object, serving } = await served(test);
  await object.call(":1.7", "Hold", ["calm", "", "a film"]);
  await settled();
  const told = object.changes.length;
  await serving.close();
  toy.current.state = { ...STATE, mode: "off" };
  toy.tell({ kind: "report", report: REPORT });
  await settled();
  assert.equal(bus.hosted(KEEPER.service), undefined);
  assert.deepEqual(
    { emitted: object.emitted, told: object.changes.length, listening: bus.listening },
    { emitted: [], told, listening: 0 },
  );
});

test("where another has the name, that is the answer", async (test) => {
  const bus = fakeLiveBus(fakeBus());
  bus.taken.add(KEEPER.service);
  const serving = await serveKeeper({ ...serviceParts(test, toyKeeper()), bus });
  assert.deepEqual(serving, { kind: "error", where: KEEPER.service, code: "NameTaken" });
});

test("a sentence about thousands of mistakes is cut", async (test) => {
  const { object } = await served(test);
  const text = Array.from({ length: 1000 }, (_, at) => `k${at}=1`).join("\n");
  await assert.rejects(object.call(":1.7", "On", ["mine", text, {}]), (error: Error) => error.message.length < 4200);
});

test("ten thousand odd calls of the right signatures reach the keeper with checked arguments or not at all", async (test) => {
  const { toy, object, parts } = await served(test, { strictness: GENEROUS });
  const members = Object.entries(SERVICE_METHODS);
  const oddCall = fc.constantFrom(...members).chain(([member, method]) => fc.tuple(fc.constant(member), argumentsOf(method.in)));
  const codes = new Set<string>();
  const property = fc.asyncProperty(oddCall, async ([member, args]) => {
    await object.call(":1.7", member, args).catch((error) => {
      assert.ok(error instanceof TravelError, String(error));
      codes.add(error.code);
    });
  });
  // Odd values seldom are what a knob takes: one good call is certain to be among them.
  await fc.assert(property, { numRuns: 10_000, examples: [[["Set", ["toy.level", ["lowest", "7"], {}]]]] });
  for (const call of toy.calls) assertChecked(call);
  const seen = new Set(membersOf(toy));
  for (const member of ["on", "off", "plan", "set", "handBack", "pause", "auto", "hold"]) assert.ok(seen.has(member), member);
  assert.deepEqual([...codes].sort(), ["PROFILE_INVALID", "PROFILE_UNKNOWN", "REFUSED", "TOO_MANY", "USAGE"]);
  assert.deepEqual(parts.faults, []);
});

const KNOWN = new Set(["toy.mode", "toy.level", "toy.fuse"]);

/** What every argument of the keeper's must be, whoever called. */
function assertChecked([member, argument]: ToyKeeper["calls"][number]): void {
  const text = JSON.stringify(argument) ?? "";
  assert.doesNotMatch(text, /\\u00[01]/, `${member}: ${text}`);
  for (const id of knobsIn(member, argument)) assert.ok(KNOWN.has(id.split("/")[0] ?? ""), `${member}: ${id}`);
  const profile = member === "auto" || member === "hold" ? (argument as Named | null) : partsOf(argument).profile;
  assert.match(profile?.name ?? "none", /^[a-z0-9][a-z0-9-]{0,63}$/);
}

type Named = Pick<Profile, "name" | "wishes">;

interface Parts {
  readonly profile?: Named;
  readonly leave?: readonly string[];
  readonly evenIfUsed?: readonly string[];
  readonly knob?: string;
  readonly wishes?: Profile["wishes"];
}

const partsOf = (argument: unknown): Parts => (typeof argument === "object" && argument !== null ? argument : {});

/** Every knob or setting that a call speaks of. */
function knobsIn(member: string, argument: unknown): readonly string[] {
  const { leave = [], evenIfUsed = [], knob, profile, wishes } = partsOf(argument);
  const wished = Object.keys({ ...profile?.wishes, ...wishes });
  const alone = member === "handBack" ? [String(argument)] : member === "off" ? (argument as readonly string[]) : [];
  return [...leave, ...evenIfUsed, ...(knob === undefined ? [] : [knob]), ...wished, ...alone];
}

test("the odd values are of the signatures that they are made for", () => {
  fc.assert(fc.property(argumentsOf("ssa{sv}asu"), (args) => args.length === parseSignature("ssa{sv}asu").length));
});
