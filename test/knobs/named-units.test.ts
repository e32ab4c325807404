// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Clearance } from "../../src/knobs/clearance.ts";
import { mayHarm, type Setting, type SettingId, type Wish } from "../../src/knobs/knob.ts";
import { serviceHoldWith } from "../../src/knobs/service-hold.ts";
import { rawText } from "../../src/machine/reading.ts";
import { alice } from "../fakes/fake-machine.ts";
import { machineWith, type UnitScene, type Units } from "./unit-scene.ts";

interface Scene extends UnitScene {
  readonly journaled?: readonly SettingId[];
  readonly clear?: Clearance;
}

const nothingAgainst: Clearance = async () => [];

async function find(
  t: TestContext,
  wish: Wish,
  { journaled = [], clear = nothingAgainst, ...scene }: Scene,
): Promise<readonly Setting[]> {
  return (await serviceHoldWith(clear).find(machineWith(t, scene), { wish, journaled, watched: true })).settings;
}

/** What a wish comes to for each unit that it means: "held", or why not. */
async function outcomes(t: TestContext, wish: Wish, scene: Scene): Promise<Readonly<Record<string, string>>> {
  const settings = await find(t, wish, scene);
  const all = settings.map(async (one): Promise<readonly (readonly [string, string])[]> => {
    const now = await one.read();
    const encoded = one.encode(wish, now.kind === "value" ? now.value : rawText(""));
    if (encoded.kind === "not meant") return [];
    if (encoded.kind !== "to") return [[one.place, encoded.why]];
    const refusals = (await one.refusals?.(encoded.raw)) ?? [];
    return [[one.place, refusals.join("; ") || "held"]];
  });
  return Object.fromEntries((await Promise.all(all)).flat());
}

const JOB: Units = {
  "weather.timer": { sub: "waiting" },
  "weather.service": { state: "inactive", sub: "dead", unit: { TriggeredBy: ["weather.timer"] } },
};

test("a trigger on no list is held by its name; nothing else is said", async (t) => {
  const system = { ...JOB, "plocate-updatedb.timer": { sub: "waiting" } };
  assert.deepEqual(await outcomes(t, ["weather.timer"], { system }), { "weather.timer": "held" });
  assert.deepEqual(await outcomes(t, ["weather.timer", "indexers"], { system }), {
    "plocate-updatedb.timer": "held",
    "weather.timer": "held",
  });
});

test("a service is held with what starts it; one at work for a timer is left to finish", async (t) => {
  assert.deepEqual(await outcomes(t, ["weather.service"], { system: JOB }), {
    "weather.timer": "held",
    "weather.service": "it is not active",
  });
  for (const now of [
    { state: "activating", sub: "start" },
    { state: "active", sub: "running" },
  ])
    assert.deepEqual(
      await outcomes(t, ["weather.service"], { system: { ...JOB, "weather.service": { ...JOB["weather.service"], ...now } } }),
      { "weather.timer": "held", "weather.service": "at work, and left to finish" },
    );
});

test("a daemon that idles behind its socket is held with it, the computer's and one's own", async (t) => {
  const units = { "radio.socket": { sub: "listening" }, "radio.service": { unit: { TriggeredBy: ["radio.socket"] } } };
  const held = { "radio.socket": "held", "radio.service": "held" };
  assert.deepEqual(await outcomes(t, ["radio.service"], { system: units }), held);
  assert.deepEqual(await outcomes(t, ["radio.service"], { users: units, caller: alice }), held);
});

test("what has begun and stays without a process is left, as it could not be started again as it was", async (t) => {
  const system = { "tune-once.service": { sub: "exited" } };
  assert.deepEqual(await outcomes(t, ["tune-once.service"], { system }), { "tune-once.service": "nothing of it runs" });
});

test("a service is asked about like a program that is to be stopped, by its control group", async (t) => {
  const asked: unknown[] = [];
  const clear: Clearance = async (_, { cgroup, unit }, restraint) => {
    asked.push([cgroup, unit, restraint]);
    return ["others call it on the bus"];
  };
  const system = { "wallet.service": { cgroup: "/system.slice/wallet.service" } };
  assert.deepEqual(await outcomes(t, ["wallet.service"], { system, clear }), { "wallet.service": "others call it on the bus" });
  assert.deepEqual(asked, [["/system.slice/wallet.service", "wallet.service", "stop"]]);
});

test("what must never be held is answered with the reason, also by an alias; and what is not here, too", async (t) => {
  const system = { "NetworkManager.service": {}, "net.service": { id: "NetworkManager.service" }, "auditd.service": {} };
  assert.deepEqual(await outcomes(t, ["NetworkManager.service", "auditd.service", "nobody.timer"], { system }), {
    "NetworkManager.service": "the network rests on it",
    "auditd.service": "it guards the system",
    "nobody.timer": "no unit of that name is here, or can be held",
  });
  assert.notEqual((await outcomes(t, ["net.service"], { system }))["net.service"], "held");
});

test("not NAME spares one of a kind; by hand it goes on", async (t) => {
  const wish = ["backups", "not borgmatic.timer"] as const;
  const system = { "borgmatic.timer": { sub: "waiting" }, "restic.timer": { sub: "waiting" } };
  assert.deepEqual(await outcomes(t, wish, { system }), { "borgmatic.timer": "spared, as asked", "restic.timer": "held" });
  const [spared] = await find(t, ["not borgmatic.timer"], { system });
  const encoded = spared?.encode(["not borgmatic.timer"], rawText("active"));
  assert.deepEqual(encoded?.kind === "leave" && encoded.wished, "active");
});

test("what was held by its name is found again without a wish for it", async (t) => {
  const system = { "weather.timer": { state: "inactive" } };
  const [found] = await find(t, ["indexers"], { system, journaled: ["service.hold/system:weather.timer"] });
  assert.equal(found?.id, "service.hold/system:weather.timer");
  assert.equal(found.encode(["indexers"], rawText("active")).kind, "not meant");
});

test("what starts a service is meant by it also while it is held, when systemd has forgotten that it does", async (t) => {
  const system = {
    "radio.socket": { state: "inactive", sub: "dead", unit: { Triggers: ["radio.service"] } },
    "radio.service": { state: "inactive", sub: "dead" },
  };
  const journaled = ["service.hold/system:radio.socket", "service.hold/system:radio.service"] as const;
  for (const [wish, kind] of [
    [["radio.service"], "to"],
    [["not radio.service"], "leave"],
  ] as const) {
    const settings = await find(t, wish, { system, journaled });
    const encoded = settings.map((one) => `${one.place} ${one.encode(wish, rawText("active")).kind}`);
    assert.deepEqual(encoded.toSorted(), [`radio.service ${kind}`, `radio.socket ${kind}`]);
  }
});

test("only a unit that is named to be held may do harm, and needs somebody to put it back", () => {
  const knob = serviceHoldWith(nothingAgainst);
  for (const [wish, harm] of [
    [["indexers", "all"], false],
    [["not radio.service"], false],
    [["saved"], false],
    [["indexers", "radio.service"], true],
  ] as const) {
    assert.equal(mayHarm(knob, wish), harm, wish.join());
    assert.equal(knob.needsTravelMode?.(wish) !== undefined, harm, wish.join());
  }
});
