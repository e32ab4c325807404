// SPDX-License-Identifier: MIT
import { displayWidth } from "./display-width.ts";
import type { Look } from "./look.ts";

/** A row that may do with less. */
export interface Placed {
  readonly title: string;
  readonly place: string;
  readonly way: string;
}

/**
 * Rows drawn so that they fit the terminal with every name whole: a place that only repeats the way is left out; then, as far as
 * needed, those of settings that have one row anyway, the longest first; then services go by their short names.
 */
export function fittingLines<T extends Placed>(rows: readonly T[], draw: Draw<T>, look: Look): readonly string[] {
  const attempts = everShorter(rows);
  const plain = { ...look, columns: Number.POSITIVE_INFINITY, colour: false };
  const fits = (attempt: readonly T[]): boolean => draw(attempt, plain).every((line) => displayWidth(line) <= look.columns);
  return draw(attempts.find(fits) ?? attempts.at(-1) ?? rows, look);
}

type Draw<T> = (rows: readonly T[], look: Look) => readonly string[];

function everShorter<T extends Placed>(rows: readonly T[]): readonly (readonly T[])[] {
  const told = rows.map((row) => (row.way.split(", ").includes(row.place) ? { ...row, place: "" } : row));
  const single = told.filter(({ title }) => told.filter((row) => row.title === title).length === 1);
  const attempts = [told];
  for (const { title } of single.toSorted((one, other) => displayWidth(other.place) - displayWidth(one.place)))
    attempts.push((attempts.at(-1) ?? told).map((row) => (row.title === title ? { ...row, place: "" } : row)));
  return [...attempts, (attempts.at(-1) ?? told).map((row) => ({ ...row, way: shortWay(row.way) }))];
}

const shortWay = (way: string): string => way.replace("power-profiles-daemon", "PPD").replace("NetworkManager", "NM");
