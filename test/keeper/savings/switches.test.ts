// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Saving } from "../../../src/forecast/savings.ts";
import { readSavings } from "../../../src/keeper/savings/savings-store.ts";
import type { Profile } from "../../../src/profile/profile.ts";
import { type Rig, rig, unplugged } from "../rig.ts";

const profile = (name: string, wishes: Profile["wishes"]): Profile => ({ name, title: "", onCharger: "all", wishes, source: "" });

const BRIGHT = profile("bright", { "cpu.boost": ["off"] });
const DARK = profile("dark", { "cpu.boost": ["off"], "screen.brightness": [30] });

const QUARTER_S = 15 * 60;

const found = ({ folder }: Rig): readonly Saving[] => readSavings(folder);

test("a switch of one setting on battery is a rough guess of what it saves, kept as such", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(BRIGHT);
  await it.pass(QUARTER_S);
  const beforeW = it.laptop.truth().meanPowerW;
  await it.on(DARK);
  const trueW = beforeW - it.laptop.truth().meanPowerW;
  await it.pass(QUARTER_S);
  const [guess, ...others] = found(it);
  assert.deepEqual(others, []);
  assert.deepEqual([guess?.knob, guess?.wish, guess?.from], ["screen.brightness", "30", "switches"]);
  assert.ok(guess !== undefined && guess.lowW <= trueW && trueW <= guess.highW, JSON.stringify({ guess, trueW }));
});

test("a second switch too soon, and a charger, leave nothing to be said", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(BRIGHT);
  await it.pass(QUARTER_S);
  await it.on(DARK);
  await it.pass(60);
  await it.on(BRIGHT);
  await it.pass(QUARTER_S);
  await it.on(DARK);
  await it.pass(300);
  await it.plug();
  await it.pass(QUARTER_S);
  assert.deepEqual(found(it), []);
});

/** What is drawn on average with and without something, by the laptop's own physics. */
async function trulyBetween(it: Rig, work: () => Promise<unknown>): Promise<number> {
  const beforeW = it.laptop.truth().meanPowerW;
  await work();
  return it.laptop.truth().meanPowerW - beforeW;
}

const holds = (guess: Saving | undefined, savedW: number): void =>
  assert.ok(guess !== undefined && guess.lowW <= savedW && savedW <= guess.highW, JSON.stringify({ guess, savedW }));

test("one setting that is turned by hand is as good a guess as any switch", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(BRIGHT);
  await it.pass(QUARTER_S);
  const moreW = await trulyBetween(it, () => it.during(it.keeper.set({ knob: "screen.brightness", wish: [30] })));
  await it.pass(QUARTER_S);
  const [guess, ...others] = found(it);
  assert.deepEqual([guess?.knob, guess?.wish, guess?.from, others], ["screen.brightness", "30", "switches", []]);
  holds(guess, -moreW);
});

test("a setting that the hand takes back to its saved value says what the profile's wish saved", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(DARK);
  await it.pass(QUARTER_S);
  const moreW = await trulyBetween(it, () => it.during(it.keeper.set({ knob: "screen.brightness", wish: ["saved"] })));
  await it.pass(QUARTER_S);
  const [guess, ...others] = found(it);
  assert.deepEqual([guess?.knob, guess?.wish, others], ["screen.brightness", "30", []]);
  assert.ok(moreW > 0);
  holds(guess, moreW);
});

test("off, with automatic mode to watch, says what the whole profile saved", async (t) => {
  const it = await rig(t);
  await it.during(it.keeper.auto(DARK));
  await unplugged(it);
  await it.pass(QUARTER_S);
  const moreW = await trulyBetween(it, () => it.during(it.keeper.off([])));
  await it.pass(QUARTER_S);
  const [guess, ...others] = found(it);
  assert.deepEqual([guess?.knob, guess?.wish, others], ["profile", "dark", []]);
  holds(guess, moreW);
});

test("from one value to another that saves less or more, nothing is guessed, whoever turns it", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(DARK);
  await it.pass(QUARTER_S);
  await it.during(it.keeper.set({ knob: "screen.brightness", wish: [60] }));
  await it.pass(QUARTER_S);
  await it.during(it.keeper.set({ knob: "screen.brightness", wish: ["saved"] }));
  await it.pass(QUARTER_S);
  await it.on(DARK);
  await it.pass(QUARTER_S);
  await it.on(profile("darker", { ...DARK.wishes, "screen.brightness": [20] }));
  await it.pass(QUARTER_S);
  assert.ok(
    found(it).every(({ wish }) => wish === "30"),
    JSON.stringify(found(it)),
  );
});

test("what is off because the user has changed a part of it says nothing of the whole", async (t) => {
  const it = await rig(t);
  await it.during(it.keeper.auto(DARK));
  await unplugged(it);
  await it.during(it.keeper.set({ knob: "screen.brightness", wish: [90] }));
  await it.pass(QUARTER_S);
  await it.during(it.keeper.off([]));
  await it.pass(QUARTER_S);
  assert.deepEqual(
    found(it).filter(({ knob }) => knob === "profile"),
    [],
  );
});

test("a hand in the minutes behind a switch takes from it what it might have said", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(BRIGHT);
  await it.pass(QUARTER_S);
  await it.on(DARK);
  await it.pass(300);
  await it.during(it.keeper.set({ knob: "radio.wifi", wish: ["off"] }));
  await it.pass(QUARTER_S);
  assert.deepEqual(found(it), []);
});
