// SPDX-License-Identifier: MIT
import { displayWidth } from "../text/display-width.ts";
import { durationText, momentText } from "../text/duration.ts";
import { type Curve, graphLines, valuesAcross } from "../text/graph.ts";
import { paint } from "../text/look.ts";
import { cone, forecastNow, reachMs } from "./outlook.ts";
import type { State } from "./state.ts";
import type { Area } from "./tab.ts";
import { inSlots, spanMs } from "./time-slots.ts";

/** Power above; below it the level, with what is to come of it: its time goes on to the end that is expected. */
export function powerGraphs(state: State, area: Area): readonly string[] {
  const columns = area.look.columns - AXIS - 1;
  const count = valuesAcross(columns, area.strokes);
  const powerRows = Math.max(2, Math.ceil((area.rows - 2) / 2));
  const powers = inSlots(state, count, ({ powerW }) => powerW);
  const topW = roundTop(Math.max(0, ...powers.map((one) => one ?? 0)));
  const power = graphLines({ values: powers, top: topW }, { columns, rows: powerRows }, area.strokes);
  const level = graphLines(levelCurve(state, count), { columns, rows: Math.max(2, area.rows - 2 - powerRows) }, area.strokes);
  return [
    ...labelled(`Power over ${durationText(spanMs(state))}`, power, { area, top: `${topW} W`, style: "accent" }),
    ...labelled(levelTitle(state), level, { area, top: "100 %", style: "good" }),
  ];
}

/** The past on the left, what is to come on the right of it, both by the same scale of time. */
function levelCurve(state: State, count: number): Curve {
  const [past, future] = [spanMs(state), reachMs(state)];
  const ahead = cone(state, Math.round((count * future) / (past + future)), future);
  const before = inSlots(state, count - ahead.length, ({ percent }) => percent);
  return {
    values: [...before, ...ahead.map(({ low }) => low)],
    possible: [...before, ...ahead.map(({ high }) => high)],
    top: 100,
  };
}

/** Less, and "at 17:42" says nothing. */
const LEAST_MS = 60_000;

function levelTitle(state: State): string {
  const ahead = forecastNow(state);
  if (ahead === null || ahead.left === null || typeof ahead.left === "string" || ahead.left.medianMs < LEAST_MS) return "Level";
  const [median, low, high] = [ahead.left.medianMs, ahead.left.lowMs, ahead.left.highMs].map((ms) =>
    momentText(state.nowMs + ms, state.nowMs),
  );
  return `Level, ${ahead.until === "end" ? "empty" : "charged"} at ${median}, likely ${low} to ${high}`;
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

/** A round number of watts above the highest. */
const roundTop = (highest: number): number =>
  [5, 10, 15, 20, 30, 40, 60, 80, 120, 200].find((one) => one >= highest) ?? Math.ceil(highest);
