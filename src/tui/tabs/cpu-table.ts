// SPDX-License-Identifier: MIT
import { clean, displayWidth } from "../../text/display-width.ts";
import type { Look } from "../../text/look.ts";
import type { CpuUse, IdleState, OneCpu } from "../cpu-use.ts";
import { averageUse } from "../cpu-words.ts";
import type { Table } from "../widgets/list.ts";
import { AVERAGE, type CpuRow, cpuColumns, rightAligned, type ShareColumn } from "./cpu-columns.ts";

export interface CpuTable extends Table<CpuRow> {
  readonly average: CpuRow;
  /** What titles stand for, where there was no room for names. */
  readonly legend: readonly string[];
}

/** The table in the width of the look: the states' names whole if there is room, then numbered, then the shallow ones in one column. */
export function cpuTable(use: CpuUse, look: Look): CpuTable {
  const rows = use.cpus.map((cpu) => ({ ...cpu, label: String(cpu.number) }));
  const average: CpuRow = { ...NO_ONE, ...averageUse(use), label: AVERAGE };
  const id = ({ label }: CpuRow): string => label;
  let table: CpuTable = { id, columns: [], legend: [], rows, average };
  for (const { shares, legend } of attempts(use.states)) {
    const columns = rightAligned(cpuColumns(use, shares, look), [average, ...rows]);
    table = { id, columns, legend, rows, average };
    if (widthOf(table) <= look.columns) break;
  }
  return table;
}

const NO_ONE: OneCpu = {
  ...{ number: -1, online: true, shares: [], wakeupsPerS: null, busyPercent: null },
  ...{ frequencyKhz: null, limitKhz: null, governor: null, preference: null },
};

interface Attempt {
  readonly shares: readonly ShareColumn[];
  readonly legend: readonly string[];
}

const LONGEST_NAME = 5;

function* attempts(states: readonly IdleState[]): Generator<Attempt> {
  const named = states.map(({ name }, place) => ({ title: clean(name), places: [place] }));
  yield { shares: named, legend: [] };
  const numbered = named.map((one, place) => (displayWidth(one.title) > LONGEST_NAME ? { ...one, title: `st${place}` } : one));
  const meanings = named.map(({ title }, place) => `${numbered[place]?.title} is ${title}`);
  const legend = meanings.filter((_, place) => numbered[place] !== named[place]);
  yield { shares: numbered, legend };
  for (let count = 2; count <= states.length; count += 1) yield merged(numbered, count, legend);
}

/** The first states in one column. */
function merged(all: readonly ShareColumn[], count: number, legend: readonly string[]): Attempt {
  const shallow = all.slice(0, count);
  const title = `${shallow[0]?.title}-${shallow.at(-1)?.title}`;
  return {
    shares: [{ title, places: shallow.flatMap(({ places }) => places) }, ...all.slice(count)],
    legend: [`${title} is ${shallow.map((one) => one.title).join(", ")} together`, ...legend],
  };
}

const GAP = 2;
/** The least that a column which gives room keeps (text/table.ts), and the star of the column that sorts. */
const NARROWEST = 8;
const STAR = 1;

const widthOf = ({ columns, average }: CpuTable): number =>
  columns.reduce((sum, one) => sum + GAP + (one.gives === undefined ? displayWidth(String(one.cell(average))) : NARROWEST), STAR);
