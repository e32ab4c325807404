// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { TravelError } from "../../../src/errors.ts";
import { startTrip } from "../../../src/forecast/trip/trip.ts";
import { NO_WISHES, PAUSE_PARTS, type Wishes } from "../../../src/keeper/wishes/wishes.ts";
import { readWishes, saveWishes, tidyWishes } from "../../../src/keeper/wishes/wishes-store.ts";
import type { Profile } from "../../../src/profile/profile.ts";
import { memoryFolder } from "../../fakes/memory-folder.ts";
import { known } from "../../forecast/saving.ts";
import { FLIGHT } from "../little-laptop.ts";

const AUTO: Wishes = { ...NO_WISHES, auto: FLIGHT };

/** As JSON gives them. */
const PLAIN = { noNullPrototype: true };

const PROFILE: fc.Arbitrary<Profile> = fc.record(
  {
    name: fc.string(),
    title: fc.string(),
    onCharger: fc.constantFrom("all", "power", "nothing"),
    wishes: fc.constantFrom({}, { "cpu.limit": [60] as const }, { "radio.wifi": ["off", "on"] as const }),
    source: fc.string(),
  },
  PLAIN,
);

const HAND_ON = fc.record(
  {
    kind: fc.constant("on" as const),
    profile: PROFILE,
    leave: fc.array(fc.string()),
    stayOn: fc.boolean(),
    armed: fc.boolean(),
    sinceMs: fc.nat(),
  },
  PLAIN,
);

const TRIP = fc.record(
  {
    state: fc.record({ untilMs: fc.nat(), reservePercent: fc.nat(90) }, PLAIN).map(startTrip),
    savedW: fc.nat(9),
    savings: fc.constantFrom([], [known({})]),
    programs: fc.constantFrom({}, { "app.slow": ["above 20 %", "firefox"] as const, "app.freeze": ["syncthing"] as const }),
    zone: fc.string(),
    profile: PROFILE,
    saving: fc.constantFrom({}, { "cpu.limit": [60] as const }),
    leave: fc.array(fc.string()),
    stayOn: fc.boolean(),
    armed: fc.boolean(),
    sinceMs: fc.nat(),
    bootId: fc.string(),
    rebooted: fc.boolean(),
  },
  PLAIN,
);

const WISHES: fc.Arbitrary<Wishes> = fc.record(
  {
    byHand: fc.oneof(fc.constant(null), HAND_ON, fc.record({ kind: fc.constant("off" as const), armed: fc.boolean() }, PLAIN)),
    trip: fc.option(TRIP),
    auto: fc.option(PROFILE),
    pause: fc.option(fc.record({ part: fc.constantFrom(...PAUSE_PARTS), untilMs: fc.option(fc.nat()) }, PLAIN)),
    mobileDataStaysOff: fc.boolean(),
    charger: fc.oneof(
      fc.record(
        { weakUntilUnplugged: fc.boolean(), ended: fc.option(fc.record({ atMs: fc.nat(), wish: HAND_ON }, PLAIN)) },
        PLAIN,
      ),
      fc.constant({ weakUntilUnplugged: true, ended: null, unpluggingIsTold: true }),
    ),
    fullCharge: fc.option(fc.record({ untilMs: fc.nat(), armed: fc.boolean(), onBatterySinceMs: fc.option(fc.nat()) }, PLAIN)),
  },
  PLAIN,
);

test("what was saved is read again", () => {
  fc.assert(
    fc.property(WISHES, WISHES, (first, second) => {
      const folder = memoryFolder();
      saveWishes(folder, first);
      assert.deepEqual(readWishes(folder), { wishes: first, known: true, damage: null });
      saveWishes(folder, second);
      assert.deepEqual(readWishes(folder), { wishes: second, known: true, damage: null });
      assert.equal(folder.contents.has("auto"), second.auto !== null);
    }),
  );
});

test("that nothing is wanted any more is known until it is tidied up", () => {
  const folder = memoryFolder();
  assert.deepEqual(readWishes(folder), { wishes: NO_WISHES, known: false, damage: null });
  saveWishes(folder, { ...AUTO, mobileDataStaysOff: true });
  saveWishes(folder, NO_WISHES);
  assert.deepEqual(readWishes(folder), { wishes: NO_WISHES, known: true, damage: null });
  tidyWishes(folder);
  assert.deepEqual([...folder.contents], []);
});

