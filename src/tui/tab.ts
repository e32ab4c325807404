// SPDX-License-Identifier: MIT
import type { GraphStyle } from "../text/graph.ts";
import type { Look } from "../text/look.ts";
import type { Step } from "./events.ts";
import type { State, TabId } from "./state.ts";

/** One tab, as pure functions of the state. */
export interface Tab {
  readonly id: TabId;
  readonly title: string;
  /** The keys of its own, for footer and help. */
  readonly keys: readonly KeyHelp[];
  /** The lines of the tab, at most `rows` of them, each at most `columns` wide. */
  body(state: State, area: Area): readonly string[];
  /** What there is to choose from, in order: each row by what tells it from the others. */
  rows(state: State): readonly string[];
  /** How many columns it can be sorted by. */
  columns(state: State): number;
  /** What a key of its own does; null: it is none. */
  onKey?(state: State, key: string): Step | null;
}

export interface Area {
  readonly rows: number;
  /** `look.columns` is the width. */
  readonly look: Look;
  readonly strokes: Strokes;
}

/** The signs to draw with: what this terminal's font has. */
export interface Strokes {
  readonly graph: GraphStyle;
  readonly line: string;
  readonly pointer: string;
  readonly full: string;
  readonly empty: string;
  readonly bullet: string;
}

export interface KeyHelp {
  /** As it is shown: "Enter", "x". */
  readonly key: string;
  /** In the footer, in a word or two; left out there where it is empty. */
  readonly short: string;
  /** In the help, in a sentence. */
  readonly about: string;
}
