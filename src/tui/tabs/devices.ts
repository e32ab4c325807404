// SPDX-License-Identifier: MIT
import { clean, cut } from "../../text/display-width.ts";
import { type Look, paint } from "../../text/look.ts";
import { type Column, tableLines } from "../../text/table.ts";
import type { State } from "../state.ts";
import type { Area, Tab } from "../tab.ts";
import { chosenLine } from "../widgets/list.ts";
import { batterySection, chargerSection, fedSection, lightSection, radioSection, type Section } from "./device-sections.ts";

/** Batteries and chargers, what charges from here, radios and lights. */
export const devicesTab: Tab = {
  id: "devices",
  title: "Devices",
  keys: [],
  body: (state, area) => scrolled(shownLines(state, area.look), Number(state.lists.devices.chosen ?? 0), area),
  columns: () => 0,
  rows: (state) => shownLines(state, WHOLE).map((_, index) => String(index)),
};

/** Lines are cut, never wrapped: there are as many of them whatever the width. */
const WHOLE: Look = {
  columns: Number.POSITIVE_INFINITY,
  colour: false,
  signs: { arrow: "->", ellipsis: "...", unknown: "-" },
};

/** Those that contain what is typed behind "/", whether it is cut off or not. */
function shownLines(state: State, look: Look): readonly string[] {
  const lines = allLines(state, look);
  const wanted = state.lists.devices.filter.toLowerCase();
  if (wanted === "") return lines;
  const whole = allLines(state, WHOLE);
  const matching = lines.filter((_, index) => whole[index]?.toLowerCase().includes(wanted));
  return matching.length > 0 ? matching : [fitted(`  Nothing with "${clean(wanted)}" here.`, look)];
}

function allLines({ power, gadgets }: State, look: Look): readonly string[] {
  const { signs } = look;
  const sections = [
    ...(power === null ? [] : [batterySection(power, signs), chargerSection(power, signs)]),
    ...(gadgets === null ? [] : [fedSection(gadgets, power), radioSection(gadgets, signs), lightSection(gadgets)]),
  ].filter(({ rows }) => rows.length > 0);
  if (sections.length === 0) return ["  Reading the devices."];
  return sections.flatMap((section, index) => [...(index === 0 ? [] : [""]), ...sectionLines(section, look)]);
}

function sectionLines({ heading, rows, note }: Section, look: Look): readonly string[] {
  const [head = "", ...lines] = tableLines(columnsOf(rows), [heading, ...rows], look);
  return [
    paint(look, "heading", head),
    ...lines,
    ...(note === null ? [] : [paint(look, "attention", fitted(`  ${note}`, look))]),
  ];
}

/** Where a line is too long, the last columns give room first. */
const columnsOf = ([first = []]: readonly (readonly unknown[])[]): readonly Column[] =>
  first.map((_, index) => ({ gives: first.length - index }));

const fitted = (line: string, { columns, signs }: Look): string => cut(line, columns, signs.ellipsis);

/** All lines, or as many as there is room for with the chosen one among them. */
function scrolled(lines: readonly string[], wanted: number, area: Area): readonly string[] {
  if (lines.length <= area.rows) return lines;
  const chosen = Math.min(wanted, lines.length - 1);
  const top = Math.max(0, Math.min(chosen - Math.floor(area.rows / 2), lines.length - area.rows));
  return lines.slice(top, top + area.rows).map((line, index) => (top + index === chosen ? chosenLine(line, area) : line));
}
