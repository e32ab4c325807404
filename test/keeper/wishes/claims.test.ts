// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { startTrip } from "../../../src/forecast/trip/trip.ts";
import type { ChargerPhase } from "../../../src/keeper/charger/charger.ts";
import {
  afterDrain,
  afterPlugging,
  afterRealCharger,
  afterUnplugging,
  expiredPause,
  type Situation,
  standing,
  wishOff,
  wishOn,
  wishTrip,
} from "../../../src/keeper/wishes/claims.ts";
import { type HandOn, NO_WISHES, type TripWish, type Wishes } from "../../../src/keeper/wishes/wishes.ts";
import type { Profile } from "../../../src/profile/profile.ts";
import { FLIGHT, littleLaptop } from "../little-laptop.ts";

const named = (name: string, more: Partial<Profile> = {}): Profile => ({ ...FLIGHT, name, ...more });

const HAND: HandOn = { kind: "on", profile: FLIGHT, leave: ["radio.wifi"], stayOn: false, armed: true, sinceMs: 7 };

const ON: Wishes = { ...NO_WISHES, byHand: HAND };

const TRIP: TripWish = {
  state: startTrip({ untilMs: 20_000_000, reservePercent: 10 }),
  savedW: 1,
  savings: [],
  programs: {},
  zone: "Europe/Berlin",
  profile: FLIGHT,
  saving: { "screen.brightness": [30], "cpu.boost": ["off"] },
  leave: ["radio.wwan"],
  stayOn: false,
  armed: true,
  sinceMs: 7,
  bootId: "here",
  rebooted: false,
};

const TRAVELLING: Wishes = { ...NO_WISHES, trip: TRIP };

const BATTERY: Situation = { charger: "unplugged", level: null, holds: [], autoOn: false, nowMs: 0 };

const wishesOf = (wishes: Wishes, situation: Partial<Situation> = {}) =>
  standing(wishes, { ...BATTERY, ...situation }).profile?.wishes;

test("each wins where nobody above it wants anything", () => {
  const all: Situation = { ...BATTERY, level: named("level"), holds: [named("first"), named("hold")] };
  const auto = named("auto");
  const winner = (wishes: Wishes, situation: Situation) => {
    const { winner, profile } = standing(wishes, situation);
    return [winner, profile?.name ?? null];
  };
  assert.deepEqual(winner({ ...NO_WISHES, byHand: { kind: "off", armed: false }, auto }, all), ["off", null]);
  assert.deepEqual(winner({ ...ON, auto }, all), ["hand", "flight"]);
  assert.deepEqual(winner({ ...TRAVELLING, auto }, all), ["trip", "flight"]);
  assert.deepEqual(winner({ ...TRAVELLING, byHand: { ...HAND, profile: named("typed") }, auto }, all), ["hand", "typed"]);
  assert.deepEqual(winner({ ...NO_WISHES, auto }, all), ["level", "level"]);
  assert.deepEqual(winner({ ...NO_WISHES, auto }, { ...all, level: null }), ["hold", "hold"]);
  assert.deepEqual(winner({ ...NO_WISHES, auto }, BATTERY), ["auto", "auto"]);
  assert.deepEqual(winner(NO_WISHES, BATTERY), ["nobody", null]);
});

test("what on was told to leave goes with it", () => {
  assert.deepEqual(standing(ON, BATTERY).leave, ["radio.wifi"]);
  assert.deepEqual(standing({ ...NO_WISHES, auto: FLIGHT }, BATTERY).leave, []);
});

test("a trip saves what its profile saves, and more", () => {
  const { profile, leave } = standing(TRAVELLING, BATTERY);
  assert.deepEqual(profile?.wishes, { ...FLIGHT.wishes, "screen.brightness": [30], "cpu.boost": ["off"] });
  assert.deepEqual(leave, ["radio.wwan"]);
  assert.deepEqual(wishesOf({ ...TRAVELLING, pause: { part: "all", untilMs: null } }), {}, "but in a pause");
});

test("at a charger on the way, radios and held work wait for the arrival", () => {
  const wishes = { ...FLIGHT.wishes, "service.hold": ["backups"] as const };
  const kept = (trip: Partial<TripWish>, charger: ChargerPhase = "real") =>
    Object.keys(wishesOf({ ...NO_WISHES, trip: { ...TRIP, ...trip } }, { charger }) ?? {});
  const all = [...Object.keys(wishes), "cpu.boost"];
  assert.deepEqual(kept({ profile: named("", { wishes }) }), ["radio.wifi", "service.hold"]);
  assert.deepEqual(kept({ profile: named("", { wishes }) }, "weak"), all);
  assert.deepEqual(kept({ profile: named("", { wishes }), armed: false }), all);
  assert.deepEqual(kept({ profile: named("", { wishes }), stayOn: true }), all);
  assert.deepEqual(kept({ profile: named("", { wishes, onCharger: "nothing" }) }), all);
});

