// SPDX-License-Identifier: MIT
import { displayWidth } from "../text/display-width.ts";
import { durationText } from "../text/duration.ts";
import { paint } from "../text/look.ts";
import type { State } from "./state.ts";
import type { Area } from "./tab.ts";
import { inSlots, spanMs } from "./time-slots.ts";
import { graphLines, valuesAcross } from "./widgets/graph.ts";

/** Power above, level below it, over the same time. */
export function powerGraphs(state: State, area: Area): readonly string[] {
  const columns = area.look.columns - AXIS - 1;
  const count = valuesAcross(columns, area.strokes);
  const powerRows = Math.max(2, Math.ceil((area.rows - 2) * 0.6));
  const levelRows = Math.max(2, area.rows - 2 - powerRows);
  const powers = inSlots(state, count, ({ powerW }) => powerW);
  const levels = inSlots(state, count, ({ percent }) => percent);
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

/** A round number of watts above the highest. */
const roundTop = (highest: number): number =>
  [5, 10, 15, 20, 30, 40, 60, 80, 120, 200].find((one) => one >= highest) ?? Math.ceil(highest);
