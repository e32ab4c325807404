// SPDX-License-Identifier: MIT
import type { Strokes } from "../tab.ts";

/** Values over time, the newest on the right; null where nothing is known. */
export interface Curve {
  readonly values: readonly (number | null)[];
  /** The value at the upper edge; at the lower edge is 0. */
  readonly top: number;
}

export interface Room {
  readonly columns: number;
  readonly rows: number;
}

/** How many values stand side by side in one cell, and how many steps high it is. */
const CELL: Readonly<Record<Strokes["graph"], { readonly across: number; readonly high: number }>> = {
  braille: { across: 2, high: 4 },
  halves: { across: 1, high: 2 },
  ascii: { across: 1, high: 2 },
};

export const valuesAcross = (columns: number, { graph }: Pick<Strokes, "graph">): number => columns * CELL[graph].across;

/** The area below the curve as lines from top to bottom. A known value has at least one dot, so that none looks like no reading. */
export function graphLines(
  { values, top }: Curve,
  { columns, rows }: Room,
  { graph }: Pick<Strokes, "graph">,
): readonly string[] {
  const { across, high } = CELL[graph];
  const newest = values.slice(-columns * across);
  const heights = [...new Array<null>(columns * across - newest.length).fill(null), ...newest].map((value) =>
    height(value, top, rows * high),
  );
  return Array.from({ length: rows }, (_, row) => {
    const floor = (rows - 1 - row) * high;
    const steps = heights.map((one) => Math.max(0, Math.min(high, one - floor)));
    return Array.from({ length: columns }, (_unused, column) =>
      sign(graph, steps.slice(column * across, (column + 1) * across)),
    ).join("");
  });
}

function height(value: number | null, top: number, steps: number): number {
  if (value === null) return 0;
  const share = top > 0 ? value / top : 0;
  return Math.max(1, Math.min(steps, Math.round(share * steps)));
}

function sign(graph: Strokes["graph"], [left = 0, right = 0]: readonly number[]): string {
  if (graph === "braille")
    return left + right === 0 ? " " : String.fromCodePoint(BRAILLE + (LEFT[left] ?? 0) + (RIGHT[right] ?? 0));
  return (graph === "halves" ? HALVES : LETTERS)[left] ?? " ";
}

/** Braille patterns: the dots of the left and of the right half, filled from below (Unicode 28.0, "Braille Patterns"). */
const BRAILLE = 0x2800;
const LEFT = [0, 0x40, 0x44, 0x46, 0x47] as const;
const RIGHT = [0, 0x80, 0xa0, 0xb0, 0xb8] as const;
const HALVES = [" ", "▄", "█"] as const;
const LETTERS = [" ", ".", ":"] as const;