test("no charger on the way ends a trip, but one that is in after a boot does", () => {
  assert.equal(afterRealCharger(TRAVELLING, 0), TRAVELLING);
  const rebooted = { ...TRAVELLING, trip: { ...TRIP, rebooted: true } };
  assert.deepEqual(afterRealCharger(rebooted, 0), NO_WISHES);
  assert.deepEqual(afterUnplugging(rebooted), TRAVELLING);
  assert.deepEqual(afterUnplugging({ ...NO_WISHES, trip: { ...TRIP, armed: false } }), TRAVELLING);
});

test("a goal, on and off take one another's place, whichever is typed last", () => {
  const { kind: _, ...hand } = HAND;
  assert.deepEqual(wishOn(TRAVELLING, hand), ON);
  assert.deepEqual(wishTrip({ ...ON, pause: { part: "all", untilMs: null } }, TRIP), TRAVELLING);
  assert.deepEqual(wishOff(TRAVELLING, { returns: false, charger: "unplugged" }), NO_WISHES);
});

test("level rules count while automatic mode is on only", () => {
  assert.equal(standing(NO_WISHES, { ...BATTERY, level: FLIGHT }).winner, "nobody");
});

test("automatic mode and level rules are for battery and weak chargers; while one is looked at, what is stays", () => {
  const auto = { ...NO_WISHES, auto: named("auto", { onCharger: "nothing" }) };
  const winners = (more: Partial<Situation>) =>
    (["unplugged", "weak", "looking", "real", "none"] as const).map(
      (charger) => standing(auto, { ...BATTERY, charger, ...more }).winner,
    );
  assert.deepEqual(winners({}), ["auto", "auto", "nobody", "nobody", "nobody"]);
  assert.deepEqual(winners({ autoOn: true }), ["auto", "auto", "auto", "nobody", "nobody"]);
  assert.deepEqual(winners({ level: FLIGHT }), ["level", "level", "level", "nobody", "nobody"]);
});

test("with on-charger power only radios stay at a real charger, unless it was typed there or is to stay on", () => {
  const profile = named("train", { onCharger: "power" });
  const kept = (hand: Partial<HandOn>, charger: ChargerPhase) =>
    Object.keys(wishesOf({ ...NO_WISHES, byHand: { ...HAND, profile, ...hand } }, { charger }) ?? {});
  const all = ["cpu.epp", "screen.brightness", "radio.wifi"];
  assert.deepEqual(kept({}, "real"), ["radio.wifi"]);
  assert.deepEqual(kept({}, "weak"), all);
  assert.deepEqual(kept({ armed: false }, "real"), all);
  assert.deepEqual(kept({ stayOn: true }, "real"), all);
  assert.deepEqual(Object.keys(wishesOf(NO_WISHES, { charger: "real", holds: [profile] }) ?? {}), ["radio.wifi"]);
  assert.deepEqual(Object.keys(wishesOf(NO_WISHES, { charger: "real", holds: [FLIGHT] }) ?? {}), all);
});

test("a pause takes out its part, until it is over", () => {
  const profile = named("all", {
    wishes: {
      "cpu.epp": ["power"],
      "platform.profile": ["quiet"],
      "kernel.writeback": [15],
      "screen.brightness": [40],
      "keyboard.light": ["off"],
      "radio.wifi": ["off"],
    },
  });
  const left = (pause: Wishes["pause"], nowMs = 0) =>
    Object.keys(wishesOf({ ...NO_WISHES, byHand: { ...HAND, profile }, pause }, { nowMs }) ?? {});
  assert.deepEqual(left({ part: "cpu", untilMs: null }), ["screen.brightness", "keyboard.light", "radio.wifi"]);
  assert.deepEqual(left({ part: "screen", untilMs: null }), ["cpu.epp", "platform.profile", "kernel.writeback", "radio.wifi"]);
  assert.deepEqual(left({ part: "all", untilMs: 100 }, 99), []);
  assert.equal(left({ part: "all", untilMs: 100 }, 100).length, 6);
  const paused: Wishes = { ...ON, pause: { part: "all", untilMs: 100 } };
  assert.equal(expiredPause(paused, 99), paused);
  assert.deepEqual(expiredPause(paused, 100), ON);
  assert.equal(expiredPause({ ...paused, pause: { part: "all", untilMs: null } }, 100).pause?.part, "all");
});

