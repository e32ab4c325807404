// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { displayWidth } from "../../src/text/display-width.ts";
import type { Look } from "../../src/text/look.ts";
import { frame } from "../../src/tui/frame.ts";
import { type State, TAB_IDS } from "../../src/tui/state.ts";
import { strokesFor } from "../../src/tui/strokes.ts";
import { saving } from "../forecast/saving.ts";
import {
  ASCII,
  change,
  LOOK,
  NOW_MS,
  plan,
  power,
  press,
  profile,
  radioOff,
  seen,
  setting,
  state,
  travelling,
} from "./states.ts";

const COLOURED: Look = { ...LOOK, colour: true, attributes: true };

const lines = (shown: State, look: Look = LOOK): readonly string[] => frame(shown, look, strokesFor(look, "xterm"));
const text = (shown: State, look: Look = LOOK): string => lines(shown, look).join("\n");

/** A screen with something on every tab. */
const full = (changes: Partial<State> = {}): State =>
  state({
    seen: travelling([
      setting(),
      setting({
        knob: "cpu.epp",
        title: "CPU energy preference",
        place: "policy0-3",
        original: "balance_performance",
        value: "power",
        now: "power",
      }),
    ]),
    plans: { flight: plan("flight", [change(), radioOff]), endurance: plan("endurance"), online: plan("online") },
    points: Array.from({ length: 40 }, (_, index) => ({
      atMs: NOW_MS - (40 - index) * 15_000,
      percent: 80 - index / 10,
      energyWh: 40,
      powerW: 9,
      source: "battery",
    })),
    log: [{ atMs: NOW_MS, kind: "done", sentence: "Travel mode: flight, by hand: Screen brightness 40 % (was 82 %)." }],
    ...changes,
  });

test("every tab fills the screen exactly, at every size from 60x15 on, in colours, plain and ASCII", () => {
  const sizes = fc.record({ columns: fc.integer({ min: 60, max: 220 }), rows: fc.integer({ min: 15, max: 70 }) });
  fc.assert(
    fc.property(sizes, fc.constantFrom(...TAB_IDS), fc.constantFrom(LOOK, ASCII), (size, tab, look) => {
      const drawn = lines(full({ size, tab }), look);
      assert.equal(drawn.length, size.rows);
      for (const line of drawn)
        assert.ok(displayWidth(line) <= size.columns, `${tab} ${size.columns}: ${displayWidth(line)} "${line}"`);
    }),
    { numRuns: 300 },
  );
});

test("what lies over a tab stays within the screen as well", () => {
  const question = {
    change: radioOff,
    uses: ["a download of something with a rather long name that goes on and on and on and on"],
  };
  for (const overlay of [
    { kind: "help", top: 0 },
    { kind: "diff", profile: "flight", plan: plan("flight", [change(), radioOff]), switches: true, top: 99 },
    { kind: "diff", profile: "flight", plan: null, switches: true, top: 0 },
    { kind: "question", question },
    { kind: "leave", knob: "radio.wifi", title: "Wi-Fi", left: true },
  ] as const)
    for (const line of lines(full({ overlay, size: { columns: 60, rows: 15 } }))) assert.ok(displayWidth(line) <= 60, line);
});

test("below 60x15 it says so, and still how long it lasts", () => {
  const small = lines(full({ size: { columns: 40, rows: 10 } }));
  assert.match(small.join("\n"), /\ntoo small: 40x10\nneeds 60x15/);
  const tiny = lines(full({ size: { columns: 5, rows: 2 } }));
  assert.ok(tiny.length === 2 && tiny.every((line) => line.length <= 5));
});

test("the chosen tab is in brackets, and its keys stand below with help and quit", () => {
  const shown = text(full({ tab: "profiles" }));
  assert.match(shown, /\[2 Profiles\]/);
  assert.match(shown, /Enter switch {2}d diff .*\? help {2}q quit$/);
});

test("a plain ASCII locale gets no letter above 127", () => {
  for (const tab of TAB_IDS) assert.match(text(full({ tab }), ASCII), /^[\n -~]*$/);
});

test("with colours the same is on the screen as without them", () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they begin so
  const bare = (painted: string): string => painted.replace(/\u001b\[\d+m/g, "");
  for (const tab of TAB_IDS) assert.equal(bare(text(full({ tab }), COLOURED)), text(full({ tab })));
});

