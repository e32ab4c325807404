// SPDX-License-Identifier: MIT
import type { Consumer } from "../../processes/applications.ts";
import { amountCells, baseName, measuredLine } from "../../text/consumer-words.ts";
import { clean, cut } from "../../text/display-width.ts";
import { type Look, paint } from "../../text/look.ts";
import type { Eaters } from "../eaters.ts";
import { type Step, step } from "../events.ts";
import { PROGRAM_KEYS, programKey } from "../program-keys.ts";
import type { State } from "../state.ts";
import type { Area, Tab } from "../tab.ts";
import { chosenRow, listLines, rowIds, type Table } from "../widgets/list.ts";

/** Who eats the power: applications, or single processes, the hungriest first. */
export const processesTab: Tab = {
  id: "processes",
  title: "Processes",
  keys: [...PROGRAM_KEYS, { key: "t", short: "single", about: "single processes instead of applications, or back" }],
  columns: () => 5,
  rows: (state) => (state.eaters === null ? [] : rowIds(tableOf(state, state.eaters), state.lists.processes)),
  body: (state, area) => (state.eaters === null ? waiting : body(state, state.eaters, area)),
  onKey: (state, key): Step | null => {
    if (key === "t") return step({ ...state, single: !state.single });
    return state.eaters === null ? null : programKey(state, chosenRow(tableOf(state, state.eaters), state.lists.processes), key);
  },
};

const waiting = ["", "  Looking at what runs: the first figures come in 10 s."] as const;

const MOST_FORGOTTEN = 3;

function body(state: State, eaters: Eaters, area: Area): readonly string[] {
  const { look } = area;
  const table = tableOf(state, eaters, look);
  const chosen = chosenRow(table, state.lists.processes);
  const below = [
    "",
    ...baseLines(eaters, look),
    ...forgottenLines(eaters, look),
    ...(chosen === undefined ? [] : [unitLine(chosen, look)]),
  ];
  const list = listLines(table, state.lists.processes, { ...area, rows: area.rows - below.length - 1 });
  return [`  ${cut(measuredLine(eaters.observation), look.columns - 4, look.signs.ellipsis)}`, ...list, ...below];
}

const PLAIN: Look = { columns: 0, colour: false, signs: { arrow: "", ellipsis: "", unknown: "" } };

function tableOf({ single }: State, eaters: Eaters, look: Look = PLAIN): Table<Consumer> {
  const { spanS, attribution } = eaters.observation;
  const cell = (index: number) => (one: Consumer) =>
    (amountCells({ ...one, spanS }, look)[index] ?? "").padStart(WIDTHS[index] ?? 0);
  const titles = [attribution === null ? "" : "Watts (est.)", "CPU", "Wake-ups/s", "Disk"];
  return {
    id: ({ name, unit, pids }) => (single ? String(pids[0]) : `${unit ?? ""} ${name}`),
    columns: [
      ...titles
        .map((title, index) => ({ title: title.padStart(WIDTHS[index] ?? 0), cell: cell(index), amount: AMOUNTS[index] ?? zero }))
        .slice(attribution === null ? 1 : 0),
      {
        title: single ? "Process" : "Application",
        gives: 1,
        cell: ({ name, pids }) => (single ? `${name} (${pids[0] ?? ""})` : name),
      },
    ],
    rows: single ? eaters.processes : eaters.applications,
  };
}

/** In the order of the columns. */
const AMOUNTS: readonly ((one: Consumer) => number)[] = [
  ({ powerW }) => powerW ?? 0,
  ({ cpuS }) => cpuS,
  ({ wakeups }) => wakeups ?? 0,
  ({ diskBytes }) => diskBytes ?? 0,
];
const zero = (): number => 0;

/** Numbers stand under each other. */
const WIDTHS = [12, 7, 10, 10];

/** What is nobody's, and how good the figures are. */
function baseLines({ observation, isFitted }: Eaters, look: Look): readonly string[] {
  const { attribution } = observation;
  if (attribution === null) return [];
  const how = isFitted ? "fitted to this laptop" : "by what programs cost on most laptops";
  const lines = [`${attribution.baseW.toFixed(2)} W ${baseName(observation)}`, `Each program's watts are an estimate, ${how}.`];
  return lines.map((line) => `  ${paint(look, "quiet", cut(line, look.columns - 4, look.signs.ellipsis))}`);
}

/** What somebody may have forgotten, the hungriest first; the whole list is that of `travelmode top`. */
const forgottenLines = ({ forgotten }: Eaters, look: Look): readonly string[] =>
  forgotten
    .slice(0, MOST_FORGOTTEN)
    .map(
      ({ name, why, action }) =>
        `  ${paint(look, "attention", cut(clean(`! ${name}: ${why}: ${action}`), look.columns - 4, look.signs.ellipsis))}`,
    );

function unitLine({ unit, programs }: Consumer, look: Look): string {
  const text = [...(unit === null ? [] : [unit]), programs.join(", ")].join(": ");
  return `  ${paint(look, "quiet", cut(clean(text), look.columns - 4, look.signs.ellipsis))}`;
}
