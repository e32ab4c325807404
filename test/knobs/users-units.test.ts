// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Interest, Setting, Wish } from "../../src/knobs/knob.ts";
import { serviceHold } from "../../src/knobs/service-hold.ts";
import type { BusCall } from "../../src/machine/doors.ts";
import { rawText } from "../../src/machine/reading.ts";
import { type FakeService, fakeBus } from "../fakes/fake-bus.ts";
import { alice, fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { type FakeUnit, fakeSystemd } from "./fake-systemd.ts";

const LOGIND = "org.freedesktop.login1";
const logind = {
  [LOGIND]: {
    "/org/freedesktop/login1": {
      [`${LOGIND}.Manager`]: {
        ListUsers: () => [
          [
            [1000, "alice", "/org/freedesktop/login1/user/_1000"],
            [1001, "bob", "/org/freedesktop/login1/user/_1001"],
          ],
        ],
        ListInhibitors: () => [[]],
      },
    },
  },
};

const managersFolder = (uid: number): string => `/sys/fs/cgroup/user.slice/user-${uid}.slice/user@${uid}.service`;

interface Scene {
  /** The units of each user whose systemd answers. */
  readonly users?: Readonly<Record<number, Readonly<Record<string, FakeUnit>>>>;
  readonly more?: Readonly<Record<string, FakeService>>;
  /** Whose systemd runs; those of `users`, unless told. */
  readonly here?: readonly number[];
  readonly files?: Readonly<Record<string, string>>;
}

/** A machine in root's hands, with users on it. */
function machine(t: TestContext, { users = {}, more = {}, here = Object.keys(users).map(Number), files = {} }: Scene) {
  const folders = Object.fromEntries(here.map((uid) => [`${managersFolder(uid)}/cgroup.controllers`, "cpu"]));
  const buses = Object.fromEntries(Object.entries(users).map(([uid, units]) => [uid, { ...fakeSystemd(units), ...more }]));
  const laptop = tree(t, { "/etc/": "", ...folders, ...files });
  return { ...fakeMachine(laptop.files, { bus: fakeBus({ ...fakeSystemd({}), ...logind }, {}, buses) }), laptop };
}

const find = async (it: ReturnType<typeof machine>, interest: Partial<Interest>): Promise<readonly Setting[]> =>
  (await serviceHold.find(it, { journaled: [], watched: true, ...interest })).settings;

const ACTIVE = rawText("active");

const outcomes = (settings: readonly Setting[], wish: Wish): readonly string[] =>
  settings.flatMap((one) => {
    const encoded = one.encode(wish, ACTIVE);
    return encoded.kind === "not meant" ? [] : [`${one.place}: ${encoded.kind === "to" ? encoded.raw : encoded.why}`];
  });

/** Calls to users' buses. */
const asked = (calls: readonly BusCall[]): readonly BusCall[] => calls.filter(({ bus }) => typeof bus === "number");

test("root holds each user's units by that user's own systemd; whose they are is in their ids, and in their names where there are several", async (t) => {
  const users = { 1000: { "syncthing.service": {} }, 1001: { "syncthing.service": {}, "vdirsyncer.timer": { sub: "waiting" } } };
  const settings = await find(machine(t, { users }), { wish: ["sync"] });
  assert.deepEqual(
    settings.map(({ id }) => id),
    ["service.hold/1000:syncthing.service", "service.hold/1001:syncthing.service", "service.hold/1001:vdirsyncer.timer"],
  );
  assert.deepEqual(outcomes(settings, ["sync"]), [
    "syncthing.service of alice: inactive",
    "syncthing.service of bob: inactive",
    "vdirsyncer.timer of bob: inactive",
  ]);
  const ways = settings.flatMap((one) => (one.ways[0]?.kind === "bus" ? [one.ways[0]] : []));
  assert.deepEqual(
    ways.map((way) => way.call(ACTIVE).bus),
    [1000, 1001, 1001],
  );
  assert.match(
    ways[0]?.command(ACTIVE).join(" ") ?? "",
    /^systemd-run .*--uid=1000 .*-- systemctl --user start syncthing\.service$/u,
  );
});

test("nobody's systemd is asked unless a unit of a user's is wished for", async (t) => {
  const it = machine(t, { users: { 1000: { "syncthing.service": {} } } });
  for (const interest of [{}, { wish: ["printing"] as const }, { wish: ["telemetry", "printing"] as const }])
    await find(it, interest);
  await serviceHold.find(it);
  assert.deepEqual(asked(it.bus.calls), []);
  const [one] = await find(it, { wish: ["sync"] });
  assert.equal(one?.place, "syncthing.service");
});

test("a unit that is named is looked for at each user's systemd, with what starts it; what is to be spared is not", async (t) => {
  const weather = { state: "inactive", unit: { TriggeredBy: ["weather.timer"] } };
  const users = { 1000: { "weather.service": weather, "weather.timer": { sub: "waiting" } }, 1001: {} };
  const it = machine(t, { users });
  assert.deepEqual(outcomes(await find(it, { wish: ["weather.service"] }), ["weather.service"]).slice(0, 1), [
    "weather.timer of alice: inactive",
  ]);
  it.bus.calls.length = 0;
  await find(it, { wish: ["not weather.service"] });
  assert.deepEqual(asked(it.bus.calls), []);
});

test("accounts of services, login screens and nobody are not asked", async (t) => {
  const it = machine(t, { users: { 120: { "localsearch-3.service": {} }, 65534: {} }, here: [0, 120, 65534] });
  assert.deepEqual(await find(it, { wish: ["all"] }), []);
  assert.deepEqual(asked(it.bus.calls), []);
});

test("what was held is found without a wish, and is gone with its user's systemd; a bus that is silent leaves it", async (t) => {
  const journaled = ["service.hold/1000:syncthing.service"] as const;
  const it = machine(t, { users: { 1000: { "syncthing.service": { state: "inactive" } } } });
  const reading = async () => (await find(it, { journaled }))[0]?.read();
  assert.deepEqual(await reading(), { kind: "value", value: "inactive" });
  it.bus.faults.set("ListUnitsByNames", "org.freedesktop.DBus.Error.ServiceUnknown");
  assert.equal((await reading())?.kind, "error");
  it.laptop.remove(managersFolder(1000));
  assert.equal((await reading())?.kind, "absent");
  assert.equal((await find(it, { journaled }))[0]?.mortal, true);
});

test("a user whose own keeper is at work is not meddled with", async (t) => {
  const more = { "io.github.travelmode": {} };
  const settings = await find(machine(t, { users: { 1000: { "syncthing.service": {} } }, more }), { wish: ["sync"] });
  assert.deepEqual(outcomes(settings, ["sync"]), ["syncthing.service: the user's own travel mode has the say"]);
});

test("of a user whose systemd does not answer what runs is told, with why; others are held all the same", async (t) => {
  const files = { [`${managersFolder(1001)}/background.slice/localsearch-3.service/cgroup.procs`]: "7" };
  const it = machine(t, { users: { 1000: { "localsearch-3.service": {} } }, here: [1000, 1001], files });
  assert.deepEqual(outcomes(await find(it, { wish: ["indexers"] }), ["indexers"]), [
    "localsearch-3.service of alice: inactive",
    "localsearch-3.service of bob: the user's systemd does not answer (org.freedesktop.DBus.Error.AccessDenied)",
  ]);
});

for (const [what, rows] of [
  ["of fewer units than were asked for", [["a.service", "", "loaded", "active", "running", "", "/a", 0, "", "/"]]],
  [
    "a name that is none",
    Array.from({ length: 8 }, () => ["x\u001b[2J.service", "", "loaded", "active", "running", "", "/a", 0, "", "/"]),
  ],
] as const)
  test(`a user's systemd that tells ${what} is not believed`, async (t) => {
    const it = machine(t, { users: { 1000: { "syncthing.service": {} } } });
    const { call } = it.bus;
    const bus = {
      ...it.bus,
      call: async (one: BusCall) =>
        one.bus === 1000 && one.member === "ListUnitsByNames" ? { kind: "value" as const, value: [rows] } : call(one),
    };
    assert.deepEqual(await find({ ...it, bus }, { wish: ["sync"] }), []);
  });

test("a user's systemd that names a unit that must go on by an alias is not obeyed", async (t) => {
  const users = { 1000: { "syncthing.service": { id: "gnome-keyring-daemon.service" } } };
  assert.deepEqual(await find(machine(t, { users }), { wish: ["sync"] }), []);
});

test("an ordinary user who looks at root's journal sees the own units in it", async (t) => {
  const it = { ...machine(t, { users: { 1000: { "syncthing.service": {} } } }), caller: alice };
  const [own] = (await find(it, { journaled: ["service.hold/1000:syncthing.service"] })).filter(({ id }) => id.includes("1000"));
  assert.deepEqual(await own?.read(), { kind: "value", value: "active" });
});
