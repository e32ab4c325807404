// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../../engine/engine.ts";
import { merged } from "../../text/change-table.ts";
import { cut, displayWidth, wrap } from "../../text/display-width.ts";
import { durationText } from "../../text/duration.ts";
import { paint } from "../../text/look.ts";
import { tableLines } from "../../text/table.ts";
import { hint } from "../hints.ts";
import type { PowerPoint, State } from "../state.ts";
import type { Area, Tab } from "../tab.ts";
import { graphLines, valuesAcross } from "../widgets/graph.ts";

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

/** The graphs take what the list leaves, and at least half. */
function stacked(state: State, area: Area): readonly string[] {
  const list = holdLines(state, area);
  const room = area.rows - HINT_ROWS;
  const graphRows = Math.max(Math.ceil(room / 2), room - list.length - 1);
  const graphs = graphsIn(state, { ...area, rows: graphRows });
  return [
    ...graphs,
    "",
    ...list.slice(0, room - graphs.length - 1),
    ...hintLines(state, area, room - graphs.length - 1 - list.length),
  ];
}

function sideBySide(state: State, area: Area): readonly string[] {
  const left = Math.floor(area.look.columns * 0.55);
  const narrow = (columns: number): Area => ({ ...area, rows: area.rows - HINT_ROWS, look: { ...area.look, columns } });
  const graphs = graphsIn(state, narrow(left));
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

/** Power above, level below it, over the same time. */
function graphsIn(state: State, area: Area): readonly string[] {
  const columns = area.look.columns - AXIS - 1;
  const slots = timeSlots(state, valuesAcross(columns, area.strokes));
  const powerRows = Math.max(2, Math.ceil((area.rows - 2) * 0.6));
  const levelRows = Math.max(2, area.rows - 2 - powerRows);
  const powers = slots.map((slot) => meanOf(slot.map(({ powerW }) => powerW)));
  const levels = slots.map((slot) => meanOf(slot.map(({ percent }) => percent)));
  const topW = roundTop(Math.max(0, ...powers.map((one) => one ?? 0)));
  const span = ` over ${durationText(spanMs(state))}`;
  return [
    ...labelled(`Power${span}`, graphLines({ values: powers, top: topW }, { columns, rows: powerRows }, area.strokes), {
      area,
      top: `${topW} W`,
      style: "accent",
    }),
    ...labelled("Level", graphLines({ values: levels, top: 100 }, { columns, rows: levelRows }, area.strokes), {
      area,
      top: "100 %",
      style: "good",
    }),
  ];
}

const AXIS = 7;

interface Labels {
  readonly area: Area;
  readonly top: string;
  readonly style: "accent" | "good";
}

function labelled(title: string, lines: readonly string[], { area: { look }, top, style }: Labels): readonly string[] {
  const axis = (index: number): string => (index === 0 ? top : index === lines.length - 1 ? "0" : "").padStart(AXIS - 1);
  return [
    `  ${paint(look, "heading", title)}${" ".repeat(Math.max(0, look.columns - 2 - displayWidth(title)))}`,
    ...lines.map(
      (line, index) =>
        `${paint(look, "quiet", axis(index))} ${paint(look, style, line)}${" ".repeat(look.columns - AXIS - displayWidth(line))}`,
    ),
  ];
}

/** The shortest span that holds what is known, so that the graph fills up before it moves. */
const SPANS_MS = [10, 30, 60, 120, 240, 480, 960].map((minutes) => minutes * 60_000);

function spanMs({ points, nowMs }: State): number {
  const known = nowMs - (points[0]?.atMs ?? nowMs);
  return SPANS_MS.find((span) => span >= known) ?? SPANS_MS.at(-1) ?? known;
}

/** The points by the column in which they fall; a slot without any holds what came before, for as long as looks are apart. */
function timeSlots(state: State, count: number): readonly (readonly PowerPoint[])[] {
  const span = spanMs(state);
  const from = state.nowMs - span;
  const slots: PowerPoint[][] = Array.from({ length: count }, () => []);
  for (const [index, point] of state.points.entries()) {
    const next = state.points[index + 1]?.atMs ?? state.nowMs;
    const until = Math.min(next, point.atMs + STALE_MS);
    const [first, last] = [point.atMs, until].map((at) => Math.floor(((at - from) / span) * count));
    for (let slot = Math.max(0, first ?? 0); slot <= Math.min(count - 1, last ?? 0); slot += 1) slots[slot]?.push(point);
  }
  return slots;
}

/** Longer than this without a look, and nothing is known: it slept, or the display stood still. */
const STALE_MS = 150_000;

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((one) => one !== null);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length;
}

/** A round number of watts above the highest. */
const roundTop = (highest: number): number =>
  [5, 10, 15, 20, 30, 40, 60, 80, 120, 200].find((one) => one >= highest) ?? Math.ceil(highest);

/** What travel mode holds, and what is the user's. */
function holdLines({ seen }: State, { look }: Area): readonly string[] {
  const settings = seen?.settings ?? [];
  const held = settings.filter(
    ({ state, owner, role, original, value }) => state === "held" && owner === "ours" && role === "turned" && original !== value,
  );
  const yours = settings.filter(({ owner, state }) => owner === "yours" || state === "changed");
  const small = held.filter(({ minor }) => minor).length;
  return [
    ...section("Travel mode holds", rowsOf(held.filter(({ minor }) => !minor)), look),
    ...(small > 0 ? [`  ${small === 1 ? "and 1 small one" : `and ${small} small ones`}`] : []),
    ...section("Yours", rowsOf(yours), look),
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

function section(title: string, rows: readonly SettingStatus[], look: Area["look"]): readonly string[] {
  if (rows.length === 0) return [];
  const isAlone = (name: string): boolean => rows.filter((one) => one.title === name).length === 1;
  const cells = rows.map(({ title: name, place, original, now }) => [
    name,
    isAlone(name) ? "" : place,
    original === now ? now : `${original} ${look.signs.arrow} ${now ?? look.signs.unknown}`,
  ]);
  return [`  ${paint(look, "heading", title)}`, ...tableLines([{ gives: 2 }, { gives: 1 }, { gives: 3 }], cells, look)];
}