test("names with control characters cannot touch the terminal", () => {
  const evil = "\u001b]0;owned\u0007\u001b[2J";
  const hostile = full({
    choice: { profiles: [{ ...profile("evil"), title: evil }], broken: [evil], usual: "evil", savings: [] },
    seen: travelling([setting({ title: evil, place: evil, now: evil, original: evil })]),
    plans: { evil: plan("evil", [change({ title: evil, place: evil, shown: { from: evil, to: evil } })], { warnings: [evil] }) },
    power: power({ packs: [{ ...(power().packs[0] ?? assert.fail()), name: evil, vendor: evil, model: evil }] }),
  });
  for (const tab of TAB_IDS) assert.ok(!text({ ...hostile, tab }).includes("\u001b"), tab);
  assert.ok(!text(press({ ...hostile, tab: "profiles" }, "down", "d").state).includes("\u001b"));
});

test("the overview shows the graph with its scale, what is held, and one hint", () => {
  const shown = text(
    full({
      seen: travelling([
        setting(),
        setting({ knob: "radio.wifi", title: "Wi-Fi", place: "", owner: "yours", now: "on", value: "off", original: "on" }),
      ]),
    }),
  );
  assert.match(shown, /Power over 10 min +\n +10 W .*[⣿⣤]/);
  assert.match(shown, /Travel mode holds\n +Screen brightness +82 % → 40 %/);
  assert.match(shown, /Yours\n +Wi-Fi/);
  assert.match(shown, /▸ Wi-Fi is yours at on; the profile had off/);
});

test("what the overview has no room for is told, not dropped", () => {
  const settings = Array.from({ length: 14 }, (_, index) => setting({ title: `Setting ${index + 1}` }));
  const shown = text(full({ seen: travelling(settings) }));
  assert.match(shown, /Setting 1 .*\n(?: +Setting \d+ .*\n)+ +and more: Tunables \(3\) has every setting/);
  assert.match(text(full({ seen: travelling(settings), size: { columns: 80, rows: 50 } })), /Setting 14(?!.*and more)/s);
});

test("profiles say what each would change here, the active one is marked", () => {
  const shown = text(full({ tab: "profiles" }));
  assert.match(shown, /▸ {4}Normal settings \(off\) +put back 2 settings/);
  assert.match(shown, /\* {2}flight +in force/);
  assert.match(shown, /endurance +screen 40 %/);
});

test("a profile tells what it was found to save here, and what of it is not known", () => {
  const wishes = { "screen.brightness": [40], "radio.wifi": ["off"] } as const;
  const savings = [saving({ knob: "screen.brightness", wish: "40", medianW: 1.5, lowW: 1.25, highW: 1.75 })];
  const choice = { profiles: [profile("flight", wishes)], broken: [], usual: "flight", savings };
  const asked = press(full({ tab: "profiles", seen: seen(), choice }), "down").state;
  assert.match(
    text(asked),
    /Together that saves 1\.50 W \(1\.25 to 1\.75\), as measured here; what 1 more\n +saves is not known yet/u,
  );
  assert.match(text(asked), /82 % → 40 % +-1\.5 W/u);
  const held = press(full({ tab: "profiles", choice }), "down").state;
  assert.match(text(held), /Together that saves 1\.50 W/u);
});

test("what cannot be told yet, or not at all, is said so and not taken for nothing", () => {
  const shown = text(full({ tab: "profiles", seen: travelling(), plans: { endurance: null } }));
  assert.match(shown, /endurance +that cannot be told just now/);
  assert.match(shown, /online +looking/);
});

test("the log has the newest first, and the chosen one whole below", () => {
  const long = `Travel mode: flight, by hand: ${"Screen brightness 40 % (was 82 %), ".repeat(4)}and so on.`;
  const shown = text(
    full({
      tab: "log",
      log: [
        { atMs: NOW_MS - 60_000, kind: "news", sentence: "older" },
        { atMs: NOW_MS, kind: "done", sentence: long },
      ],
    }),
  );
  assert.ok(shown.indexOf("older") > shown.indexOf("Travel mode: flight, by hand"));
  assert.match(shown, /and so on\./);
});

test("the screen's own cost is on it", () => {
  assert.match(text(full({ cost: { cpuS: 1, memoryMb: 66.2, cpuPercent: 0.34 } })), /this screen: 0\.3 % CPU, 66 MB/);
});
