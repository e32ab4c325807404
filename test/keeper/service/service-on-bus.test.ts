// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { once } from "node:events";
import test, { type TestContext } from "node:test";
import { Message, MessageFlag, sessionBus, Variant } from "dbus-next";
import fc from "fast-check";
import { ERROR_CODES, TravelError } from "../../../src/errors.ts";
import type { Forecast } from "../../../src/forecast/forecast.ts";
import { findKeeper } from "../../../src/keeper/client/find-keeper.ts";
import type { Keeper, OnWish } from "../../../src/keeper/keeper.ts";
import { type Authorise, byPolkit, uidOf } from "../../../src/keeper/service/authorise.ts";
import { type ServiceParts, serveKeeper } from "../../../src/keeper/service/service.ts";
import { SERVICE_METHODS } from "../../../src/keeper/service/service-methods.ts";
import { KEEPER } from "../../../src/keeper/service/service-names.ts";
import { asRecord, getAllProperties, setProperty } from "../../../src/machine/bus-values.ts";
import type { BusCall, BusValue } from "../../../src/machine/doors.ts";
import { liveBus } from "../../../src/machine/live-bus.ts";
import type { BusSignal, LiveBus } from "../../../src/machine/live-doors.ts";
import { peer } from "../../fakes/private-bus.ts";
import { known } from "../../forecast/saving.ts";
import { policyBus, SOMEBODY, somebody } from "./policy-bus.ts";
import { PLAN, QUESTION, REPORT, STATE, serviceParts, toyKeeper } from "./service-rig.ts";

const POLKIT = "org.freedesktop.PolicyKit1";
const ERROR = "org.freedesktop.DBus.Error";

const call = (member: string, signature = "", ...args: readonly BusValue[]): BusCall => ({ ...KEEPER, member, signature, args });

const code = (reply: { readonly kind: string; readonly code?: string }): string => reply.code ?? reply.kind;

/** What polkit was asked, and what it says. */
interface Polkit {
  readonly asked: { readonly subject: string; readonly action: string; readonly flags: number }[];
  readonly says: Map<string, readonly [allowed: boolean, challenge: boolean]>;
}

async function polkitOn(test: TestContext, address: string): Promise<Polkit> {
  const polkit: Polkit = { asked: [], says: new Map() };
  const CheckAuthorization = (message: Message): Message => {
    const [[, subject], action, , flags] = message.body as [[string, { name: Variant }], string, object, number];
    polkit.asked.push({ subject: String(subject.name.value), action, flags });
    return Message.newMethodReturn(message, "(bba{ss})", [[...(polkit.says.get(action) ?? [true, false]), {}]]);
  };
  await peer(test, address, { name: POLKIT, members: { CheckAuthorization } });
  return polkit;
}

function open(test: TestContext, address: string): LiveBus {
  const bus = liveBus(address);
  test.after(() => bus.close());
  return bus;
}

/** A keeper that does nothing, served on a bus with the shipped policy, with a polkit and a caller. */
async function served(test: TestContext, keeper: Partial<Keeper> = {}, over: Partial<ServiceParts> = {}) {
  const address = await policyBus(test, [KEEPER.service, POLKIT]);
  const polkit = await polkitOn(test, address);
  const bus = open(test, address);
  const toy = toyKeeper(keeper);
  const parts = { ...serviceParts(test, toy), authorise: byPolkit(bus), ...over, bus };
  const serving = await serveKeeper(parts);
  assert.equal(serving.kind, "value", JSON.stringify(serving));
  return { address, polkit, toy, parts, caller: open(test, address) };
}

async function client(bus: LiveBus) {
  const found = await findKeeper(bus, "system");
  assert.ok(found !== null);
  return found;
}

/** Something that is waited for. */
function happening(): { readonly happened: Promise<void>; tell(): void } {
  let tell = (): void => {};
  const happened = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return { happened, tell: () => tell() };
}

