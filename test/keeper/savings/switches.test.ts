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