test("mobile data that is to stay off does so under any profile, and under none, until off is typed", () => {
  const staysOff = { ...NO_WISHES, mobileDataStaysOff: true };
  assert.deepEqual(wishesOf(staysOff, { charger: "real" }), { "radio.wwan": ["off"] });
  assert.equal(standing(staysOff, BATTERY).winner, "nobody");
  assert.deepEqual(wishesOf({ ...staysOff, byHand: HAND }), { "radio.wwan": ["off"], ...FLIGHT.wishes });
  const speaking = { ...HAND, profile: named("online", { wishes: { "radio.wwan": ["on"] } }) };
  assert.deepEqual(wishesOf({ ...staysOff, byHand: speaking }), { "radio.wwan": ["on"] });
  assert.equal(wishesOf(wishOff(staysOff, { returns: false, charger: "real" })), undefined);
});

test("on, typed, ends what was paused or could come back", () => {
  const ended = { weakUntilUnplugged: true, ended: { atMs: 0, wish: HAND } };
  const before: Wishes = { ...NO_WISHES, pause: { part: "all", untilMs: null }, charger: ended, auto: FLIGHT };
  const { kind: _, ...hand } = HAND;
  assert.deepEqual(wishOn(before, hand), { ...ON, auto: FLIGHT, charger: { weakUntilUnplugged: true, ended: null } });
});

test("off, typed, is remembered only where something could bring travel mode back", () => {
  const off = (wishes: Wishes, returns = false, charger: ChargerPhase = "unplugged") =>
    wishOff(wishes, { returns, charger }).byHand;
  assert.equal(off(ON), null);
  assert.deepEqual(off(ON, true), { kind: "off", armed: false });
  assert.deepEqual(off({ ...ON, auto: FLIGHT }), { kind: "off", armed: false });
  assert.deepEqual(off({ ...ON, auto: FLIGHT }, false, "weak"), { kind: "off", armed: true });
  assert.equal(wishOff(NO_WISHES, { returns: false, charger: "real" }), NO_WISHES);
});

test("off holds until a charger was in and is out again, also for a keeper that begins in between", () => {
  const off: Wishes = { ...NO_WISHES, auto: FLIGHT, byHand: { kind: "off", armed: false } };
  assert.equal(afterUnplugging(off), off, "found on battery, where it was typed");
  for (const plugged of [afterPlugging(off), afterRealCharger(off, 0), afterDrain(off, 0)])
    assert.equal(afterUnplugging(plugged).byHand, null);
  const armed = afterPlugging(off);
  assert.equal(afterPlugging(armed), armed);
});

test("a real charger ends what was typed before it came, and drain brings it back once", () => {
  const ended = afterRealCharger({ ...ON, pause: { part: "cpu", untilMs: null } }, 1000);
  assert.deepEqual(ended, { ...NO_WISHES, charger: { weakUntilUnplugged: false, ended: { atMs: 1000, wish: HAND } } });
  const back = afterDrain(ended, 601_000);
  assert.deepEqual(back, { ...ON, charger: { weakUntilUnplugged: true, ended: null } });
  assert.equal(afterDrain(ended, 601_001), ended, "too late");
  assert.equal(afterDrain(back, 601_000), back, "once");
  assert.deepEqual(afterUnplugging(back), ON);
});

test("no charger ends what was typed beside it, what is to stay on, or a profile that says power or nothing", () => {
  const kept: readonly Partial<HandOn>[] = [
    { armed: false },
    { stayOn: true },
    { profile: named("", { onCharger: "power" }) },
    { profile: named("", { onCharger: "nothing" }) },
  ];
  for (const hand of kept) {
    const wishes = { ...NO_WISHES, byHand: { ...HAND, ...hand } };
    assert.equal(afterRealCharger(wishes, 0), wishes);
  }
});

test("what this machine has shown of its events outlives every charger", () => {
  const told: Wishes = { ...ON, charger: { ...NO_WISHES.charger, unpluggingIsTold: true } };
  const ended = afterRealCharger(told, 0);
  for (const wishes of [ended, afterDrain(ended, 1), afterUnplugging(ended), wishOff(told, { returns: false, charger: "real" })])
    assert.equal(wishes.charger.unpluggingIsTold, true);
});

test("unplugging arms what was typed on a charger, and changes nothing otherwise", () => {
  assert.deepEqual(afterUnplugging({ ...ON, byHand: { ...HAND, armed: false } }), ON);
  assert.equal(afterUnplugging(ON), ON);
  assert.equal(afterUnplugging(NO_WISHES), NO_WISHES);
  assert.equal(afterRealCharger(NO_WISHES, 0), NO_WISHES);
  assert.equal(afterDrain(NO_WISHES, 0), NO_WISHES);
});