test("another user cannot be the keeper", async (test) => {
  const address = await policyBus(test, []);
  const other = somebody(test, address);
  const daemon = { service: "org.freedesktop.DBus", path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus" };
  const reply = await other.call({ ...daemon, member: "RequestName", signature: "su", args: [KEEPER.service, 4] });
  assert.equal(code(reply), `${ERROR}.AccessDenied`);
});

test("another user's call arrives, with the user behind it", async (test) => {
  const seen: (number | null)[] = [];
  const authorise: Authorise = async ({ sender }) => void seen.push(await uidOf(caller, sender));
  const { address, toy, caller } = await served(test, {}, { authorise });
  const reply = await somebody(test, address).call(call("HandBack", "s", "toy.mode"));
  assert.deepEqual(reply, { kind: "value", value: [JSON.stringify(REPORT)] });
  assert.deepEqual(toy.calls, [["handBack", "toy.mode"]]);
  assert.deepEqual(seen, [SOMEBODY]);
});

test("reading is free: properties and description, and nothing can be set", async (test) => {
  const { address, polkit, parts } = await served(test);
  const other = somebody(test, address);
  const standard = (iface: string, member: string, signature = "", ...args: readonly BusValue[]) =>
    other.call({ ...call(member, signature, ...args), interface: `${ERROR.replace(".Error", "")}.${iface}` });
  assert.deepEqual(await standard("Introspectable", "Introspect"), { kind: "value", value: [parts.xml] });
  assert.deepEqual(await standard("Properties", "Get", "ss", KEEPER.interface, "Winner"), { kind: "value", value: ["hand"] });
  const all = await standard("Properties", "GetAll", "s", KEEPER.interface);
  const [properties] = all.kind === "value" ? (all.value as [Readonly<Record<string, unknown>>]) : [{}];
  assert.deepEqual(Object.keys(properties).length, 17);
  assert.deepEqual(properties["Settings"], [["toy.mode/here", "on", "off", "", "yours"]]);
  assert.equal(code(await other.call(setProperty(KEEPER, "Winner", "s", "nobody"))), `${ERROR}.AccessDenied`);
  assert.equal(code(await other.call({ ...call("On"), interface: "io.github.travelmode.Other1" })), `${ERROR}.AccessDenied`);
  assert.equal(code(await other.call(call("Reboot"))), `${ERROR}.AccessDenied`);
  assert.deepEqual(polkit.asked, []);
});

test("the time left arrives as whole milliseconds", async (test) => {
  const left = { medianMs: 18_600_000.7, lowMs: 16_200_000, highMs: 21_000_000 };
  const forecast: Forecast = { until: "end", phase: "steady", left, expectedW: 8, prior: "memory" };
  const { caller } = await served(test, { state: async () => ({ ...STATE, forecast }) });
  const reply = await getAllProperties(caller, KEEPER);
  const battery = asRecord(reply.kind === "value" ? reply.value["Battery"] : undefined);
  assert.deepEqual(
    Object.entries(battery).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
    [
      ["source", "none"],
      ["state", "unknown"],
      ["left-ms", 18_600_001],
      ["left-low-ms", 16_200_000],
      ["left-high-ms", 21_000_000],
      ["forecast", "steady"],
    ],
  );
});

test("polkit is asked about the caller, may ask the caller where the call allows it, and its no is final", async (test) => {
  const { polkit, toy, caller } = await served(test);
  polkit.says.set("io.github.travelmode.switch", [false, true]);
  const keeper = await client(caller);
  await assert.rejects(keeper.off({ forget: [], interactive: false }), { code: "AUTHORISATION" });
  await assert.rejects(keeper.off({ forget: [], interactive: true }), { code: "AUTHORISATION" });
  polkit.says.set("io.github.travelmode.switch", [false, false]);
  await assert.rejects(keeper.off({ forget: [], interactive: true }), { code: "REFUSED" });
  assert.deepEqual(
    polkit.asked.map(({ flags }) => flags),
    [0, 1, 1],
  );
  assert.match(polkit.asked[0]?.subject ?? "", /^:\d+\.\d+$/);
  assert.deepEqual(toy.calls, []);
});

test("a text with a risky wish needs the second action", async (test) => {
  const { polkit, toy, caller } = await served(test);
  polkit.says.set("io.github.travelmode.risky", [false, true]);
  const keeper = await client(caller);
  const request = { leave: [], evenIfUsed: [], stayOn: false, interactive: false };
  const risky = { name: "mine", text: '[toy]\nfuse = "off"' };
  await assert.rejects(keeper.on({ ...request, profile: risky }), { code: "AUTHORISATION" });
  assert.deepEqual(toy.calls, []);
  await keeper.on({ ...request, profile: { name: "wild" } });
  polkit.says.set("io.github.travelmode.risky", [true, false]);
  await keeper.on({ ...request, profile: risky });
  assert.equal(toy.calls.length, 2);
});

test("a journey's goal, what was measured and rules for programs cross the bus as they are", async (test) => {
  const { toy, caller } = await served(test);
  const trip = {
    untilMs: 1_780_000_000_000,
    reservePercent: 7.5,
    zone: "Europe/Berlin",
    savings: [known({ knob: "toy.mode" })],
    programs: { "app.slow": ["firefox", "above 20 %"] as const },
  };
  const request = { profile: null, leave: [], evenIfUsed: [], stayOn: false, interactive: false };
  for (const sent of [trip, { ...trip, savings: [], programs: {} }]) {
    await (await client(caller)).on({ ...request, trip: sent });
    const [, asked] = toy.calls.at(-1) as [string, OnWish];
    assert.deepEqual(asked.trip, sent);
  }
});

test("every method of the client reaches the keeper, and its answer comes back", async (test) => {
  const { toy, parts, caller } = await served(test);
  const keeper = await client(caller);
  const how = { interactive: false };
  const calm = { name: "calm" };
  const request = { ...how, profile: calm, leave: ["toy.level"], evenIfUsed: ["toy.mode"], stayOn: true };
  assert.deepEqual(await keeper.on(request), REPORT);
  assert.deepEqual(await keeper.off({ ...how, forget: ["toy.mode/here"] }), { ...REPORT, profile: null });
  assert.deepEqual(await keeper.plan(request), PLAN);
  assert.deepEqual(await keeper.plan(null), PLAN);
  assert.deepEqual(await keeper.set({ ...how, knob: "toy.level", wish: ["lowest", 4], evenIfUsed: ["toy.level"] }), REPORT);
  assert.deepEqual(await keeper.handBack({ ...how, knob: "toy.mode" }), REPORT);
  assert.deepEqual(await keeper.pause({ ...how, part: "cpu", durationS: 5 }), REPORT);
  assert.deepEqual(await keeper.pause({ ...how, part: "all", durationS: null }), REPORT);
  assert.deepEqual(await keeper.auto({ ...how, profile: { name: "mine", text: "[toy]\nlevel = 2" } }), REPORT);
  assert.equal(await keeper.auto({ ...how, profile: null }), null);
  await keeper.release(await keeper.hold({ ...how, profile: calm, reason: "a film" }));
  const wish = { profile: parts.profiles.load("calm"), leave: ["toy.level"], evenIfUsed: ["toy.mode"], stayOn: true };
  const mine = { name: "mine", title: "mine", onCharger: "all", wishes: { "toy.level": [2] }, source: "mine.toml" };
  assert.deepEqual(toy.calls, [
    ["on", wish],
    ["off", ["toy.mode/here"]],
    ["plan", wish],
    ["plan", null],
    ["set", { knob: "toy.level", wish: ["lowest", 4], evenIfUsed: ["toy.level"] }],
    ["handBack", "toy.mode"],
    ["pause", { part: "cpu", untilMs: parts.clock.now() + 5000 }],
    ["pause", { part: "all", untilMs: null }],
    ["auto", mine],
    ["auto", null],
    ["hold", parts.profiles.load("calm")],
    ["end of calm"],
  ]);
});

test("questions go to the person one by one, and the answers back", async (test) => {
  const other = { ...QUESTION, change: { ...QUESTION.change, knob: "toy.level" } };
  const done: string[] = [];
  const on: Keeper["on"] = async ({ decide }) => {
    const first = await decide?.(QUESTION);
    const second = await decide?.(other);
    done.push(`${first} ${second}`);
    return REPORT;
  };
  const { caller } = await served(test, {
    on,
    set: async ({ decide }) => ({ ...REPORT, waysBack: [String(await decide?.(other))] }),
  });
  const keeper = await client(caller);
  const request = { profile: { name: "calm" }, leave: [], evenIfUsed: [], stayOn: false, interactive: false };
  const asked: string[] = [];
  const decide = async ({ change, uses }: typeof QUESTION): Promise<"off" | "keep"> => {
    asked.push(`${change.knob}: ${uses.join()}`);
    return change.knob === "toy.mode" ? "off" : "keep";
  };
  assert.deepEqual(await keeper.on({ ...request, decide }), REPORT);
  assert.deepEqual(asked, ["toy.mode: a headset", "toy.level: a headset"]);
  assert.deepEqual((await keeper.set({ knob: "toy.level", wish: [3], evenIfUsed: [], interactive: false, decide })).waysBack, [
    "keep",
  ]);
  await keeper.on(request);
  assert.deepEqual(done, ["off keep", "undefined undefined"]);
});

test("every fault of the keeper's comes back as it was, and a mistake of ours without its stack", async (test) => {
  let next: Error = new Error("never");
  const fail = async (): Promise<never> => {
    throw next;
  };
  const { parts, caller } = await served(test, { handBack: fail }, { strictness: GENEROUS });
  const keeper = await client(caller);
  for (const code of ERROR_CODES) {
    next = new TravelError(code, `the sentence of ${code}`);
    await assert.rejects(keeper.handBack({ knob: "toy.mode", interactive: false }), { code, message: next.message });
  }
  next = new Error("secret at /root/x.ts:7");
  await assert.rejects(keeper.handBack({ knob: "toy.mode", interactive: false }), (error: TravelError) => {
    assert.equal(error.code, "INTERNAL");
    assert.doesNotMatch(error.message, /secret|\.ts/);
    return true;
  });
  assert.deepEqual(parts.faults, [next]);
});

test("a hold ends when its program is killed, and nobody else can release it", async (test) => {
  const ended = happening();
  const { address, caller } = await served(test, { hold: async () => async () => ended.tell() });
  const holder = somebody(test, address);
  const reply = await holder.call(call("Hold", "sss", "calm", "", "a film"));
  const cookie = reply.kind === "value" ? String(reply.value[0]) : "";
  assert.match(cookie, /^[0-9a-f]{32}$/);
  const keeper = await client(caller);
  await assert.rejects(keeper.release(cookie), { code: "REFUSED" });
  const holds = async () => {
    const all = await getAllProperties(caller, KEEPER);
    return all.kind === "value" ? all.value["Holds"] : all;
  };
  assert.deepEqual(await holds(), [["calm", "a film"]]);
  await holder.kill();
  await ended.happened;
  assert.deepEqual(await holds(), []);
});

test("changes, reports and notices are heard on the bus", async (test) => {
  const { toy, caller } = await served(test);
  const heard: BusSignal[] = [];
  const all = happening();
  const listen = (iface: string, member: string) =>
    caller.listen({ sender: KEEPER.service, interface: iface, member }, (signal) => {
      heard.push(signal);
      if (heard.length === 4) all.tell();
    });
  for (const member of ["SettingChanged", "Reported", "Notice"]) await listen(KEEPER.interface, member);
  await listen("org.freedesktop.DBus.Properties", "PropertiesChanged");
  toy.current.state = { ...toy.current.state, charger: "real" };
  toy.tell({ kind: "report", report: REPORT });
  toy.tell({ kind: "notice", notice: { kind: "ended", sentence: "Everything is back." } });
  await all.happened;
  assert.deepEqual(Object.fromEntries(heard.map(({ member, args }) => [member, args])), {
    SettingChanged: ["toy.mode/here", "on", "off", "clamped", "It stayed on."],
    Reported: [JSON.stringify(REPORT)],
    Notice: ["ended", "Everything is back."],
    PropertiesChanged: [KEEPER.interface, { Charger: "real" }, []],
  });
});

const GENEROUS = {
  sender: { burst: 1e9, perSecond: 1 },
  user: { burst: 1e9, perSecond: 1 },
  room: { perSender: 64, perUser: 64, inAll: 64 },
};

/** Signatures and what fits them, the methods' own among them. */
const BODIES: readonly (readonly [string, ...unknown[]])[] = [
  [""],
  ["s", "toy.mode"],
  ["s", "x".repeat(5000)],
  ["su", "all", 7],
  ["ss", "calm", ""],
  ["sss", "calm", "", "why"],
  ["a{sv}", {}],
  ["a{sv}", { forget: new Variant("as", ["toy.mode"]) }],
  ["a{sv}", { forget: new Variant("a{sv}", { forget: new Variant("ay", Buffer.alloc(3)) }) }],
  ["ssa{sv}", "calm", "", {}],
  ["ssa{sv}", "calm", "", { leave: new Variant("t", 7n) }],
  ["ssa{sv}", "calm", "[[[", {}],
  ["sasa{sv}", "toy.level", ["3"], {}],
  ["sasa{sv}", "toy.level", ["\u0007"], { ask: new Variant("b", true) }],
  ["v", new Variant("(ss)", ["a", "b"])],
  ["aay", [Buffer.alloc(300)]],
  ["x", -1n],
];

const rawMessage = fc
  .record({
    member: fc.constantFrom(...Object.keys(SERVICE_METHODS), "constructor", "toString", "Get", "Ping", "Introspect", "A_b9"),
    interface: fc.constantFrom(
      KEEPER.interface,
      KEEPER.interface,
      "org.freedesktop.DBus.Properties",
      "org.freedesktop.DBus.Peer",
    ),
    path: fc.constantFrom(KEEPER.path, KEEPER.path, "/", "/io/github"),
    body: fc.constantFrom(...BODIES),
    flags: fc.constantFrom(MessageFlag.NO_REPLY_EXPECTED, MessageFlag.NO_REPLY_EXPECTED | 4),
  })
  .map(({ body: [signature, ...body], ...rest }) => ({ ...rest, destination: KEEPER.service, signature, body }));

test("ten thousand odd messages leave the service as it was", async (test) => {
  const { address, toy, parts, caller } = await served(test, {}, { strictness: GENEROUS });
  const raw = sessionBus({ busAddress: address });
  test.after(() => raw.disconnect());
  await once(raw, "connect");
  const messages = fc.sample(rawMessage, { numRuns: 10_000, seed: 7 });
  for (const [at, message] of messages.entries()) {
    raw.send(new Message(message));
    if (at % 100 === 0) await caller.call(call("PlanOff"));
  }
  const keeper = await client(caller);
  assert.deepEqual(await keeper.plan(null), PLAN);
  assert.deepEqual(parts.faults, []);
  const seen = new Set(toy.calls.map(([member]) => member));
  for (const member of ["on", "off", "plan", "set", "handBack", "pause", "auto", "hold"]) assert.ok(seen.has(member), member);
  for (const [member, argument] of toy.calls)
    if (member === "set") assert.deepEqual(argument, { knob: "toy.level", wish: [3], evenIfUsed: [] });
});
