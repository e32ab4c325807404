// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../../engine/engine.ts";
import { merged } from "../../text/change-table.ts";
import { cut, displayWidth, pad, wrap } from "../../text/display-width.ts";
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
  rowCount: () => 0,
  body: (state, area) => (area.look.columns >= WIDE ? sideBySide(state, area) : stacked(state, area)),
};

const WIDE = 110;
const HINT_ROWS = 2;

/** The graphs take what the list leaves, and nearly half at least; no row of the list goes without a word. */
function stacked(state: State, area: Area): readonly string[] {
  const list = holdLines(state, area);
  const room = area.rows - (hint(state) === null ? 0 : HINT_ROWS);
  const graphs = powerGraphs(state, { ...area, rows: Math.max(Math.floor(room * LEAST_GRAPHS), room - list.length - 1) });
  const listRoom = room - graphs.length - 1;
  const shown = list.length <= listRoom ? list : [...list.slice(0, listRoom - 1), MORE];
  return [...graphs, "", ...shown, ...hintLines(state, area, listRoom - list.length)].slice(0, area.rows);
}

const LEAST_GRAPHS = 0.45;
const MORE = "  and more: Tunables (3) has every setting";

function sideBySide(state: State, area: Area): readonly string[] {
  const left = Math.floor(area.look.columns * 0.55);
  const narrow = (columns: number): Area => ({ ...area, rows: area.rows - HINT_ROWS, look: { ...area.look, columns } });
  const graphs = powerGraphs(state, narrow(left));
  const list = holdLines(state, narrow(area.look.columns - left - 2));
  const lines = Array.from(
    { length: area.rows - HINT_ROWS },
    (_, row) => `${graphs[row] ?? " ".repeat(left)}  ${list[row] ?? ""}`,
  );
  return [...lines, ...hintLines(state, area, 0)];
}

function hintLines(state: State, { look, strokes }: Area, spare: number): readonly string[] {
  const text = hint(state);
  const lines =
    text === null ? [] : [`  ${paint(look, "attention", strokes.pointer)} ${cut(text, look.columns - 5, look.signs.ellipsis)}`];
  return [...new Array<string>(Math.max(0, spare)).fill(""), "", ...lines];
}

/** What travel mode holds, and what is the user's. */
function holdLines({ seen }: State, { look }: Area): readonly string[] {
  const settings = seen?.settings ?? [];
  const held = settings.filter(
    ({ state, owner, role, original, value }) => state === "held" && owner === "ours" && role === "turned" && original !== value,
  );
  const yours = settings.filter(({ owner, state }) => owner === "yours" || state === "changed");
  const [big, small] = [rowsOf(held.filter(({ minor }) => !minor)), held.filter(({ minor }) => minor).length];
  const others = rowsOf(yours);
  const style = { look, names: Math.max(0, ...[...big, ...others].map(({ title }) => displayWidth(title))) };
  return [
    ...section("Travel mode holds", big, style),
    ...(small > 0 ? [`  ${small === 1 ? "and 1 small one" : `and ${small} small ones`}`] : []),
    ...section("Yours", others, style),
    ...(held.length + yours.length === 0 ? idleLines(look) : []),
  ];
}

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
