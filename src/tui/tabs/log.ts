// SPDX-License-Identifier: MIT
import { cut, wrap } from "../../text/display-width.ts";
import { momentText } from "../../text/duration.ts";
import { type Paint, paint } from "../../text/look.ts";
import type { LogEntry, State } from "../state.ts";
import type { Area, Tab } from "../tab.ts";
import { chosenRow, listLines, rowIds, type Table } from "../widgets/list.ts";

/** What happened, when, and why: the newest first, the chosen entry whole below. */
export const logTab: Tab = {
  id: "log",
  title: "Log",
  keys: [],
  columns: () => 3,
  rows: (state) => rowIds(tableOf(state), state.lists.log),
  body: (state, area) => {
    const table = tableOf(state);
    const detail = detailLines(chosenRow(table, state.lists.log), area);
    return [...listLines(table, state.lists.log, { ...area, rows: area.rows - detail.length }), ...detail];
  },
};

const STYLES: Readonly<Record<LogEntry["kind"], Paint>> = { done: "good", trouble: "bad", news: "accent" };
const MARKS: Readonly<Record<LogEntry["kind"], string>> = { done: "+", trouble: "!", news: "*" };

const tableOf = ({ log, nowMs }: State): Table<LogEntry> => ({
  id: ({ atMs, sentence }) => `${atMs} ${sentence}`,
  columns: [
    { title: "", cell: ({ kind }) => ({ text: MARKS[kind], paint: STYLES[kind] }) },
    { title: "When", cell: ({ atMs }) => momentText(atMs, nowMs) },
    { title: "What", gives: 1, cell: ({ sentence }) => sentence },
  ],
  rows: log.toReversed(),
});

/** Nothing where the sentence fits into its row. */
function detailLines(entry: LogEntry | undefined, { look, rows }: Area): readonly string[] {
  const lines = entry === undefined ? [] : wrap(entry.sentence, look.columns - 4);
  if (lines.length < 2 || rows < 8) return [];
  return [
    "",
    ...lines
      .slice(0, Math.floor(rows / 3))
      .map((line) => `  ${paint(look, "quiet", cut(line, look.columns - 4, look.signs.ellipsis))}`),
  ];
}
