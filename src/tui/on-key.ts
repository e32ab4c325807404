// SPDX-License-Identifier: MIT
import { type Effect, type Step, step } from "./events.ts";
import { overlayKey } from "./overlay.ts";
import { type ListState, type State, TAB_IDS, type Undo } from "./state.ts";
import { switchTo } from "./switching.ts";
import { tabAfter, tabOf } from "./tabs/tabs.ts";

/** What a key does: to what lies over the tab, to what is typed, on this tab, everywhere. */
export function onKey(before: State, key: string): Step {
  if (before.resting) return step({ ...before, resting: false }, { kind: "read", cause: "event" });
  const everywhere = ALWAYS[key];
  if (everywhere !== undefined) return step(before, everywhere);
  const state = { ...before, message: null };
  if (state.overlay !== null) return overlayKey(state, state.overlay, key);
  if (state.typing !== null) return typingKey(state, state.typing, key);
  return (
    tabOf(state.tab).onKey?.(state, key) ?? listKey(state, key) ?? screenKey(state, key) ?? handKey(state, key) ?? step(state)
  );
}

const ALWAYS: Readonly<Record<string, Effect | undefined>> = {
  "C-c": { kind: "quit" },
  "C-z": { kind: "suspend" },
  "C-l": { kind: "redraw" },
};

/** What is typed behind "/". */
function typingKey(state: State, typing: string, key: string): Step {
  if (key === "escape") return step(withList({ ...state, typing: null }, { filter: "", chosen: 0 }));
  if (key === "enter") return step({ ...state, typing: null });
  const text = key === "backspace" ? typing.slice(0, -1) : typing + (key === "space" ? " " : [...key].length === 1 ? key : "");
  return step(withList({ ...state, typing: text }, { filter: text, chosen: 0 }));
}

const withList = (state: State, changes: Partial<ListState>): State => ({
  ...state,
  lists: { ...state.lists, [state.tab]: { ...state.lists[state.tab], ...changes } },
});

const PAGE = 10;

function listKey(state: State, key: string): Step | null {
  const last = Math.max(0, tabOf(state.tab).rowCount(state) - 1);
  const chosen = Math.min(state.lists[state.tab].chosen, last);
  const moves: Readonly<Record<string, number | undefined>> = {
    ...{ down: chosen + 1, j: chosen + 1, up: chosen - 1, k: chosen - 1 },
    ...{ pagedown: chosen + PAGE, pageup: chosen - PAGE, home: 0, end: last },
  };
  const to = moves[key];
  return to === undefined ? null : step(withList(state, { chosen: Math.max(0, Math.min(last, to)) }));
}

const SORTS = 6;

/** Keys that change what is seen. */
function screenKey(state: State, key: string): Step | null {
  const { sort } = state.lists[state.tab];
  switch (key) {
    case "tab":
      return openTab(state, tabAfter(state.tab, 1));
    case "S-tab":
      return openTab(state, tabAfter(state.tab, -1));
    case "escape":
      return step(withList(state, { filter: "", sort: 0 }));
    case "/":
      return step({ ...state, typing: "" });
    case "s":
      return step(withList(state, { sort: (sort + 1) % SORTS }));
    case "p":
      return step({ ...state, frozen: !state.frozen });
    case "r":
      return step(state, { kind: "read", cause: "event" });
    case "?":
      return step({ ...state, overlay: { kind: "help", top: 0 } });
    case "q":
      return step(state, { kind: "quit" });
    default:
      return numberKey(state, key);
  }
}

function numberKey(state: State, key: string): Step | null {
  const tab = /^[1-9]$/u.test(key) ? TAB_IDS[Number(key) - 1] : undefined;
  return tab === undefined ? null : openTab(state, tab);
}

/** What the tab needs is read when it is opened, not before. */
const openTab = (state: State, tab: State["tab"]): Step => step({ ...state, tab }, { kind: "read", cause: "shown" });

const WIFI = { knob: "radio.wifi", title: "Wi-Fi" } as const;
const BLUETOOTH = { knob: "radio.bluetooth", title: "Bluetooth" } as const;
const SCREEN = { knob: "screen.brightness", title: "Screen brightness" } as const;
const NUDGE_PERCENT = 5;

/** Keys that turn something, wherever they are pressed. */
function handKey(state: State, key: string): Step | null {
  switch (key) {
    case "o":
      return onOrOff(state);
    case "w":
      return step(state, { kind: "do", what: { kind: "toggle", ...WIFI }, undo: null });
    case "b":
      return step(state, { kind: "do", what: { kind: "toggle", ...BLUETOOTH }, undo: null });
    case "[":
      return step(state, { kind: "do", what: { kind: "nudge", ...SCREEN, by: -NUDGE_PERCENT }, undo: null });
    case "]":
      return step(state, { kind: "do", what: { kind: "nudge", ...SCREEN, by: NUDGE_PERCENT }, undo: null });
    case "u":
      return undo(state, state.undo);
    case "c":
      return state.simulated === null ? null : step(state, { kind: "charger" });
    default:
      return null;
  }
}

function onOrOff(state: State): Step {
  const { seen, choice } = state;
  if (seen === null || choice === null) return step(state);
  return switchTo(state, seen.mode === "off" ? choice.usual : null);
}

function undo(state: State, last: Undo | null): Step {
  if (last === null) return step({ ...state, message: { text: "There is nothing to undo.", kind: "attention" } });
  const title = last.label;
  const next = { ...state, undo: null };
  switch (last.kind) {
    case "profile":
      return step(next, { kind: "do", what: { kind: "profile", profile: last.profile }, undo: null });
    case "set":
      return step(next, { kind: "do", what: { kind: "set", knob: last.knob, title, value: last.value }, undo: null });
    case "hand back":
      return step(next, { kind: "do", what: { kind: "hand back", knob: last.knob, title }, undo: null });
    case "leave":
      return step(next, { kind: "do", what: { kind: "leave", knob: last.knob, title, left: last.left }, undo: null });
  }
}
