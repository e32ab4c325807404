// SPDX-License-Identifier: MIT
import { clean, cut, displayWidth, pad, wrap } from "./display-width.ts";
import { type Look, type Paint, paint } from "./look.ts";

export interface Column {
  /** Its turn to give room where the line is too long, lower numbers first; without one it keeps its width. */
  readonly gives?: number;
  /** Wrapped instead of cut with an ellipsis (the last column only). */
  readonly wraps?: true;
}

export type Cell = string | { readonly text: string; readonly paint: Paint };
export type Row = readonly Cell[];

const GAP = 2;
const NARROWEST = 8;
const NARROWEST_PROSE = 24;

/** Rows as lines, columns aligned by display width, indented by two; what comes from outside is made safe here. */
export function tableLines(columns: readonly Column[], rows: readonly Row[], look: Look): readonly string[] {
  const safe = rows.map((row) => row.map(cleanCell));
  const widths = fitting(columns, naturalWidths(columns, safe), look.columns);
  return safe.flatMap((row) => rowLines(row, columns, { widths, look }));
}

interface Measured {
  readonly widths: readonly number[];
  readonly look: Look;
}

const textOf = (cell: Cell | undefined): string => (typeof cell === "object" ? cell.text : (cell ?? ""));

const cleanCell = (cell: Cell): Cell => (typeof cell === "object" ? { ...cell, text: clean(cell.text) } : clean(cell));

/** What goes before a column; one that is empty takes no room, nor does its gap. */
const gapOf = (index: number, width: number): number => (index > 0 && width === 0 ? 0 : GAP);

const totalWidth = (widths: readonly number[]): number =>
  widths.reduce((sum, width, index) => sum + gapOf(index, width) + width, 0);

const naturalWidths = (columns: readonly Column[], rows: readonly Row[]): readonly number[] =>
  columns.map((_, index) => Math.max(0, ...rows.map((row) => displayWidth(textOf(row[index])))));

/** Takes room from one column after the other, each down to the narrowest that can be read, until the line fits. */
function fitting(columns: readonly Column[], natural: readonly number[], room: number): readonly number[] {
  const turns = columns
    .flatMap(({ gives, wraps }, index) =>
      gives === undefined ? [] : [{ gives, index, least: wraps ? NARROWEST_PROSE : NARROWEST }],
    )
    .sort((one, other) => one.gives - other.gives);
  const widths = [...natural];
  for (const { index, least } of turns) {
    const width = widths[index] ?? 0;
    widths[index] = Math.min(width, Math.max(least, width - Math.max(0, totalWidth(widths) - room)));
  }
  return widths;
}

function rowLines(row: Row, columns: readonly Column[], { widths, look }: Measured): readonly string[] {
  const last = columns.length - 1;
  const [head, ...more] = columns[last]?.wraps ? wrap(textOf(row[last]), widths[last] ?? 0) : [textOf(row[last])];
  const cells = widths.map((width, index) => {
    const cell = index === last ? withText(row[last], head ?? "") : row[index];
    return " ".repeat(gapOf(index, width)) + drawn(cell, width, look);
  });
  const margin = " ".repeat(totalWidth(widths.slice(0, last)) + GAP);
  const hanging = more.map((line) => margin + drawn(withText(row[last], line), 0, look));
  return [cells.join(""), ...hanging].map((line) => line.trimEnd());
}

const withText = (cell: Cell | undefined, text: string): Cell => (typeof cell === "object" ? { ...cell, text } : text);

/** Padding stays outside the colour, so that trailing spaces can be trimmed. */
function drawn(cell: Cell | undefined, width: number, look: Look): string {
  const text = width === 0 ? textOf(cell) : cut(textOf(cell), width, look.signs.ellipsis);
  const spaces = pad(text, width).slice(text.length);
  return (typeof cell === "object" ? paint(look, cell.paint, text) : text) + spaces;
}