const EVENT = fc.oneof(
  fc.record({ kind: fc.constant("plug" as const), watts: fc.nat(60) }),
  fc.record({ kind: fc.constant("pass" as const), ms: fc.oneof(fc.nat(5000), fc.nat(2_000_000)) }),
  fc.record({ kind: fc.constantFrom("unplug" as const, "blip" as const, "read" as const) }),
);

type Event = typeof EVENT extends fc.Arbitrary<infer T> ? T : never;

function happen(laptop: ReturnType<typeof littleLaptop>, event: Event): void {
  if (event.kind === "plug") laptop.plug(event.watts);
  else if (event.kind === "pass") laptop.pass(event.ms);
  else laptop[event.kind]();
}

const POWERS = { savedW: 6, normalW: 20 };

for (const wishes of [NO_WISHES, { ...NO_WISHES, auto: FLIGHT }])
  test(`a charger between the two draws gives one flap at most until unplugged (${wishes.auto?.name ?? "by hand"})`, () => {
    const times = fc.array(fc.oneof(fc.nat(10_000), fc.nat(1_500_000)), { maxLength: 40 });
    fc.assert(
      fc.property(times, fc.nat(3000), fc.boolean(), (waits, lagMs, unclear) => {
        const laptop = littleLaptop({ ...POWERS, lagMs, unclear }, wishes);
        if (wishes.auto === null) laptop.on();
        laptop.plug(15);
        for (const ms of waits) laptop.pass(ms);
        laptop.pass(7_200_000);
        assert.equal(laptop.flaps, 1);
        assert.equal(laptop.standing().profile?.name, "flight");
      }),
    );
  });

test("a charger that charges steadily ends it within 8 s, whatever happened before, and however its battery lags", () => {
  fc.assert(
    fc.property(fc.array(EVENT, { maxLength: 20 }), fc.nat(3000), (events, lagMs) => {
      const laptop = littleLaptop({ ...POWERS, lagMs });
      laptop.on();
      for (const event of events) happen(laptop, event);
      laptop.unplug();
      laptop.pass(10_000);
      laptop.on();
      laptop.plug(45);
      laptop.pass(7000);
      assert.equal(laptop.watch.phase, "real");
      assert.equal(laptop.standing().profile, null);
    }),
  );
});

test("an unclear charger ends it after half a minute", () => {
  const laptop = littleLaptop({ ...POWERS, unclear: true });
  laptop.on();
  laptop.plug(45);
  laptop.pass(29_000);
  assert.equal(laptop.standing().winner, "hand");
  laptop.pass(1000);
  assert.equal(laptop.standing().winner, "nobody");
});

test("on, typed on a charger, is not ended by that one, whatever it does", () => {
  const atCharger = EVENT.filter(({ kind }) => kind !== "unplug");
  fc.assert(
    fc.property(fc.array(atCharger, { maxLength: 20 }), fc.array(atCharger, { maxLength: 20 }), (before, events) => {
      const laptop = littleLaptop(POWERS);
      laptop.plug(30);
      for (const event of before) happen(laptop, event);
      laptop.on();
      for (const event of events) {
        happen(laptop, event);
        assert.equal(laptop.standing().winner, "hand");
      }
      laptop.unplug();
      laptop.pass(5000);
      laptop.plug(60);
      laptop.pass(8000);
      assert.equal(laptop.standing().winner, "nobody");
    }),
  );
});

test("off by hand holds until the next unplugging, whatever happened before", () => {
  const atCharger = EVENT.filter(({ kind }) => kind !== "unplug");
  fc.assert(
    fc.property(fc.array(EVENT, { maxLength: 20 }), fc.array(atCharger, { maxLength: 20 }), (before, events) => {
      const laptop = littleLaptop(POWERS, { ...NO_WISHES, auto: FLIGHT });
      for (const event of before) happen(laptop, event);
      laptop.unplug();
      laptop.pass(5000);
      laptop.off();
      for (const event of events) {
        happen(laptop, event);
        assert.equal(laptop.standing().profile, null);
      }
      laptop.plug(60);
      laptop.pass(60_000);
      assert.equal(laptop.standing().winner, "off");
      laptop.unplug();
      laptop.pass(2000);
      assert.equal(laptop.standing().winner, "auto");
    }),
  );
});

test("a thousand equal events change no wish", () => {
  fc.assert(
    fc.property(fc.array(EVENT, { maxLength: 20 }), (events) => {
      const laptop = littleLaptop(POWERS, { ...NO_WISHES, auto: FLIGHT });
      for (const event of events) happen(laptop, event);
      laptop.pass(120_000);
      const { wishes, watch } = laptop;
      for (let event = 0; event < 1000; event += 1) laptop.read();
      assert.equal(laptop.wishes, wishes);
      assert.equal(laptop.watch, watch);
    }),
  );
});
