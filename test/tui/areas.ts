// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { displayWidth } from "../../src/text/display-width.ts";
import type { Look } from "../../src/text/look.ts";
import { lookFor } from "../../src/text/look.ts";
import { beginning } from "../../src/tui/beginning.ts";
import type { State } from "../../src/tui/state.ts";
import type { Area, Strokes, Tab } from "../../src/tui/tab.ts";

const DOTS: Strokes = { graph: "braille", line: "─", pointer: "›", full: "█", empty: "░", bullet: "•" };
const LETTERS: Strokes = { graph: "ascii", line: "-", pointer: ">", full: "#", empty: ".", bullet: "*" };

const look = (columns: number, env: Record<string, string>): Look => lookFor({ isTTY: true, columns }, { TERM: "xterm", ...env });

/** What a tab has of a terminal of 80x24 and of one of 120x40, in colours; and the first one with letters alone. */
export const SMALL: Area = { rows: 18, look: look(80, { LANG: "C.UTF-8" }), strokes: DOTS };
export const LARGE: Area = { rows: 34, look: look(120, { LANG: "C.UTF-8" }), strokes: DOTS };
export const LETTERED: Area = {
  rows: 18,
  look: { ...look(80, { LANG: "C", NO_COLOR: "1" }), attributes: false },
  strokes: LETTERS,
};
export const AREAS: readonly Area[] = [SMALL, LARGE, LETTERED, { ...SMALL, rows: 5 }];

export const NOW_MS = Date.UTC(2026, 5, 1, 9, 0);

export const stateWith = (parts: Partial<State>): State => ({
  ...beginning({ size: { columns: 80, rows: 24 }, nowMs: NOW_MS, simulated: null }),
  ...parts,
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they begin with
const SGR = /\u001b\[\d+m/g;

/** A tab's lines as they are read, without colours; every one fits, and no control character is left. */
export function bodyIn(tab: Tab, state: State, area: Area): readonly string[] {
  const lines = tab.body(state, area).map((line) => line.replace(SGR, ""));
  assert.ok(lines.length <= area.rows, `${lines.length} lines in ${area.rows} rows`);
  for (const line of lines) {
    assert.ok(displayWidth(line) <= area.look.columns, `too wide: ${line}`);
    assert.doesNotMatch(line, /\p{Cc}/u);
  }
  return lines;
}

export const HOSTILE =
  "\u001b]0;owned\u0007電池\u001b[2J\r\n\u202eevil and far too long for any column of a table, whatever its width";
