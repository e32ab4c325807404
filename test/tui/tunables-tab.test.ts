// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { tunablesTab } from "../../src/tui/tabs/tunables.ts";
import type { Tunable } from "../../src/tui/tunable.ts";
import { area, press, state } from "./states.ts";

const row = (changes: Partial<Tunable> = {}): Tunable => ({
  ...{
    knob: "cpu.boost",
    title: "CPU boost",
    place: "all CPUs",
    state: "could save",
    risky: false,
    now: "on",
    original: null,
    wanted: "off",
  },
  ...{
    held: false,
    needsRoot: false,
    why: null,
    leftForGood: false,
    typedNow: "on",
    typedWanted: "off",
    about: "The highest clocks cost the most.",
    line: "echo 0 | sudo tee /sys/boost",
  },
  ...changes,
});

const on = (...tunables: readonly Tunable[]) => state({ tab: "tunables", tunables });
const deed = (tunable: Tunable) => press(on(tunable), "enter").effects.find((effect) => effect.kind === "do");

test("each row says how it stands, now, saved and wanted; below is what the chosen one is about, and the shell line", () => {
  const text = tunablesTab.body(on(row({ original: "on", state: "saving", now: "off" })), area()).join("\n");
  assert.match(text, /▸ \+ saving +CPU boost +off +on +off/);
  assert.match(text, /The highest clocks cost the most\.\n {2}\$ echo 0 \| sudo tee \/sys\/boost/);
});

test("places are named only where a setting has several rows", () => {
  const text = tunablesTab.body(on(row({ place: "policy0" }), row({ place: "policy1", now: "off" })), area()).join("\n");
  assert.match(text, /CPU boost policy0[\s\S]*CPU boost policy1/);
});

test("Enter turns what could save as the profile wants it, and leaves its value as the way back", () => {
  assert.deepEqual(deed(row()), {
    ...{ kind: "do", what: { kind: "set", knob: "cpu.boost", title: "CPU boost", value: "off" } },
    undo: { kind: "set", knob: "cpu.boost", value: "on", label: "CPU boost on" },
  });
  assert.equal(deed(row({ typedNow: null }))?.undo, null);
});

test("Enter gives what is held its saved value, to the letter; undo hands it back to the profile", () => {
  assert.deepEqual(deed(row({ state: "saving", held: true, original: "on", now: "off" })), {
    ...{ kind: "do", what: { kind: "set", knob: "cpu.boost", title: "CPU boost", value: "saved" } },
    undo: { kind: "hand back", knob: "cpu.boost", label: "CPU boost as the profile has it" },
  });
});

test("Enter hands what is yours back to the profile; undo sets your value again", () => {
  const yours = deed(row({ state: "yours" }));
  assert.deepEqual([yours?.what.kind, yours?.undo?.kind], ["hand back", "set"]);
});

test("Enter where there is nothing to turn says why", () => {
  const locked = press(on(row({ state: "locked", why: "this CPU driver has no boost switch" })), "enter");
  assert.deepEqual([locked.effects, locked.state.message?.text], [[], "CPU boost: this CPU driver has no boost switch."]);
});

test("x asks before it leaves a setting alone for good; y does it, and undo turns it again", () => {
  const asked = press(on(row()), "x").state;
  assert.equal(asked.overlay?.kind, "leave");
  assert.deepEqual(press(asked, "n").effects, []);
  assert.deepEqual(press(asked, "y").effects, [
    {
      ...{ kind: "do", what: { kind: "leave", knob: "cpu.boost", title: "CPU boost", left: true } },
      undo: { kind: "leave", knob: "cpu.boost", left: false, label: "CPU boost to be turned again" },
    },
  ]);
  assert.equal(
    press(on(row({ leftForGood: true })), "x").state.overlay?.kind === "leave" &&
      press(on(row({ leftForGood: true })), "x", "y").effects.length,
    1,
  );
});

test("a risky one is never painted as wrong", () => {
  const coloured = area(18, { ...area().look, colour: true, attributes: true });
  const [, , risky = ""] = tunablesTab.body(on(row({ state: "saving" }), row({ risky: true })), coloured);
  assert.match(risky, /risky/);
  assert.ok(!risky.includes("\u001b[33m") && !risky.includes("!"));
});

test("filter and sort work on what is seen", () => {
  const rows = [row({ title: "Wi-Fi", knob: "radio.wifi" }), row({ title: "CPU boost" })];
  const filtered = press(on(...rows), "/", "w", "i", "-").state;
  assert.equal(tunablesTab.rows(filtered).length, 1);
  const sorted = tunablesTab.body(press(on(...rows), "s", "s").state, area()).join("\n");
  assert.ok(sorted.indexOf("CPU boost") < sorted.indexOf("Wi-Fi"));
  assert.match(sorted, /Setting\*/);
});
