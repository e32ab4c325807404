// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { KEYS } from "../../src/tui/keys.ts";
import { TAB_IDS } from "../../src/tui/state.ts";
import { TABS } from "../../src/tui/tabs/tabs.ts";
import { change, plan, press, radioOff, seen, state, travelling } from "./states.ts";

const deed = (keys: readonly string[], before = state()) => press(before, ...keys).effects.find((effect) => effect.kind === "do");

test("Tab and Shift-Tab go round, numbers go straight, and the tab that opens is read", () => {
  assert.equal(press(state(), "tab").state.tab, "profiles");
  assert.equal(press(state(), "S-tab").state.tab, "log");
  assert.equal(press(state(), ...new Array<string>(TAB_IDS.length).fill("tab")).state.tab, "overview");
  assert.deepEqual(
    TAB_IDS.map((_, index) => press(state(), String(index + 1)).state.tab),
    TABS.map(({ id }) => id),
  );
  assert.deepEqual(press(state(), "3").effects, [{ kind: "read", cause: "shown" }]);
});

test("q and Ctrl-C quit, Esc never does", () => {
  assert.deepEqual(press(state(), "q").effects, [{ kind: "quit" }]);
  assert.deepEqual(press(state({ overlay: { kind: "help", top: 0 } }), "C-c").effects, [{ kind: "quit" }]);
  for (const tab of TAB_IDS) assert.deepEqual(press(state({ tab }), "escape").effects, []);
});

test("Ctrl-Z steps aside and Ctrl-L draws anew, whatever is open", () => {
  assert.deepEqual(press(state({ typing: "wi" }), "C-z").effects, [{ kind: "suspend" }]);
  assert.deepEqual(press(state(), "C-l").effects, [{ kind: "redraw" }]);
});

test("o turns the usual profile on, or travel mode off", () => {
  const ready = state({ plans: { flight: plan("flight") } });
  assert.deepEqual(deed(["o"], ready), {
    ...{ kind: "do", what: { kind: "profile", profile: "flight" } },
    undo: { kind: "profile", profile: null, label: "travel mode off again" },
  });
  assert.deepEqual(deed(["o"], state({ seen: travelling() })), {
    ...{ kind: "do", what: { kind: "profile", profile: null } },
    undo: { kind: "profile", profile: "flight", label: "flight again" },
  });
});

test("o before anything is known does nothing", () => {
  assert.deepEqual(press(state({ seen: null }), "o").effects, []);
  assert.deepEqual(press(state({ choice: null }), "o").effects, []);
});

test("w, b and the brackets turn things by hand", () => {
  assert.deepEqual(deed(["w"])?.what, { kind: "toggle", knob: "radio.wifi", title: "Wi-Fi" });
  assert.deepEqual(deed(["b"])?.what, { kind: "toggle", knob: "radio.bluetooth", title: "Bluetooth" });
  assert.deepEqual(deed(["["])?.what, { kind: "nudge", knob: "screen.brightness", title: "Screen brightness", by: -5 });
  assert.deepEqual(deed(["]"])?.what, { kind: "nudge", knob: "screen.brightness", title: "Screen brightness", by: 5 });
});

test("one thing after the other: while something is being done, the next is not begun", () => {
  const busy = press(state(), "w").state;
  assert.equal(busy.busy, "Turning Wi-Fi");
  const again = press(busy, "b");
  assert.deepEqual(again.effects, []);
  assert.match(again.state.message?.text ?? "", /one moment/);
  assert.equal(press(busy, "2").state.tab, "profiles");
});

test("a profile that turns a radio off shows first what it would change; Enter goes on, Esc leaves it", () => {
  const ready = state({ plans: { flight: plan("flight", [change(), radioOff]) } });
  const asked = press(ready, "o");
  assert.deepEqual(asked.effects, []);
  assert.deepEqual(asked.state.overlay, { kind: "diff", profile: "flight", switches: true, top: 0 });
  assert.deepEqual(press(asked.state, "enter").effects[0]?.kind, "do");
  assert.deepEqual([press(asked.state, "escape").state.overlay, press(asked.state, "escape").effects], [null, []]);
});

