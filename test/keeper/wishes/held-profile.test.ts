// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { holdProfiles } from "../../../src/keeper/wishes/held-profile.ts";
import { asRecord, getAllProperties, getProperty, setProperty } from "../../../src/machine/bus-values.ts";
import type { BusValue } from "../../../src/machine/doors.ts";
import { failure } from "../../../src/machine/reading.ts";
import { fakeBus } from "../../fakes/fake-bus.ts";
import { fakeLiveBus } from "../../fakes/live-machine.ts";
import { arrive, leave } from "../service/name-owners.ts";

const NEW = "org.freedesktop.UPower.PowerProfiles";
const OLD = "net.hadess.PowerProfiles";
const objectOf = (service: string) => ({ service, path: `/${service.replaceAll(".", "/")}`, interface: service });

interface Hold {
  readonly cookie: number;
  readonly ApplicationId: string;
  readonly Profile: string;
}

/** power-profiles-daemon under one name: holds, and what the user has chosen below them. */
function daemon(service = NEW) {
  const object = objectOf(service);
  let holds: readonly Hold[] = [];
  let chosen = "balanced";
  let cookies = 40;
  let isStubborn = false;
  const members = {
    get ActiveProfile(): BusValue {
      return holds[0]?.Profile ?? chosen;
    },
    set ActiveProfile(profile: BusValue) {
      chosen = String(profile);
      holds = [];
    },
    get ActiveProfileHolds(): BusValue {
      return holds.map(({ Profile, ApplicationId }) => ({ Profile, ApplicationId, Reason: "" }));
    },
    HoldProfile: (Profile: BusValue, _reason: BusValue, application: BusValue) => {
      cookies += 1;
      holds = [...holds, { cookie: cookies, ApplicationId: String(application), Profile: String(Profile) }];
      return [cookies];
    },
    ReleaseProfile: (cookie: BusValue) => {
      if (!isStubborn) holds = holds.filter((hold) => hold.cookie !== cookie);
      return [];
    },
  };
  const bus = fakeLiveBus(fakeBus({ [service]: { [object.path]: { [service]: members } } }));
  return {
    bus,
    held: holdProfiles(bus),
    object,
    get chosen() {
      return chosen;
    },
    get holds() {
      return holds;
    },
    /** Another application's. */
    holdElsewhere: (Profile: string) => {
      holds = [...holds, { cookie: 1, ApplicationId: "game", Profile }];
    },
    /** By the user, in the desktop's settings. */
    choose(profile: string) {
      const ours = holds[0]?.cookie ?? 0;
      members.ActiveProfile = profile;
      bus.signal(service, object.path, service, "ProfileReleased", [ours]);
    },
    restart() {
      const running = bus.services[service];
      assert.ok(running);
      leave(bus, service);
      holds = [];
      bus.services[service] = running;
      arrive(bus, service);
    },
    beStubborn() {
      isStubborn = true;
    },
    asked: () => bus.calls.map(({ member, args }) => [member, ...args.slice(0, member === "Set" ? 2 : 1)].join(" ")),
  };
}

type Daemon = ReturnType<typeof daemon>;

const set = ({ held, object }: Daemon, profile: string) => held.call(setProperty(object, "ActiveProfile", "s", profile));

const active = async ({ held, object }: Daemon) => {
  const reading = await getProperty(held, object, "ActiveProfile");
  return reading.kind === "value" ? reading.value : reading;
};

for (const name of [NEW, OLD])
  test(`power-saver is held under ${name}, so that the user's own choice stays below it`, async () => {
    const ppd = daemon(name);
    assert.deepEqual(await set(ppd, "power-saver"), { kind: "value", value: [] });
    assert.deepEqual([await active(ppd), ppd.chosen, ppd.holds.length], ["power-saver", "balanced", 1]);
    const hold = ppd.bus.calls.find(({ member }) => member === "HoldProfile");
    assert.deepEqual(hold?.args, ["power-saver", "Travel mode is on", "io.github.travelmode"]);
    assert.deepEqual([hold.signature, hold.path, hold.interface], ["sss", ppd.object.path, name]);
  });

test("power-saver is held once, however often it is set", async () => {
  const ppd = daemon();
  await set(ppd, "power-saver");
  await set(ppd, "power-saver");
  assert.equal(ppd.holds.length, 1);
});

test("setting the user's own profile lets go of the hold and writes nothing", async () => {
  const ppd = daemon();
  await set(ppd, "power-saver");
  await set(ppd, "balanced");
  assert.deepEqual([await active(ppd), ppd.holds.length], ["balanced", 0]);
  assert.equal(ppd.asked().includes(`Set ${NEW} ActiveProfile`), false);
});

