// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { HELD_UNITS } from "../../src/knobs/held-units.ts";
import type { Encoded, Setting, Wish } from "../../src/knobs/knob.ts";
import { serviceHold } from "../../src/knobs/service-hold.ts";
import { rawText } from "../../src/machine/reading.ts";
import type { FakeBus } from "../fakes/fake-bus.ts";
import { alice } from "../fakes/fake-machine.ts";
import type { FakeUnit } from "./fake-systemd.ts";
import { machineWith, type UnitScene, type Units } from "./unit-scene.ts";

const find = async (t: TestContext, scene: UnitScene): Promise<readonly Setting[]> =>
  (await serviceHold.find(machineWith(t, scene))).settings;

const ACTIVE = rawText("active");

/** What a wish comes to for each unit that was active: "held", or why not; units that it does not mean are left out. */
async function outcomes(settings: readonly Setting[], wish: Wish): Promise<Readonly<Record<string, string>>> {
  const all = settings.map(async (one): Promise<readonly [string, Encoded]> => {
    const now = await one.read();
    return [one.place, one.encode(wish, now.kind === "value" ? now.value : ACTIVE)];
  });
  const meant = (await Promise.all(all)).flatMap(([place, encoded]) => {
    if (encoded.kind === "not meant") return [];
    return [[place, encoded.kind === "to" ? (encoded.raw === "inactive" ? "held" : encoded.raw) : encoded.why] as const];
  });
  return Object.fromEntries(meant);
}

const MIXED: Units = {
  "apt-daily.timer": { sub: "waiting" },
  "plocate-updatedb.timer": { sub: "waiting" },
  "borgmatic.timer": { state: "inactive" },
  "packagekit.service": {},
  "NetworkManager.service": {},
};

test("what is listed, active and of a kind that is wished for is held; of all else nothing is said", async (t) => {
  const settings = await find(t, { system: MIXED });
  assert.deepEqual(await outcomes(settings, ["updates"]), { "packagekit.service": "held", "apt-daily.timer": "held" });
});

test("a list is a set: all of its kinds are meant, in any order, and all is every kind", async (t) => {
  const settings = await find(t, { system: MIXED });
  const updates = ["packagekit.service", "apt-daily.timer"];
  assert.deepEqual(Object.keys(await outcomes(settings, ["backups", "indexers"])), ["plocate-updatedb.timer"]);
  for (const wish of [["updates", "indexers"], ["indexers", "updates"], ["all"], ["sync", "all"]] as const)
    assert.deepEqual(Object.keys(await outcomes(settings, wish)), ["plocate-updatedb.timer", ...updates]);
});

test("a unit is known by its owner and name, is gone with a reboot, and has a shell line", async (t) => {
  const settings = await find(t, { system: MIXED, users: { "syncthing.service": {} }, caller: alice });
  const named = new Map(settings.map((one) => [one.id, one]));
  const [timer, own] = [named.get("service.hold/system:apt-daily.timer"), named.get("service.hold/user:syncthing.service")];
  assert.deepEqual([timer?.lasts, own?.lasts], ["boot", "boot"]);
  const lines = [timer, own].map((one) => (one?.ways[0]?.kind === "bus" ? one.ways[0].command(ACTIVE).join(" ") : ""));
  assert.deepEqual(lines, ["systemctl start apt-daily.timer", "systemctl --user start syncthing.service"]);
});

test("a stop never takes the place of what is under way, a start takes that of our own stop; each on its owner's bus", async (t) => {
  const settings = await find(t, { system: { "packagekit.service": {} }, users: { "syncthing.service": {} }, caller: alice });
  const calls = settings.flatMap(({ ways: [way] }) =>
    way?.kind === "bus" ? [way.call(rawText("inactive")), way.call(ACTIVE)] : [],
  );
  assert.deepEqual(
    calls.map(({ member, args, bus = "system" }) => [member, ...args, bus].join(" ")),
    [
      "StopUnit packagekit.service fail system",
      "StartUnit packagekit.service replace system",
      "StopUnit syncthing.service fail session",
      "StartUnit syncthing.service replace session",
    ],
  );
});

for (const [what, unit, reads] of [
  ["running", {}, "active"],
  ["starting", { state: "activating" }, "active"],
  ["reloading", { state: "reloading" }, "active"],
  ["about to start", { state: "inactive", job: "start" }, "active"],
  ["still stopping", { state: "deactivating" }, "inactive"],
  ["about to stop", { job: "stop" }, "inactive"],
  ["failed", { state: "failed" }, "inactive"],
  ["masked", { load: "masked" }, "absent"],
] as const)
  test(`one that is ${what} reads as ${reads}`, async (t) => {
    const units: Record<string, FakeUnit> = { "packagekit.service": {} };
    const [setting] = await find(t, { system: units });
    Object.assign(units["packagekit.service"] ?? {}, unit);
    const reading = await setting?.read();
    assert.equal(reading?.kind === "value" ? reading.value : reading?.kind, reads);
  });

test("what is not installed, or masked, is not there", async (t) => {
  const { settings, missing } = await serviceHold.find(machineWith(t, { system: { "packagekit.service": { load: "masked" } } }));
  assert.deepEqual([settings, missing], [[], "none of those that can be held is here"]);
});

