// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { KEYS, keysFor } from "../../src/tui/keys.ts";
import type { State } from "../../src/tui/state.ts";
import { TAB_IDS } from "../../src/tui/state.ts";
import { TABS } from "../../src/tui/tabs/tabs.ts";
import { update } from "../../src/tui/update.ts";
import { after, byHand, change, onJourney, plan, press, radioOff, report, seen, setting, state, travelling } from "./states.ts";

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
  const asked = press(state(), "o");
  assert.deepEqual(asked.effects, [{ kind: "plan", profile: "flight" }]);
  assert.deepEqual(update(asked.state, { kind: "plan", profile: "flight", plan: plan("flight") }).effects, [
    {
      ...{ kind: "do", what: { kind: "profile", profile: "flight" } },
      undo: { kind: "profile", profile: null, label: "travel mode off again" },
    },
  ]);
  assert.deepEqual(deed(["o"], state({ seen: travelling() })), {
    ...{ kind: "do", what: { kind: "profile", profile: null } },
    undo: { kind: "profile", profile: "flight", label: "flight again" },
  });
});

test("o before anything is known does nothing", () => {
  assert.deepEqual(press(state({ seen: null }), "o").effects, []);
  assert.deepEqual(press(state({ choice: null }), "o").effects, []);
});

test("plus and minus move the arrival of a journey, and u moves it back", () => {
  const before = state({ seen: onJourney() });
  const undo = { kind: "move", byMs: -900_000, label: "a quarter of an hour earlier again" } as const;
  assert.deepEqual(deed(["+"], before), { kind: "do", what: { kind: "move", byMs: 900_000 }, undo });
  assert.deepEqual(deed(["-"], before)?.what, { kind: "move", byMs: -900_000 });
  const moved = after(before, { kind: "done", nowMs: 0, report: report({ reason: "trip" }), said: null, undo });
  assert.deepEqual(deed(["u"], moved)?.what, { kind: "move", byMs: -900_000 });
  assert.match(press(before, "?").state.overlay?.kind ?? "", /help/);
  assert.ok(keysFor(before).some(({ key }) => key === "+ -"));
});

test("without a journey plus and minus say how one begins", () => {
  for (const key of ["+", "-"]) {
    const { state: next, effects } = press(state(), key);
    assert.deepEqual(effects, []);
    assert.match(next.message?.text ?? "", /travelmode on --last 5h30m/);
  }
  assert.ok(!keysFor(state()).some(({ key }) => key === "+ -"));
});

test("off ends a journey, and there is no way back to it by a key", () => {
  assert.equal(deed(["o"], state({ seen: onJourney() }))?.undo, null);
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
  const asked = after(press(state(), "o").state, { kind: "plan", profile: "flight", plan: plan("flight", [change(), radioOff]) });
  assert.ok(asked.overlay?.kind === "diff" && asked.overlay.switches);
  assert.deepEqual(press(asked, "enter").effects[0]?.kind, "do");
  assert.deepEqual([press(asked, "escape").state.overlay, press(asked, "escape").effects], [null, []]);
});

test("what cannot be told is not taken for harmless: a person decides", () => {
  const asked = after(press(state(), "o").state, { kind: "plan", profile: "flight", plan: null });
  assert.ok(asked.overlay?.kind === "diff" && asked.overlay.switches && asked.overlay.plan === null);
});

test("what a profile would change is asked for anew with every switch, and any other key ends the waiting", () => {
  const waiting = press(state({ plans: { flight: plan("flight") } }), "o");
  assert.deepEqual(waiting.effects, [{ kind: "plan", profile: "flight" }]);
  assert.equal(press(waiting.state, "2").state.awaited, null);
});

test("the way back from a switch is offered only where it leads to just what was", () => {
  const undoOf = (before: State) =>
    press(before, "o").effects.flatMap((effect) => (effect.kind === "do" ? [effect.undo] : []))[0];
  assert.equal(undoOf(state({ seen: travelling([setting({ owner: "yours" })]) })), null);
  assert.equal(undoOf(state({ seen: travelling([], { wishes: byHand({ stayOn: true }) }) })), null);
  assert.equal(undoOf(state({ seen: travelling() }))?.kind, "profile");
});

test("on a terminal that is too small nothing is turned: only q and Ctrl-C are heard", () => {
  const small = state({ size: { columns: 40, rows: 10 }, overlay: { kind: "help", top: 0 } });
  for (const key of ["o", "w", "enter", "b"]) assert.deepEqual(press(small, key).effects, []);
  assert.deepEqual([press(small, "q").effects, press(small, "C-c").effects], [[{ kind: "quit" }], [{ kind: "quit" }]]);
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
  const chosen = (...keys: readonly string[]) => press(state({ tab: "profiles" }), ...keys).state.lists.profiles.chosen;
  assert.deepEqual(
    [chosen("down"), chosen("down", "up"), chosen("up"), chosen("end"), chosen("pagedown", "home"), chosen("j", "j", "k")],
    ["endurance", OFF, OFF, "online", OFF, "endurance"],
  );
});

const OFF = "Normal settings (off)";

test("s sorts by the next column, p lets the display stand still, ? helps, r looks again", () => {
  assert.equal(press(state({ tab: "log" }), "s").state.lists.log.sort, 1);
  assert.equal(press(state({ tab: "log" }), "s", "s", "s", "s").state.lists.log.sort, 0);
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

test("what is in use is asked about: y turns it off, anything that closes keeps it", () => {
  const asked = state({ overlay: { kind: "question", question: { change: radioOff, uses: ["a download"] } } });
  assert.deepEqual(press(asked, "y").effects, [{ kind: "answer", answer: "off" }]);
  for (const key of ["n", "enter", "escape"]) assert.deepEqual(press(asked, key).effects, [{ kind: "answer", answer: "keep" }]);
  for (const key of ["o", "x"])
    assert.deepEqual([press(asked, key).effects, press(asked, key).state.overlay?.kind], [[], "question"]);
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
      tab: "log",
      undo: { kind: "leave", knob: "radio.wifi", left: false, label: "" },
      plans: { flight: plan("flight") },
    });
    const { state: next, effects } = press(before, spelt[key] ?? key);
    assert.ok(effects.length > 0 || JSON.stringify(next) !== JSON.stringify({ ...before, message: null }), key);
  }
});