test("tidying up leaves what is wanted", () => {
  const folder = memoryFolder();
  saveWishes(folder, AUTO);
  tidyWishes(folder);
  assert.deepEqual(readWishes(folder).wishes, AUTO);
});

test("what a keeper without trips has written is understood", () => {
  const { trip: _, ...older } = AUTO;
  const folder = memoryFolder();
  folder.contents.set("wishes.json", JSON.stringify({ travelmode: 1, ...older }));
  assert.deepEqual(readWishes(folder), { wishes: AUTO, known: true, damage: null });
});

test("a journey from before savings and programs went with it is understood", () => {
  const [trip] = fc.sample(TRIP, 1);
  const { savings: _, programs: __, ...older } = trip ?? {};
  const folder = memoryFolder();
  folder.contents.set("wishes.json", JSON.stringify({ travelmode: 1, ...NO_WISHES, trip: older }));
  assert.deepEqual(readWishes(folder).wishes.trip, { ...older, savings: [], programs: {} });
});

test("what is there already is not written again", () => {
  const steps: string[] = [];
  const folder = memoryFolder((step) => void steps.push(step));
  saveWishes(folder, AUTO);
  const written = steps.length;
  saveWishes(folder, { ...AUTO, auto: { ...FLIGHT } });
  assert.equal(steps.length, written);
});

test("a damaged file wants nothing, and says so", () => {
  const { byHand: _, ...torn } = AUTO;
  const wrong = ["", "{", "[]", "{}", JSON.stringify(AUTO), JSON.stringify({ travelmode: 2, ...AUTO })];
  const almost = [
    torn,
    { ...AUTO, more: 1 },
    { ...AUTO, auto: { ...FLIGHT, wishes: { "cpu.epp": [] } } },
    { ...AUTO, pause: {} },
  ];
  for (const text of [...wrong, ...almost.map((it) => JSON.stringify({ travelmode: 1, ...it }))]) {
    const folder = memoryFolder();
    folder.contents.set("wishes.json", text);
    const { wishes, damage } = readWishes(folder);
    assert.equal(wishes, NO_WISHES, text);
    assert.match(damage ?? "", /^\/var\/lib\/travelmode\/wishes\.json is damaged: .*travelmode on/);
    saveWishes(folder, NO_WISHES);
    assert.equal(readWishes(folder).damage, null);
  }
});

test("a file that cannot be read wants nothing, and says why", () => {
  const read = () => ({ kind: "error", where: "wishes.json", code: "EIO" }) as const;
  const { wishes, damage } = readWishes({ ...memoryFolder(), read });
  assert.equal(wishes, NO_WISHES);
  assert.match(damage ?? "", /cannot be read \(EIO\)/);
});

test("a full disk is told as the journal's, and nothing is half done", () => {
  const folder = memoryFolder();
  folder.refuse("ENOSPC");
  assert.throws(
    () => saveWishes(folder, { ...NO_WISHES, mobileDataStaysOff: true }),
    (error) => error instanceof TravelError && error.code === "JOURNAL_UNWRITABLE" && error.message.includes("ENOSPC"),
  );
});

test("the udev rule's marker is there at every instant at which automatic mode is wanted", () => {
  const folder = memoryFolder(() => {
    const wantsAuto = folder.contents.get("wishes.json")?.includes('"auto":{') === true;
    assert.ok(!wantsAuto || folder.contents.has("auto"));
  });
  saveWishes(folder, AUTO);
  assert.ok(folder.contents.has("auto"));
  saveWishes(folder, { ...NO_WISHES, mobileDataStaysOff: true });
  assert.ok(!folder.contents.has("auto"));
});

test("a marker that was lost or left over is mended by the next saving, also of what is there already", () => {
  const folder = memoryFolder();
  saveWishes(folder, AUTO);
  folder.contents.delete("auto");
  saveWishes(folder, AUTO);
  assert.ok(folder.contents.has("auto"));
  saveWishes(folder, NO_WISHES);
  folder.contents.set("auto", "");
  saveWishes(folder, NO_WISHES);
  assert.ok(!folder.contents.has("auto"));
});
