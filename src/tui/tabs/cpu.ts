// SPDX-License-Identifier: MIT
import { clean, cut, wrap } from "../../text/display-width.ts";
import { type Look, paint } from "../../text/look.ts";
import { tableLines } from "../../text/table.ts";
import type { CpuUse } from "../cpu-use.ts";
import { cpuReading } from "../cpu-words.ts";
import type { ListState, State } from "../state.ts";
import type { Area, Tab } from "../tab.ts";
import { listLines, titles } from "../widgets/list.ts";
import { common, gigahertz, mannerOf } from "./cpu-columns.ts";
import { type CpuTable, cpuTable } from "./cpu-table.ts";

/** How deeply the CPUs sleep, and how fast they are when they do not. */
export const cpuTab: Tab = {
  id: "cpu",
  title: "CPU",
  keys: [],
  body: ({ cpu, lists }: State, area: Area) =>
    (cpu === null ? ["  Reading the CPUs."] : lines(cpu, lists.cpu, area)).slice(0, area.rows),
  columns: ({ cpu }) => 6 + (cpu?.states.length ?? 0),
  rows: ({ cpu }) => (cpu?.cpus ?? []).map(({ number }) => String(number)),
};

function lines(use: CpuUse, list: ListState, area: Area): readonly string[] {
  const table = cpuTable(use, area.look);
  const above = [...prose(cpuReading(use), area.look), ...small(use, table, area.look), ""];
  const room = area.rows - above.length - 1;
  const [head = "", ...rows] = listLines(table, list, { ...area, rows: Math.max(2, room) });
  return [...above, head, averageLine(table, list, area.look), ...rows];
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

/** It is drawn with the head, so that it stands below the same columns. */
function averageLine(table: CpuTable, list: ListState, look: Look): string {
  const cells = table.columns.map(({ cell }) => cell(table.average));
  const [, line = ""] = tableLines(table.columns, [titles(table, list), cells], look);
  return paint(look, "heading", line);
}
