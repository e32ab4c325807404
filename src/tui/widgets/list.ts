// SPDX-License-Identifier: MIT
import { byNumber } from "../../by-number.ts";
import { displayWidth } from "../../text/display-width.ts";
import { type Look, paint } from "../../text/look.ts";
import { type Cell, type Column, tableLines } from "../../text/table.ts";
import type { ListState } from "../state.ts";
import type { Area } from "../tab.ts";

/** Rows to choose from, in columns. */
export interface Table<T> {
  /** What tells a row from all others, and stays its own however they move. */
  id(row: T): string;
  readonly columns: readonly ListColumn<T>[];
  readonly rows: readonly T[];
}

export interface ListColumn<T> extends Omit<Column, "wraps"> {
  readonly title: string;
  cell(row: T): Cell;
  /** The number by which it is sorted, the highest first; by its text unless given. */
  amount?(row: T): number;
}

/** The rows that are to be seen: those that contain what is typed behind "/", sorted. */
export function shownRows<T>({ columns, rows }: Table<T>, { filter, sort }: Pick<ListState, "filter" | "sort">): readonly T[] {
  const wanted = filter.toLowerCase();
  const matching = filter === "" ? rows : rows.filter((row) => columns.some((one) => plain(one.cell(row)).includes(wanted)));
  const column = sort === 0 ? undefined : columns[sort - 1];
  if (column === undefined) return matching;
  const { amount } = column;
  return matching.toSorted((a, b) =>
    amount === undefined ? byNumber(plain(column.cell(a)), plain(column.cell(b))) : amount(b) - amount(a),
  );
}

/** The rows' identities, in order: what keys move among. */
export const rowIds = <T>(table: Table<T>, list: Pick<ListState, "filter" | "sort">): readonly string[] =>
  shownRows(table, list).map((row) => table.id(row));

/** The row that is chosen: the first before any was; undefined where the chosen one is gone, or there is none. */
export function chosenRow<T>(table: Table<T>, list: ListState): T | undefined {
  const rows = shownRows(table, list);
  return list.chosen === null ? rows[0] : rows.find((row) => table.id(row) === list.chosen);
}

/** A head and as many rows as there is room for, the chosen one among them. */
export function listLines<T>(table: Table<T>, list: ListState, area: Area): readonly string[] {
  const rows = shownRows(table, list);
  const room = Math.max(1, area.rows - 1);
  const row = chosenRow(table, list);
  const chosen = row === undefined ? -1 : rows.indexOf(row);
  const top = Math.max(0, Math.min(chosen - Math.floor(room / 2), rows.length - room));
  const cells = rows.slice(top, top + room).map((row) => table.columns.map(({ cell }) => cell(row)));
  const [head = "", ...lines] = tableLines(table.columns, [titles(table, list), ...cells], area.look);
  if (rows.length === 0)
    return [paint(area.look, "quiet", head), `  Nothing${list.filter === "" ? "" : ` with "${list.filter}"`} here.`];
  return [
    paint(area.look, "quiet", head),
    ...lines.map((line, index) => (top + index === chosen ? chosenLine(line, area) : line)),
  ];
}

/** The head's cells; the column that sorts has a star. */
export const titles = <T>({ columns }: Table<T>, { sort }: ListState): readonly Cell[] =>
  columns.map(({ title }, index) => (index === sort - 1 ? `${title}*` : title));

const plain = (cell: Cell): string => (typeof cell === "object" ? cell.text : cell).toLowerCase();

/** SGR sequences of a painted line: in the chosen one they would break the bar. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they begin with
const PAINTED = /\u001b\[\d+m/g;

/** The bar over the whole width, with a pointer for those who see no bars. */
export function chosenLine(line: string, { look, strokes }: Area): string {
  const text = `${strokes.pointer} ${line.replace(PAINTED, "").slice(2)}`;
  return paint(look, "chosen", text + " ".repeat(spare(text, look)));
}

const spare = (text: string, { columns }: Look): number => Math.max(0, columns - displayWidth(text));
