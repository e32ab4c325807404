// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../../engine/engine.ts";
import { merged } from "../../text/change-table.ts";
import { clean, cut, displayWidth, pad, wrap } from "../../text/display-width.ts";
import { paint } from "../../text/look.ts";
import { tableLines } from "../../text/table.ts";
import { hint } from "../hints.ts";
import { powerGraphs } from "../power-graphs.ts";
import type { State } from "../state.ts";
import type { Area, Tab } from "../tab.ts";

/** Power and level over time, what travel mode holds, what is yours, and one hint. */
export const overviewTab: Tab = {
  id: "overview",
  title: "Overview",
  keys: [],
  columns: () => 0,
  rows: () => [],
  body: (state, area) => (area.look.columns >= WIDE ? sideBySide(state, area) : stacked(state, area)),
};

const WIDE = 110;

/** The graphs take what the list leaves, and nearly half at least; no row of the list goes without a word. */
function stacked(state: State, area: Area): readonly string[] {
  const [list, below] = [holdLines(state, area), hintLines(state, area)];
  const room = area.rows - below.length;
  const graphs = powerGraphs(state, { ...area, rows: Math.max(Math.floor(room * LEAST_GRAPHS), room - list.length - 1) });
  const held = ["", ...fitting(list, room - graphs.length - 1)];
  const spare = new Array<string>(Math.max(0, room - graphs.length - held.length)).fill("");
  return [...graphs, ...held, ...spare, ...below].slice(0, area.rows);
}

const LEAST_GRAPHS = 0.45;
const MORE = "  and more: Tunables (3) has every setting";

const fitting = (list: readonly string[], rows: number): readonly string[] =>
  list.length <= rows ? list : [...list.slice(0, Math.max(0, rows - 1)), MORE];

function sideBySide(state: State, area: Area): readonly string[] {
  const left = Math.floor(area.look.columns * 0.55);
  const below = hintLines(state, area);
  const room = area.rows - below.length;
  const narrow = (columns: number): Area => ({ ...area, rows: room, look: { ...area.look, columns } });
  const graphs = powerGraphs(state, narrow(left));
  const list = fitting(holdLines(state, narrow(area.look.columns - left - 2)), room);
  const lines = Array.from({ length: room }, (_, row) => `${graphs[row] ?? " ".repeat(left)}  ${list[row] ?? ""}`);
  return [...lines, ...below];
}

/** No line at all where there is nothing to say. */
function hintLines(state: State, { look, strokes }: Area): readonly string[] {
  const text = hint(state);
  if (text === null) return [];
  return ["", `  ${paint(look, "attention", strokes.pointer)} ${cut(clean(text), look.columns - 5, look.signs.ellipsis)}`];
}

/** What travel mode holds, and what is the user's. */
function holdLines({ seen }: State, { look }: Area): readonly string[] {
  const settings = seen?.settings ?? [];
  const held = settings.filter(
    ({ state, owner, role, original, value }) => state === "held" && owner === "ours" && role === "turned" && original !== value,
  );
  const yours = settings.filter(({ owner, state }) => owner === "yours" || state === "changed");
  const [big, small] = [noticedFirst(rowsOf(held.filter(({ minor }) => !minor))), held.filter(({ minor }) => minor).length];
  const others = rowsOf(yours);
  const style = { look, names: Math.max(0, ...[...big, ...others].map(({ title }) => displayWidth(title))) };
  return [
    ...section("Travel mode holds", big, style),
    ...(small > 0
      ? [`  ${big.length > 0 ? "and " : "Travel mode holds "}${small === 1 ? "1 small one" : `${small} small ones`}`]
      : []),
    ...section("Yours", others, style),
    ...(seen?.mode === "off" && held.length + yours.length === 0 ? idleLines(look) : []),
  ];
}

/** What a traveller notices comes first, and so is the last to be cut. */
const noticedFirst = (rows: readonly SettingStatus[]): readonly SettingStatus[] =>
  rows.toSorted((one, other) => Number(isNoticed(other)) - Number(isNoticed(one)));

const isNoticed = ({ knob }: SettingStatus): boolean => knob.startsWith("radio.") || knob === "screen.brightness";

const idleLines = (look: Area["look"]): readonly string[] =>
  wrap(
    "Nothing is held back: every setting is your own. Profiles (2) shows what each would change; o turns travel mode on.",
    look.columns - 4,
  ).map((line) => `  ${line}`);

const rowsOf = (settings: readonly SettingStatus[]): readonly SettingStatus[] =>
  merged(settings.map((one) => ({ ...one, setting: "/" as const, way: "" })));

interface SectionStyle {
  readonly look: Area["look"];
  /** How wide the names are, so that sections stand in line. */
  readonly names: number;
}

/** The place is shown only where it tells two of a name apart. */
function section(title: string, rows: readonly SettingStatus[], { look, names }: SectionStyle): readonly string[] {
  if (rows.length === 0) return [];
  const isAlone = (name: string): boolean => rows.filter((one) => one.title === name).length === 1;
  const cells = rows.map(({ title: name, place, original, now }) => [
    pad(name, names),
    isAlone(name) ? "" : place,
    original === now ? now : `${original} ${look.signs.arrow} ${now ?? look.signs.unknown}`,
  ]);
  return [`  ${paint(look, "heading", title)}`, ...tableLines([{ gives: 2 }, { gives: 1 }, { gives: 3 }], cells, look)];
}
