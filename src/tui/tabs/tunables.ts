// SPDX-License-Identifier: MIT
import { SAVED } from "../../knobs/knob.ts";
import { clean, cut, wrap } from "../../text/display-width.ts";
import { type Paint, paint } from "../../text/look.ts";
import type { Cell } from "../../text/table.ts";
import { type Deed, type Step, step } from "../events.ts";
import type { State, Undo } from "../state.ts";
import type { Area, Tab } from "../tab.ts";
import type { Tunable, TunableState } from "../tunable.ts";
import { chosenRow, listLines, rowIds, type Table } from "../widgets/list.ts";

/** Every setting in powertop's manner. */
export const tunablesTab: Tab = {
  id: "tunables",
  title: "Tunables",
  keys: [
    {
      key: "Enter",
      short: "toggle",
      about: "turn the chosen setting as the profile wants it, or back to its saved value; yours is handed back to the profile",
    },
    {
      key: "x",
      short: "leave alone",
      about: "leave the chosen setting alone for good, or no longer: it asks, and writes your configuration",
    },
  ],
  columns: () => 5,
  rows: (state) => rowIds(tableOf(state), state.lists.tunables),
  body,
  onKey,
};

const MARKS: Readonly<Record<TunableState, { readonly mark: string; readonly paint: Paint }>> = {
  "could save": { mark: "!", paint: "attention" },
  "in use": { mark: "~", paint: "attention" },
  yours: { mark: "*", paint: "accent" },
  saving: { mark: "+", paint: "good" },
  "left alone": { mark: "-", paint: "quiet" },
  locked: { mark: "#", paint: "quiet" },
  unread: { mark: "?", paint: "quiet" },
};

function tableOf({ tunables }: State): Table<Tunable> {
  const rows = tunables ?? [];
  const isAlone = ({ knob }: Tunable): boolean => rows.filter((one) => one.knob === knob).length === 1;
  const unknown = (value: string | null): string => value ?? "";
  return {
    id: ({ knob, place }) => `${knob} ${place}`,
    columns: [
      { title: "State", cell: stateCell },
      { title: "Setting", gives: 1, cell: (row) => (isAlone(row) ? row.title : `${row.title} ${row.place}`.trimEnd()) },
      { title: "Now", gives: 4, cell: ({ now }) => unknown(now) },
      { title: "Saved", gives: 2, cell: ({ original }) => unknown(original) },
      { title: "Wanted", gives: 3, cell: ({ wanted }) => unknown(wanted) },
    ],
    rows,
  };
}

/** A risky one is never painted as wrong, whatever it could save. */
function stateCell({ state, risky }: Tunable): Cell {
  if (risky && state === "could save") return "  risky";
  const { mark, paint: style } = MARKS[state];
  return { text: `${mark} ${state}`, paint: style };
}

function body(state: State, area: Area): readonly string[] {
  if (state.tunables === null) return ["", "  Looking at every setting ..."];
  const table = tableOf(state);
  const detail = detailLines(chosenRow(table, state.lists.tunables), area);
  return [...listLines(table, state.lists.tunables, { ...area, rows: area.rows - detail.length }), ...detail];
}

/** The paragraph of `explain`, and the shell line that does the same. */
function detailLines(row: Tunable | undefined, { look, rows }: Area): readonly string[] {
  if (row === undefined) return [];
  const room = look.columns - 4;
  const line = (text: string): string => cut(text, room, look.signs.ellipsis);
  const why = [...(row.why === null ? [] : [row.why]), ...(row.needsRoot ? ["needs root"] : [])].join("; ");
  const about = wrap(row.about, room).slice(0, Math.max(2, Math.floor(rows / 3) - 2));
  return [
    `  ${paint(look, "heading", line(`${row.title} ${clean(row.place)}`.trimEnd()))}${why === "" ? "" : ` ${cut(clean(why), Math.max(10, room - row.title.length - row.place.length - 2), look.signs.ellipsis)}`}`,
    ...about.map((one) => `  ${one}`),
    ...(row.line === null ? [] : [`  ${paint(look, "quiet", line(`$ ${clean(row.line)}`))}`]),
  ];
}

function onKey(state: State, key: string): Step | null {
  const row = chosenRow(tableOf(state), state.lists.tunables);
  if (row === undefined) return null;
  if (key === "enter") return toggle(state, row);
  return key === "x"
    ? step({ ...state, overlay: { kind: "leave", knob: row.knob, title: row.title, left: !row.leftForGood } })
    : null;
}

function toggle(state: State, row: Tunable): Step {
  const { knob, title, typedWanted } = row;
  const turn = (what: Deed): Step => step(state, { kind: "do", what, undo: undoOf(row, state.tunables ?? []) });
  if (row.state === "yours") return turn({ kind: "hand back", knob, title });
  if (row.held) return turn({ kind: "set", knob, title, value: SAVED });
  if ((row.state === "could save" || row.state === "in use") && typedWanted !== null)
    return turn({ kind: "set", knob, title, value: typedWanted });
  return step({ ...state, message: { text: `${title}: ${row.why ?? "there is nothing to turn"}.`, kind: "attention" } });
}

/** A knob is turned in all of its places: a value leads back only where they all have it. */
function undoOf({ knob, title, now, typedNow, held, state }: Tunable, all: readonly Tunable[]): Undo | null {
  if (held && state !== "yours") return { kind: "hand back", knob, label: `${title} as the profile has it` };
  const isEverywhere = all.every((one) => one.knob !== knob || one.typedNow === typedNow);
  return typedNow === null || !isEverywhere ? null : { kind: "set", knob, value: typedNow, label: `${title} ${now ?? typedNow}` };
}
