// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { type FullCharge, NO_WISHES, type Wishes } from "../../src/keeper/wishes/wishes.ts";
import type { Seen } from "../../src/text/seen.ts";
import { winnerOf, wishLines } from "../../src/text/wish-lines.ts";
import { handOn, profile, settingStatus, status } from "../cli/records.ts";

const nowMs = new Date(2026, 5, 1, 16, 15).getTime();
const TEN_MIN_MS = 600_000;
const wants = (wishes: Partial<Wishes>, more: Partial<Seen> = { mode: "on", profile: "flight" }): Seen =>
  status({ ...more, wishes: { ...NO_WISHES, ...wishes } });
const linesOf = (wishes: Partial<Wishes>, more?: Partial<Seen>): readonly string[] => wishLines(wants(wishes, more), nowMs);

test("what nobody has written down is not claimed", () => assert.deepEqual(linesOf({}), []));

test("by hand: what a charger does to it stands beside", () => {
  assert.deepEqual(linesOf({ byHand: handOn() }), ["By hand; ends when a charger goes in."]);
  assert.deepEqual(linesOf({ byHand: handOn({ armed: false }) }), ["By hand; a charger counts from the next unplugging."]);
});

test("seen by an ordinary user, root's is that of the whole computer", () => {
  const seen = { mode: "on", profile: "flight", whose: "computer" } as const;
  assert.deepEqual(linesOf({ byHand: handOn() }, seen), ["For the whole computer; by hand; ends when a charger goes in."]);
  assert.deepEqual(linesOf({}, seen), ["For the whole computer."]);
});

test("automatic mode is told while it waits, while it is on, and while `off` holds it back", () => {
  const auto = profile();
  const says = "Automatic mode: flight comes on when the charger is unplugged, and goes when one is plugged in.";
  assert.deepEqual(linesOf({ auto }, { mode: "off" }), [says]);
  assert.deepEqual(linesOf({ auto }), ["By automatic mode; ends when a charger goes in.", says]);
  assert.deepEqual(linesOf({ auto, byHand: { kind: "off", armed: true } }, { mode: "off" }).slice(1), [
    "Turned off by hand: nothing else turns it on before the next unplugging.",
  ]);
});

test("a pause is told until it has run out", () => {
  const byHand = handOn();
  const pause = { part: "cpu", untilMs: nowMs + TEN_MIN_MS } as const;
  assert.equal(linesOf({ byHand, pause })[1], "Paused until 16:25: the CPU has its saved values.");
  assert.deepEqual(linesOf({ byHand, pause: { ...pause, part: "all" } }, { mode: "off" }), [
    "Paused until 16:25, then it goes on.",
  ]);
  assert.match(linesOf({ byHand, pause: { part: "all", untilMs: null } })[1] ?? "", /^Paused until travelmode on is typed/u);
  assert.equal(linesOf({ byHand, pause: { ...pause, untilMs: nowMs } }).length, 1);
});

test("a charger that gives too little is told", () => {
  const charger = { weakUntilUnplugged: true, ended: null };
  assert.match(linesOf({ byHand: handOn(), charger })[1] ?? "", /^On weak power/u);
  assert.deepEqual(linesOf({ charger }, { mode: "off" }), []);
});

test("the winner is named where it is known", () => {
  const on = { mode: "on", profile: "flight" } as const;
  const off = { mode: "off", profile: null } as const;
  const auto = profile();
  assert.equal(winnerOf({ ...NO_WISHES, byHand: handOn(), auto }, on), "hand");
  assert.equal(winnerOf({ ...NO_WISHES, auto }, on), "auto");
  assert.equal(winnerOf({ ...NO_WISHES, byHand: { kind: "off", armed: true }, auto }, off), "off");
  assert.equal(winnerOf(NO_WISHES, off), "nobody");
  assert.equal(winnerOf({ ...NO_WISHES, auto }, { ...on, profile: "endurance" }), null);
  assert.equal(winnerOf(NO_WISHES, on), null);
});

test("one full charge is told with the limits that come back, and when", () => {
  const raised = (pack: string, part: string, original: string) =>
    settingStatus({ setting: `battery.charge-limit/${pack}-${part}`, place: `${pack} ${part}`, original });
  const bat0 = [raised("BAT0", "start", "40 %"), raised("BAT0", "end", "80 %")];
  const fullCharge = { untilMs: nowMs + 36 * 3_600_000, armed: true, onBatterySinceMs: null };
  const told = (more: Partial<FullCharge>, settings = bat0): readonly string[] =>
    linesOf({ fullCharge: { ...fullCharge, ...more } }, { mode: "off", raised: settings });
  const head = "Charging to full once; the limit (40 to 80 %) comes back";
  assert.deepEqual(told({}), [`${head} after 5 minutes on battery, at the latest 2026-06-03 04:15.`]);
  assert.deepEqual(told({ armed: false }), [`${head} 5 minutes after the next unplugging, at the latest 2026-06-03 04:15.`]);
  assert.deepEqual(told({ onBatterySinceMs: nowMs }), [`${head} at 16:20.`]);
  const both = [...bat0, raised("BAT1", "start", "0 %"), raised("BAT1", "end", "90 %")];
  assert.match(told({}, both)[0] ?? "", /\(BAT0 40 to 80 %, BAT1 90 %\)/);
  assert.match(told({}, [raised("BAT0", "type", "Long_Life")])[0] ?? "", /\(Long_Life\)/);
  assert.deepEqual(linesOf({}, { mode: "off", raised: bat0 }), ["The charge limit is not all back yet (40 to 80 %)."]);
});
