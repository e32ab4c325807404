// SPDX-License-Identifier: MIT
import { clean, cut, wrap } from "../../text/display-width.ts";
import { type Look, paint } from "../../text/look.ts";
import { tableLines } from "../../text/table.ts";
import type { CpuUse } from "../cpu-use.ts";
import { cpuReading } from "../cpu-words.ts";
import type { ListState, State } from "../state.ts";
import type { Area, Tab } from "../tab.ts";
import { listLines } from "../widgets/list.ts";
import { type CpuTable, common, cpuTable, gigahertz, mannerOf } from "./cpu-table.ts";

/** How deeply the CPUs sleep, and how fast they are when they do not. */
export const cpuTab: Tab = {
  id: "cpu",
  title: "CPU",
  keys: [],
  body: ({ cpu, lists }: State, area: Area) =>
    (cpu === null ? ["  The CPUs are read."] : lines(cpu, lists.cpu, area)).slice(0, area.rows),
  rowCount: ({ cpu }) => cpu?.cpus.length ?? 0,
};

function lines(use: CpuUse, list: ListState, area: Area): readonly string[] {
  const table = cpuTable(use, area.look);
  const above = [...prose(cpuReading(use), area.look), ...small(use, table, area.look), ""];
  const room = area.rows - above.length - 1;
  const [head = "", ...rows] = listLines(table, list, { ...area, rows: Math.max(2, room) });
  return [...above, head, averageLine(table, area.look), ...rows];
}

const MARGIN = 2;

const prose = (text: string, { columns }: Look): readonly string[] => wrap(clean(text), columns - MARGIN).map(indented);

const indented = (line: string): string => `${" ".repeat(MARGIN)}${line}`;

/** What it is all about, and what is alike for all CPUs, in small print. */
function small(use: CpuUse, { legend }: CpuTable, look: Look): readonly string[] {
  const limitKhz = common(use, (cpu) => cpu.limitKhz);
  const facts = [
    common(use, mannerOf) ?? "",
    limitKhz === null || limitKhz === undefined ? "" : `at most ${gigahertz(limitKhz)}`,
  ];
  const shares = use.states.length === 0 ? "BUSY" : "BUSY and the idle states";
  const said = [
    `${shares} in % of the time, as ${clean(use.idleDriver ?? "the kernel")} tells.`,
    sentence("All CPUs: ", facts.filter((fact) => fact !== "").join(", ")),
    sentence("", legend.join("; ")),
  ];
  return said
    .filter((line) => line !== "")
    .map((line) => paint(look, "quiet", indented(cut(line, look.columns - MARGIN, look.signs.ellipsis))));
}

const sentence = (start: string, text: string): string => (text === "" ? "" : `${start}${text}.`);

function averageLine({ columns, average }: CpuTable, look: Look): string {
  const [line = ""] = tableLines(columns, [columns.map(({ cell }) => cell(average))], look);
  return paint(look, "heading", line);
}
