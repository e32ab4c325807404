// SPDX-License-Identifier: MIT
import { clean, displayWidth } from "../../text/display-width.ts";
import type { Look } from "../../text/look.ts";
import type { CpuUse, OneCpu } from "../cpu-use.ts";
import type { ListColumn } from "../widgets/list.ts";

/** A CPU, or all of them on average. */
export interface CpuRow extends OneCpu {
  readonly label: string;
}

export const AVERAGE = "avg";

type CpuColumn = ListColumn<CpuRow>;

/** One column of shares: the states that it adds up, by their place. */
export interface ShareColumn {
  readonly title: string;
  readonly places: readonly number[];
}

/** The columns of a table with these shares. What is the same for all CPUs has none: it is told in a line. */
export function cpuColumns(use: CpuUse, shares: readonly ShareColumn[], { signs: { unknown } }: Look): readonly CpuColumn[] {
  return [
    { title: "CPU", cell: ({ label }) => label },
    { title: "BUSY", cell: ({ online, busyPercent }) => (online ? whole(busyPercent, unknown) : "off") },
    ...shares.map(({ title, places }): CpuColumn => ({ title, cell: (row) => whole(shareIn(row, places), unknown) })),
    ...(use.states.length === 0 ? [] : [wakeups(unknown)]),
    ...(use.frequencyDriver === null ? [] : [clock(unknown)]),
    ...(common(use, ({ limitKhz }) => limitKhz) === undefined ? [LIMIT] : []),
    ...(common(use, mannerOf) === undefined ? [GOVERNOR] : []),
  ];
}

const wakeups = (unknown: string): CpuColumn => ({ title: "WAKES/S", cell: ({ wakeupsPerS }) => whole(wakeupsPerS, unknown) });

const clock = (unknown: string): CpuColumn => ({ title: "CLOCK", cell: (row) => clockText(row, unknown) });

const LIMIT: CpuColumn = { title: "LIMIT", cell: ({ limitKhz }) => (limitKhz === null ? "" : gigahertz(limitKhz)) };

const GOVERNOR: CpuColumn = { title: "GOVERNOR", gives: 1, cell: (row) => mannerOf(row) };

/** What all CPUs that are online have alike, null where it is known of none; undefined where they differ. */
export function common<T>({ cpus }: CpuUse, of: (cpu: OneCpu) => T): T | null | undefined {
  const values = new Set(cpus.filter(({ online }) => online).map(of));
  return values.size > 1 ? undefined : ([...values][0] ?? null);
}

/** "powersave, balance_power" */
export const mannerOf = ({ governor, preference }: OneCpu): string =>
  [governor, preference].flatMap((word) => (word === null ? [] : [clean(word)])).join(", ");

export const gigahertz = (khz: number): string => `${(khz / 1e6).toFixed(2)} GHz`;

/** A CPU that sleeps has no frequency. */
function clockText({ label, online, frequencyKhz, busyPercent }: CpuRow, unknown: string): string {
  if (frequencyKhz !== null) return gigahertz(frequencyKhz);
  if (label === AVERAGE || !online) return "";
  return busyPercent === null ? unknown : "asleep";
}

const whole = (amount: number | null, unknown: string): string => (amount === null ? unknown : Math.round(amount).toFixed(0));

function shareIn({ shares }: CpuRow, places: readonly number[]): number | null {
  const known = places.flatMap((place) => shares[place] ?? []);
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
}

/** Numbers end below one another, and so sort as text; words that may be cut stay at the left. */
export function rightAligned(columns: readonly CpuColumn[], rows: readonly CpuRow[]): readonly CpuColumn[] {
  return columns.map((column) => {
    if (column.gives !== undefined) return column;
    const width = Math.max(...[column.title, ...rows.map((row) => textIn(column, row))].map(displayWidth));
    const right = (text: string): string => " ".repeat(Math.max(0, width - displayWidth(text))) + text;
    return { ...column, title: right(column.title), cell: (row) => right(textIn(column, row)) };
  });
}

const textIn = ({ cell }: CpuColumn, row: CpuRow): string => String(cell(row));
