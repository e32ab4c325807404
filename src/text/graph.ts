// SPDX-License-Identifier: MIT
import type { Look } from "./look.ts";

/** What a cell is drawn with: dots two wide and four high, halves of a cell, or letters. */
export type GraphStyle = "braille" | "halves" | "ascii";

/** The Linux console's font has no braille, and of blocks only the halves and the full one. */
export function graphStyleFor({ signs }: Pick<Look, "signs">, term: string): GraphStyle {
  if (signs.arrow !== "→") return "ascii";
  return term === "linux" || term.startsWith("vt") ? "halves" : "braille";
}

/** Values over time, the newest on the right; null where nothing is known. */
export interface Curve {
  readonly values: readonly (number | null)[];
  /** As many: what lies between a value and this is possible, and drawn lightly. */
  readonly possible?: readonly (number | null)[];
  /** The value at the upper edge; at the lower edge is 0. */
  readonly top: number;
}

export interface Room {
  readonly columns: number;
  readonly rows: number;
}

/** How many values stand side by side in one cell, and how many steps high it is. */
const CELL: Readonly<Record<GraphStyle, { readonly across: number; readonly high: number }>> = {
  braille: { across: 2, high: 4 },
  halves: { across: 1, high: 2 },
  ascii: { across: 1, high: 2 },
};

export const valuesAcross = (columns: number, { graph }: { readonly graph: GraphStyle }): number => columns * CELL[graph].across;

/** The area below the curve as lines from top to bottom. A known value has at least one dot, so that none looks like no reading. */
export function graphLines(
  { values, possible = [], top }: Curve,
  { columns, rows }: Room,
  { graph }: { readonly graph: GraphStyle },
): readonly string[] {
  const { across, high } = CELL[graph];
  const inSteps = (all: readonly (number | null)[]): readonly number[] =>
    heights(all, columns * across, { top, steps: rows * high });
  const [solid, light] = [inSteps(values), inSteps(possible)];
  return Array.from({ length: rows }, (_, row) => {
    const floor = (rows - 1 - row) * high;
    const steps = (all: readonly number[]): readonly number[] => all.map((one) => Math.max(0, Math.min(high, one - floor)));
    const [full, hazy] = [steps(solid), steps(light)];
    const part = (all: readonly number[], column: number): readonly number[] => all.slice(column * across, (column + 1) * across);
    return Array.from({ length: columns }, (_unused, column) => sign(graph, part(full, column), part(hazy, column))).join("");
  });
}

/** The newest that fit, right-aligned. */
function heights(
  values: readonly (number | null)[],
  count: number,
  { top, steps }: { readonly top: number; readonly steps: number },
): readonly number[] {
  const newest = values.slice(-count);
  return [...new Array<null>(count - newest.length).fill(null), ...newest].map((value) => height(value, top, steps));
}

function height(value: number | null, top: number, steps: number): number {
  if (value === null) return 0;
  const share = top > 0 ? value / top : 0;
  return Math.max(1, Math.min(steps, Math.round(share * steps)));
}

function sign(graph: GraphStyle, full: readonly number[], light: readonly number[]): string {
  if (graph !== "braille") return (graph === "halves" ? HALVES : LETTERS)[full[0] ?? 0]?.[light[0] ?? 0] ?? " ";
  const dots = full.reduce((sum, steps, side) => sum + column(side, steps, light[side] ?? 0), 0);
  return dots === 0 ? " " : String.fromCodePoint(BRAILLE + dots);
}

/** Of the light part every other dot, as on a chessboard. */
function column(side: number, full: number, light: number): number {
  const dots = side === 0 ? LEFT : RIGHT;
  return dots.reduce((sum, dot, step) => (step < full || (step < light && (step + side) % 2 === 0) ? sum + dot : sum), 0);
}

/** Braille patterns: the dots of the left and of the right half, from below (Unicode 28.0, "Braille Patterns"). */
const BRAILLE = 0x2800;
const LEFT = [0x40, 0x4, 0x2, 0x1] as const;
const RIGHT = [0x80, 0x20, 0x10, 0x8] as const;
/** By the steps of the full part, then by those of the light one. */
const HALVES = [
  [" ", "░", "░"],
  ["▄", "▄", "▄"],
  ["█", "█", "█"],
] as const;
const LETTERS = [
  [" ", "'", "'"],
  [".", ".", "."],
  [":", ":", ":"],
] as const;