test("setting another profile lets go of the hold and sets it", async () => {
  const ppd = daemon();
  await set(ppd, "power-saver");
  await set(ppd, "performance");
  assert.deepEqual([await active(ppd), ppd.chosen, ppd.holds.length], ["performance", "performance", 0]);
});

test("a hold that the service does not let go of is ended by setting the profile", async () => {
  const ppd = daemon();
  await set(ppd, "power-saver");
  ppd.beStubborn();
  await set(ppd, "balanced");
  assert.deepEqual([await active(ppd), ppd.holds.length], ["balanced", 0]);
});

test("without a hold other profiles are set as ever", async () => {
  const ppd = daemon();
  await set(ppd, "performance");
  assert.deepEqual([ppd.chosen, ppd.asked()], ["performance", [`Set ${NEW} ActiveProfile`]]);
});

test("our own hold is not shown among those of applications", async () => {
  const ppd = daemon();
  await set(ppd, "power-saver");
  const holds = async () => {
    const all = await getAllProperties(ppd.held, ppd.object);
    return all.kind === "value" ? all.value["ActiveProfileHolds"] : all;
  };
  assert.deepEqual(await holds(), []);
  ppd.holdElsewhere("performance");
  assert.deepEqual(await holds(), [{ Profile: "performance", ApplicationId: "game", Reason: "" }]);
});

test("other interfaces and other properties pass through untouched", async () => {
  const ppd = daemon();
  const object = { service: "org.example", path: "/it", interface: "org.example" };
  ppd.bus.services["org.example"] = {
    "/it": { "org.example": { ActiveProfile: "x", ActiveProfileHolds: [{ ApplicationId: "io.github.travelmode" }] } },
  };
  await ppd.held.call(setProperty(object, "ActiveProfile", "s", "power-saver"));
  const all = await getAllProperties(ppd.held, object);
  assert.deepEqual(all.kind === "value" && asRecord(all.value), {
    ActiveProfile: "power-saver",
    ActiveProfileHolds: [{ ApplicationId: "io.github.travelmode" }],
  });
});

test("a service without holds and one that does not answer are shown as they are", async () => {
  const ppd = daemon();
  ppd.bus.services[NEW] = { [ppd.object.path]: { [NEW]: { ActiveProfile: "balanced" } } };
  assert.deepEqual(await getAllProperties(ppd.held, ppd.object), { kind: "value", value: { ActiveProfile: "balanced" } });
  ppd.bus.faults.set("GetAll", "org.freedesktop.DBus.Error.NoReply");
  assert.deepEqual(await getAllProperties(ppd.held, ppd.object), failure(`${NEW} GetAll`, "org.freedesktop.DBus.Error.NoReply"));
});

test("a hold that the user has ended by choosing is forgotten: nothing is let go, and the next wish holds anew", async () => {
  const ppd = daemon();
  await set(ppd, "power-saver");
  ppd.choose("performance");
  assert.equal(await active(ppd), "performance");
  await set(ppd, "balanced");
  assert.equal(ppd.asked().includes("ReleaseProfile 41"), false);
  await set(ppd, "power-saver");
  assert.equal(ppd.holds.length, 1);
});

test("the end of another application's hold leaves ours alone", async () => {
  const ppd = daemon();
  await set(ppd, "power-saver");
  ppd.bus.signal(NEW, ppd.object.path, NEW, "ProfileReleased", [1]);
  await set(ppd, "balanced");
  assert.ok(ppd.asked().includes("ReleaseProfile 41"));
});

test("after a restart of the service the profile is held anew", async () => {
  const ppd = daemon();
  await set(ppd, "power-saver");
  ppd.restart();
  assert.equal(await active(ppd), "balanced");
  await set(ppd, "power-saver");
  assert.deepEqual([await active(ppd), ppd.holds.length], ["power-saver", 1]);
});

test("a service that cannot hold is set instead", async () => {
  const ppd = daemon();
  ppd.bus.faults.set("HoldProfile", "org.freedesktop.DBus.Error.UnknownMethod");
  assert.equal((await set(ppd, "power-saver")).kind, "value");
  assert.equal(ppd.chosen, "power-saver");
  await set(ppd, "balanced");
  assert.equal(ppd.chosen, "balanced");
});

test("a refusal to set is handed on", async () => {
  const ppd = daemon();
  for (const member of ["HoldProfile", "Set"]) ppd.bus.faults.set(member, "org.freedesktop.DBus.Error.AccessDenied");
  assert.equal((await set(ppd, "power-saver")).kind, "error");
});

test("closing listens no more", async () => {
  const ppd = daemon();
  await set(ppd, "power-saver");
  await ppd.held.close();
  assert.equal(ppd.bus.listening, 0);
});
