// SPDX-License-Identifier: MIT
import { type Effect, type Step, step } from "./events.ts";
import { isTooSmall } from "./least-size.ts";
import { overlayKey } from "./overlay.ts";
import { type ListState, type State, TAB_IDS, type Undo } from "./state.ts";
import { switchTo } from "./switching.ts";
import { tabAfter, tabOf } from "./tabs/tabs.ts";

/** What a key does: to what lies over the tab, to what is typed, on this tab, everywhere. */
export function onKey(before: State, key: string): Step {
  const everywhere = ALWAYS[key];
  if (everywhere !== undefined) return step(before, everywhere);
  if (before.resting) return step({ ...before, resting: false }, LOOK_AGAIN);
  // What cannot be seen is not turned.
  if (isTooSmall(before.size)) return key === "q" ? step(before, { kind: "quit" }) : step(before);
  const state = { ...before, message: null };
  if (state.overlay !== null) return overlayKey(state, state.overlay, key);
  if (state.typing !== null) return typingKey(state, state.typing, key);
  return (
    tabOf(state.tab).onKey?.(state, key) ?? listKey(state, key) ?? screenKey(state, key) ?? handKey(state, key) ?? step(state)
  );
}

const LOOK_AGAIN: Effect = { kind: "read", cause: "event" };

const ALWAYS: Readonly<Record<string, Effect | undefined>> = {
  "C-c": { kind: "quit" },
  "C-z": { kind: "suspend" },
  "C-l": { kind: "redraw" },
};

/** What is typed behind "/". */
function typingKey(state: State, typing: string, key: string): Step {
  if (key === "escape") return step(withList({ ...state, typing: null }, { filter: "", chosen: null }));
  if (key === "enter") return step({ ...state, typing: null });
  const text = key === "backspace" ? typing.slice(0, -1) : typing + (key === "space" ? " " : [...key].length === 1 ? key : "");
  return step(withList({ ...state, typing: text }, { filter: text, chosen: null }));
}

const withList = (state: State, changes: Partial<ListState>): State => ({
  ...state,
  lists: { ...state.lists, [state.tab]: { ...state.lists[state.tab], ...changes } },
});

const PAGE = 10;

function listKey(state: State, key: string): Step | null {
  const rows = tabOf(state.tab).rows(state);
  const { chosen } = state.lists[state.tab];
  const at = chosen === null ? 0 : rows.indexOf(chosen);
  const moves: Readonly<Record<string, number | undefined>> = {
    ...{ down: at + 1, j: at + 1, up: at - 1, k: at - 1 },
    ...{ pagedown: at + PAGE, pageup: at - PAGE, home: 0, end: rows.length - 1 },
  };
  const to = moves[key];
  if (to === undefined) return null;
  return step(withList(state, { chosen: rows[Math.max(0, Math.min(rows.length - 1, to))] ?? null }));
}

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
      return step(withList(state, { sort: (sort + 1) % (tabOf(state.tab).columns(state) + 1) }));
    case "p":
      return state.frozen ? step({ ...state, frozen: false }, LOOK_AGAIN) : step({ ...state, frozen: true });
    case "r":
      return step({ ...state, plans: {} }, LOOK_AGAIN);
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
    case "+":
      return moved(state, MOVE_MS);
    case "-":
      return moved(state, -MOVE_MS);
    case "u":
      return undo(state, state.undo);
    case "c":
      return state.simulated === null ? null : step(state, { kind: "charger" });
    default:
      return null;
  }
}

/** A quarter of an hour. */
const MOVE_MS = 900_000;

/** The arrival of the journey, later or earlier. */
function moved(state: State, byMs: number): Step {
  if (state.seen?.wishes.trip == null)
    return step({ ...state, message: { text: "No journey is under way: travelmode on --last 5h30m", kind: "attention" } });
  const label = byMs > 0 ? "a quarter of an hour earlier again" : "a quarter of an hour later again";
  return step(state, { kind: "do", what: { kind: "move", byMs }, undo: { kind: "move", byMs: -byMs, label } });
}

function onOrOff(state: State): Step {
  const { seen, choice } = state;
  if (seen?.mode !== "off") return switchTo(state, null);
  return choice === null ? step(state) : switchTo(state, choice.usual);
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
    case "move":
      return step(next, { kind: "do", what: { kind: "move", byMs: last.byMs }, undo: null });
    case "leave":
      return step(next, { kind: "do", what: { kind: "leave", knob: last.knob, title, left: last.left }, undo: null });
  }
}
