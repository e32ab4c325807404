// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { TripTold } from "../../src/keeper/trip/trip.ts";
import { NO_WISHES } from "../../src/keeper/wishes/wishes.ts";
import { headerLines } from "../../src/tui/header.ts";
import type { State } from "../../src/tui/state.ts";
import {
  ASCII,
  after,
  area,
  byHand,
  charging,
  LOOK,
  NOW_MS,
  onJourney,
  power,
  profile,
  seen,
  state,
  travelling,
  trip,
} from "./states.ts";

/** After two looks at the same power. */
function header(changes: Partial<State>, look = LOOK): string {
  const { power: now = power() } = changes;
  const looks =
    now === null ? [] : [0, 60_000].map((ms) => ({ kind: "power" as const, nowMs: NOW_MS + ms - 60_000, power: now }));
  return headerLines({ ...after({ ...state(changes), power: null }, ...looks), nowMs: NOW_MS }, area(18, look)).join("\n");
}

test("time left, level, power and source stand in the first line", () => {
  assert.match(header({}), /^ {2}roughly 4 h left {3}█+░+ 76 % {2}9\.5 W {2}on battery\n/);
  assert.match(header({ power: charging }), /to full.* \+20\.0 W {2}on a charger/);
  assert.match(header({}, ASCII), /#+\.+ 76 %/);
});

test("without travel mode it says normal settings, and what automatic mode will do", () => {
  assert.match(header({}), /Normal settings/);
  assert.match(
    header({ seen: seen({ wishes: { ...NO_WISHES, auto: profile("online") } }) }),
    /automatic mode: online when unplugged/,
  );
});

test("travel mode says its profile, since when, and what ends it", () => {
  assert.match(header({ seen: travelling() }), /Travel mode: flight, since \d\d:50; ends when a charger goes in/);
});

test("a journey says until when, and how sure it is that the battery lasts it", () => {
  assert.match(header({ seen: onJourney() }), /\n Journey: 16:30 Berlin time, in 5 h 30 min\s*$/);
  assert.match(header({ seen: onJourney(), trip: trip() }), /\n Journey: 16:30 Berlin time, in 5 h 30 min; 84 % sure\s*$/);
  const named = onJourney({ profile: profile("online") });
  assert.match(header({ seen: named }), /\n Journey: online, 16:30 Berlin time/);
  const outlook = { ...trip().outlook, marginMs: -1_500_000 } as NonNullable<TripTold["outlook"]>;
  const short = trip({ verdict: "short", outlook });
  assert.match(header({ seen: onJourney(), trip: short }), /; about 25 min short\s*$/);
  assert.match(header({ seen: onJourney(), trip: trip({ verdict: "overdue", outlook: null }) }), /; late\s*$/);
});

test("typed on a charger, it is armed by the next plug", () => {
  const armed = travelling([], { wishes: byHand({ armed: false }) });
  assert.match(header({ power: charging, seen: armed }), /armed by the next plug, not by this one/);
});

test("weak power is said, as it stays on", () => {
  assert.match(
    header({ power: power({ source: "weak-ac" }), seen: travelling() }),
    /on weak power\n.*on weak power, so it stays on/,
  );
});

test("a pause and an ending that is not complete are said", () => {
  const paused = travelling([], { wishes: { ...byHand(), pause: { part: "cpu", untilMs: NOW_MS + 60_000 } } });
  assert.match(header({ seen: paused }), /paused: the CPU has its saved values/);
  assert.match(header({ seen: seen({ mode: "ending", profile: "flight" }) }), /not everything is put back yet/);
});

test("nothing is known at first, and nothing is made up", () => {
  assert.match(header({ power: null, seen: null }), /looking .* –\s.*\n Looking at travel mode/);
});

test("a profile's name cannot touch the terminal", () => {
  assert.ok(!header({ seen: travelling([], { profile: "fl\u001b[2Jight" }) }).includes("\u001b"));
});