test("where it is not known yet what a profile would change, the key waits for that", () => {
  const waiting = press(state(), "o");
  assert.deepEqual(waiting.effects, [{ kind: "plan", profile: "flight" }]);
  assert.equal(press(waiting.state, "2").state.awaited, null);
});

test("/ filters as it is typed, Enter keeps the filter, Esc takes it away", () => {
  const typing = press(state({ tab: "profiles" }), "/", "f", "l");
  assert.deepEqual([typing.state.typing, typing.state.lists.profiles.filter], ["fl", "fl"]);
  assert.equal(press(typing.state, "backspace").state.lists.profiles.filter, "f");
  const kept = press(typing.state, "enter").state;
  assert.deepEqual([kept.typing, kept.lists.profiles.filter], [null, "fl"]);
  assert.equal(press(kept, "escape").state.lists.profiles.filter, "");
  assert.equal(press(typing.state, "escape").state.lists.profiles.filter, "");
  assert.deepEqual(press(typing.state, "q").effects, []);
});

test("arrows move within the list and stop at its ends", () => {
  const chosen = (...keys: readonly string[]): number => press(state({ tab: "profiles" }), ...keys).state.lists.profiles.chosen;
  assert.deepEqual(
    [chosen("down"), chosen("down", "up"), chosen("up"), chosen("end"), chosen("pagedown", "home"), chosen("j", "j", "k")],
    [1, 0, 0, 3, 0, 1],
  );
});

test("s sorts by the next column, p lets the display stand still, ? helps, r looks again", () => {
  assert.equal(press(state(), "s").state.lists.overview.sort, 1);
  assert.equal(press(state(), "p").state.frozen, true);
  assert.equal(press(state(), "p", "p").state.frozen, false);
  assert.deepEqual(press(state(), "?").state.overlay, { kind: "help", top: 0 });
  assert.equal(press(state(), "?", "x").state.overlay, null);
  assert.deepEqual(press(state(), "r").effects, [{ kind: "read", cause: "event" }]);
});

test("u does what the last key left as the way back, once", () => {
  const undo = { kind: "set", knob: "screen.brightness", value: "82", label: "Screen brightness 82 %" } as const;
  const undone = press(state({ undo }), "u");
  assert.deepEqual(undone.effects, [
    { kind: "do", what: { kind: "set", knob: "screen.brightness", title: "Screen brightness 82 %", value: "82" }, undo: null },
  ]);
  assert.equal(undone.state.undo, null);
  assert.match(press(state(), "u").state.message?.text ?? "", /nothing to undo/);
});

test("what is in use is asked about: o turns it off, anything that closes keeps it", () => {
  const asked = state({ overlay: { kind: "question", question: { change: radioOff, uses: ["a download"] } } });
  assert.deepEqual(press(asked, "o").effects, [{ kind: "answer", answer: "off" }]);
  for (const key of ["k", "enter", "escape"]) assert.deepEqual(press(asked, key).effects, [{ kind: "answer", answer: "keep" }]);
  assert.deepEqual([press(asked, "x").effects, press(asked, "x").state.overlay?.kind], [[], "question"]);
});

test("a resting screen is woken by any key, and the key does nothing else", () => {
  const woken = press(state({ resting: true, seen: seen() }), "o");
  assert.deepEqual([woken.state.resting, woken.effects], [false, [{ kind: "read", cause: "event" }]]);
});

test("c pulls the charger of a simulated laptop only", () => {
  assert.deepEqual(press(state({ simulated: "a laptop" }), "c").effects, [{ kind: "charger" }]);
  assert.deepEqual(press(state(), "c").effects, []);
});

test("every key of the help is one that does something", () => {
  const spelt: Readonly<Record<string, string>> = { Tab: "tab", "[ ]": "[" };
  for (const { key } of KEYS) {
    const before = state({
      undo: { kind: "leave", knob: "radio.wifi", left: false, label: "" },
      plans: { flight: plan("flight") },
    });
    const { state: next, effects } = press(before, spelt[key] ?? key);
    assert.ok(effects.length > 0 || JSON.stringify(next) !== JSON.stringify({ ...before, message: null }), key);
  }
});