for (const [what, spoil, missing] of [
  [
    "no systemd",
    (bus: FakeBus) => bus.faults.set("ListUnitsByNames", "org.freedesktop.DBus.Error.ServiceUnknown"),
    /does not run/,
  ],
  ["a silent systemd", (bus: FakeBus) => bus.faults.set("ListUnitsByNames", "org.freedesktop.DBus.Error.NoReply"), /NoReply/],
] as const)
  test(`with ${what} there is nothing to hold, and the reason is told`, async (t) => {
    const it = machineWith(t, { system: MIXED });
    spoil(it.bus);
    assert.match((await serviceHold.find(it)).missing ?? "", missing);
  });

test("the work that a timer has begun is named, left to finish, and has no way to it", async (t) => {
  const units = { "apt-daily.timer": {}, "apt-daily.service": { state: "activating", sub: "start" }, "dnf-automatic.timer": {} };
  const settings = await find(t, { system: units });
  assert.deepEqual(await outcomes(settings, ["updates"]), {
    "apt-daily.timer": "held",
    "dnf-automatic.timer": "held",
    "apt-daily.service": "at work, and left to finish",
  });
  assert.deepEqual(await outcomes(settings, ["backups"]), {});
  assert.deepEqual(settings.find(({ place }) => place === "apt-daily.service")?.ways, []);
});

test("a daemon behind its socket is no work that has begun: it is held with it", async (t) => {
  const settings = await find(t, { system: { "cups.socket": {}, "cups.service": {} } });
  assert.deepEqual(await outcomes(settings, ["all"]), { "cups.socket": "held", "cups.service": "held" });
});

test("triggers go before what they start; on the way back a socket does, too", async (t) => {
  const [socket, service] = await find(t, { system: { "cups.socket": {}, "cups.service": {} } });
  assert.ok(socket !== undefined && service !== undefined && socket.place === "cups.socket");
  assert.ok(socket.enterRank < service.enterRank && socket.restoreRank(ACTIVE) < service.restoreRank(ACTIVE));
});

const PRINTING: Units = { "cups.socket": {}, "cups.service": {} };
const ETHERNET = { "/sys/class/net/eth0/device": "-> ../../../devices/pci/0000:01", "/sys/devices/pci/0000:01/x": "" };

for (const [state, outcome] of [
  ["up", "a network is up"],
  ["unknown", "a network is up"],
  ["down", "held"],
] as const)
  test(`with a network that is ${state}, printing is: ${outcome}`, async (t) => {
    const files = { ...ETHERNET, "/sys/class/net/eth0/operstate": state, "/sys/class/net/lo/operstate": "unknown" };
    const settings = await find(t, { system: PRINTING, files });
    assert.deepEqual(await outcomes(settings, ["printing"]), { "cups.socket": outcome, "cups.service": outcome });
  });

const STAT = { [`/proc/${alice.pid}/stat`]: `${alice.pid} (a) b) S 1 ${"0 ".repeat(17)}4242 0` };

function polkit(bus: FakeBus, allowed: boolean): void {
  bus.services["org.freedesktop.PolicyKit1"] = {
    "/org/freedesktop/PolicyKit1/Authority": {
      "org.freedesktop.PolicyKit1.Authority": { CheckAuthorization: () => [[allowed, !allowed, {}]] },
    },
  };
}

for (const [allowed, closed] of [
  [true, undefined],
  [false, true],
] as const)
  test(`an ordinary user whom polkit ${allowed ? "lets" : "does not let"} has the computer's units ${allowed ? "open" : "closed"}`, async (t) => {
    const it = machineWith(t, {
      system: { "packagekit.service": {} },
      users: { "syncthing.service": {} },
      files: STAT,
      caller: alice,
    });
    polkit(it.bus, allowed);
    const { settings } = await serviceHold.find(it);
    const ways = settings.flatMap((one) => one.ways);
    assert.deepEqual(
      ways.map((way) => way.kind === "bus" && way.closed),
      [closed, undefined],
    );
    const asked = it.bus.calls.find(({ member }) => member === "CheckAuthorization")?.args;
    assert.match(
      JSON.stringify(asked, (_, one) => (typeof one === "bigint" ? Number(one) : one)),
      /4242.*manage-units/,
    );
  });

test("polkit is asked only where one of the computer's units is up", async (t) => {
  const it = machineWith(t, {
    system: { "packagekit.service": { state: "inactive" } },
    users: { "syncthing.service": {} },
    caller: alice,
  });
  await serviceHold.find(it);
  assert.equal(
    it.bus.calls.some(({ member }) => member === "CheckAuthorization"),
    false,
  );
});

test("every kind has units, and each has a reason of its own and a type that can be held", () => {
  const kinds = new Set<string>(HELD_UNITS.map(({ kind }) => kind));
  assert.deepEqual(["all", ...kinds].toSorted(), serviceHold.grammar.words.toSorted());
  for (const { name, why } of HELD_UNITS) {
    assert.match(name, /^[A-Za-z0-9@.-]+\.(timer|socket|path|service)$/);
    assert.ok(why.length > 5, name);
  }
  assert.equal(new Set(HELD_UNITS.map(({ owner, name }) => `${owner} ${name}`)).size, HELD_UNITS.length);
});

test("of backups only triggers are listed: what is at work is never stopped", () => {
  const backups = HELD_UNITS.filter(({ kind }) => kind === "backups").map(({ name }) => name);
  assert.deepEqual(
    backups.filter((name) => !name.endsWith(".timer")),
    [],
  );
});
