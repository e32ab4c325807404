// SPDX-License-Identifier: MIT
import { clean, displayWidth } from "../../text/display-width.ts";
import type { Look } from "../../text/look.ts";
import type { CpuUse, IdleState, OneCpu } from "../cpu-use.ts";
import { averageUse } from "../cpu-words.ts";
import type { ListColumn } from "../widgets/list.ts";

/** A CPU, or all of them on average. */
export interface CpuRow extends OneCpu {
  readonly label: string;
}

export interface CpuTable {
  readonly columns: readonly ListColumn<CpuRow>[];
  readonly rows: readonly CpuRow[];
  readonly average: CpuRow;
  /** What titles stand for where there was no room for names. */
  readonly legend: readonly string[];
}

/** The table in the width of the look: the states' names whole if there is room, then numbered, then the shallow ones in one column. */
export function cpuTable(use: CpuUse, look: Look): CpuTable {
  const rows = use.cpus.map((cpu) => ({ ...cpu, label: String(cpu.number) }));
  const average: CpuRow = { ...NO_ONE, ...averageUse(use), label: "avg" };
  const attempts = attemptsOf(use.states).map(({ columns, legend }) => ({
    columns: rightAligned(
      [...fixedBefore(look), ...columns.map((one) => shareColumn(one, look)), ...fixedAfter(use, look)],
      [average, ...rows],
    ),
    legend,
  }));
  const fitting = attempts.find(({ columns }) => widthOf(columns, average) <= look.columns) ?? attempts.at(-1);
  return { columns: fitting?.columns ?? [], legend: fitting?.legend ?? [], rows, average };
}

const NO_ONE: OneCpu = {
  ...{ number: -1, online: true, shares: [], wakeupsPerS: null, busyPercent: null },
  ...{ frequencyKhz: null, limitKhz: null, governor: null, preference: null },
};

/** One column of shares: the states it adds up, by their place. */
interface ShareColumn {
  readonly title: string;
  readonly places: readonly number[];
}

interface Attempt {
  readonly columns: readonly ShareColumn[];
  readonly legend: readonly string[];
}

const LONGEST_NAME = 5;

function attemptsOf(states: readonly IdleState[]): readonly Attempt[] {
  const named = states.map(({ name }, place) => ({ title: clean(name), places: [place] }));
  const short = named.map(({ title, places: [place] }) => (displayWidth(title) <= LONGEST_NAME ? title : `st${place}`));
  const titled = named.map(({ places }, place) => ({ title: short[place] ?? "", places }));
  const numbered = named.flatMap(({ title }, place) => (title === short[place] ? [] : [`${short[place]} is ${title}`]));
  const merged = states.slice(2).map((_, index) => mergedAttempt(titled, index + 2));
  return [{ columns: named, legend: [] }, ...[{ columns: titled, legend: [] }, ...merged].map(withLegend(numbered))];
}

/** The first states in one column. */
function mergedAttempt(titled: readonly ShareColumn[], count: number): Attempt {
  const shallow = titled.slice(0, count);
  const title = `${shallow[0]?.title}-${shallow.at(-1)?.title}`;
  const names = shallow.map((one) => one.title).join(", ");
  return {
    columns: [{ title, places: shallow.flatMap(({ places }) => places) }, ...titled.slice(count)],
    legend: [`${title} is ${names} together`],
  };
}

const withLegend =
  (numbered: readonly string[]) =>
  ({ columns, legend }: Attempt): Attempt => ({ columns, legend: [...legend, ...numbered] });

const fixedBefore = ({ signs }: Look): readonly ListColumn<CpuRow>[] => [
  { title: "CPU", cell: ({ label }) => label },
  { title: "BUSY", cell: ({ online, busyPercent }) => (online ? whole(busyPercent, signs.unknown) : "off") },
];

const shareColumn = ({ title, places }: ShareColumn, { signs }: Look): ListColumn<CpuRow> => ({
  title,
  cell: ({ shares }) => whole(sumOf(places.map((place) => shares[place] ?? null)), signs.unknown),
});

/** What is the same for all CPUs has no column: it is told in a line. */
function fixedAfter(use: CpuUse, { signs }: Look): readonly ListColumn<CpuRow>[] {
  const { wakeups, clock, limit, manner } = {
    wakeups: { title: "WAKES/S", cell: ({ wakeupsPerS }: CpuRow) => whole(wakeupsPerS, signs.unknown) },
    clock: { title: "CLOCK", cell: (row: CpuRow) => clockText(row, signs.unknown) },
    limit: { title: "LIMIT", cell: ({ limitKhz }: CpuRow) => (limitKhz === null ? "" : gigahertz(limitKhz)) },
    manner: { title: "GOVERNOR", gives: 1, cell: (row: CpuRow) => mannerOf(row) },
  };
  return [
    ...(use.states.length === 0 ? [] : [wakeups]),
    ...(use.frequencyDriver === null ? [] : [clock]),
    ...(common(use, ({ limitKhz }) => limitKhz) === undefined ? [limit] : []),
    ...(common(use, mannerOf) === undefined ? [manner] : []),
  ];
}

/** What all CPUs that are online have alike; undefined where they differ. */
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
  if (label === "avg" || !online) return "";
  return busyPercent === null ? unknown : "asleep";
}

const whole = (amount: number | null, unknown: string): string => (amount === null ? unknown : Math.round(amount).toFixed(0));

function sumOf(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
}

/** Numbers end below one another, and sort as text; the last column of words stays at the left. */
function rightAligned(columns: readonly ListColumn<CpuRow>[], rows: readonly CpuRow[]): readonly ListColumn<CpuRow>[] {
  return columns.map((column) => {
    if (column.gives !== undefined) return column;
    const texts = [column.title, ...rows.map((row) => String(column.cell(row)))];
    const width = Math.max(...texts.map(displayWidth));
    const right = (text: string): string => " ".repeat(Math.max(0, width - displayWidth(text))) + text;
    return { ...column, title: right(column.title), cell: (row) => right(String(column.cell(row))) };
  });
}

const GAP = 2;
const NARROWEST = 8;

const widthOf = (columns: readonly ListColumn<CpuRow>[], row: CpuRow): number =>
  columns.reduce((sum, one) => sum + GAP + (one.gives === undefined ? displayWidth(String(one.cell(row))) : NARROWEST), 0);
