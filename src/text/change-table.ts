// SPDX-License-Identifier: MIT
import type { Change } from "../engine/report.ts";
import { clean, wrap } from "./display-width.ts";
import { fittingLines } from "./fitting-lines.ts";
import type { Look } from "./look.ts";
import { mergePlaces } from "./places.ts";
import { type Column, tableLines } from "./table.ts";

/** One change as a table shows it. */
export interface ShownChange extends Pick<Change, "title" | "place" | "minor" | "way"> {
  readonly from: string;
  readonly to: string;
  /** "-0.4 W": what was found to be saved by all places of it together; missing where nothing was. */
  readonly saves?: string;
}

/** Places give first: a device's address tells little, its value much. */
const COLUMNS: readonly Column[] = [{ gives: 3 }, { gives: 1 }, { gives: 2 }, {}, {}];

/** A row for each change, alike settings of one knob in one row, the minor ones together in a last line. */
export function changeLines(changes: readonly ShownChange[], look: Look): readonly string[] {
  const major = changes
    .filter(({ minor }) => !minor)
    .map(({ title, place, from, to, way, saves = "" }) => ({ title, place, from, to, way, saves }));
  return [...fittingLines(merged(major), rowLines, look), ...minorLines(changes, look)];
}

function rowLines(rows: readonly Omit<ShownChange, "minor">[], look: Look): readonly string[] {
  const cells = rows.map(({ title, place, from, to, way, saves = "" }) => {
    return [title, place, `${from} ${look.signs.arrow} ${to}`, saves, way];
  });
  return tableLines(COLUMNS, cells, look);
}

/** Changes that differ in nothing but their place, as one with the places in one phrase. */
export function merged<T extends { readonly place: string }>(all: readonly T[]): readonly T[] {
  const groups = new Map<string, readonly T[]>();
  for (const one of all) {
    const key = JSON.stringify({ ...one, place: "" });
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, place: mergePlaces([first, ...others].map(({ place }) => place)) }],
  );
}

/** "Small ones: NMI watchdog on → off; Disk write-back 5 s → 15 s" */
export function minorLines(changes: readonly ShownChange[], look: Look): readonly string[] {
  const minor = changes.filter((change) => change.minor);
  if (minor.length === 0) return [];
  const phrases = minor.map(({ title, from, to }) => clean(`${title} ${from} ${look.signs.arrow} ${to}`));
  const [first = "", ...others] = wrap(`Small ones: ${phrases.join("; ")}`, look.columns - 4);
  return [`  ${first}`, ...others.map((line) => `    ${line}`)];
}
