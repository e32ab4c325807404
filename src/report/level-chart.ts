// SPDX-License-Identifier: MIT
import type { Discharge } from "../history/discharge.ts";
import { figuresOf } from "../history/figures.ts";
import { type Chart, type Plot, pathOf } from "./chart.ts";
import { type Html, html, NOTHING } from "./html.ts";
import type { Outlook } from "./report-data.ts";
import { clock } from "./times.ts";

/** More points than a picture has pixels are drawn in vain. */
const MOST_POINTS = 360;
/** So much of the picture is left for what is to come. */
const AHEAD_SHARE = 0.6;
/** So much more is drawn of one that is over, to see how the forecast would have gone on. */
const AFTER_SHARE = 0.15;

/** The level of the battery, with what the forecast made of it. null where no level is known. */
export function levelChart(discharge: Discharge, outlook: Outlook | null): Chart | null {
  const { fromMs, untilMs, fromPercent, untilPercent } = figuresOf(discharge);
  if (fromPercent === null || untilPercent === null) return null;
  const reachMs =
    outlook === null ? untilMs : Math.min(outlook.atMs + outlook.left.highMs, untilMs + AHEAD_SHARE * (untilMs - fromMs));
  return {
    id: "level",
    title: "Level of the battery over time",
    unit: "%",
    top: 100,
    fromMs,
    untilMs: discharge.over ? untilMs + AFTER_SHARE * (untilMs - fromMs) : Math.max(untilMs, reachMs),
    description: `From ${Math.round(fromPercent)} % at ${clock(fromMs)} to ${Math.round(untilPercent)} % at ${clock(untilMs)}.${outlookWords(outlook)}`,
    draw: (plot) => [outlook === null ? NOTHING : cone(outlook, plot), ...curve(discharge, plot)],
  };
}

/** " At 14:05 the forecast said: about 5 h left (likely 4 h to 6 h)." */
export const outlookWords = (outlook: Outlook | null): string =>
  outlook === null ? "" : ` At ${clock(outlook.atMs)} the forecast said: ${outlook.words}.`;

function curve({ looks }: Discharge, { x, y }: Plot): readonly Html[] {
  const step = Math.max(1, Math.ceil(looks.length / MOST_POINTS));
  const points = looks
    .filter((_, index) => index % step === 0 || index === looks.length - 1)
    .flatMap(({ atMs, percent }) => (percent === null ? [] : [[x(atMs), y(percent)] as const]));
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const area = `${pathOf([...points, [last[0], y(0)], [first[0], y(0)]])}Z`;
  return [
    html`<path class="area level" d="${area}"/><path class="line level" d="${pathOf(points)}"/>`,
    html`<circle class="dot level" cx="${last[0]}" cy="${last[1]}" r="4"/>`,
  ];
}

/** From where it stood to where it was expected to end; cut off where the picture ends. */
function cone({ atMs, fromPercent, left, endPercent }: Outlook, { x, y, isNarrow }: Plot): Html {
  const begin = [x(atMs), y(fromPercent)] as const;
  const ends = (ms: number): readonly [number, number] => {
    const untilMs = Math.min(atMs + ms, x.until);
    const share = ms > 0 ? (untilMs - atMs) / ms : 1;
    return [x(untilMs), y(fromPercent + share * (endPercent - fromPercent))];
  };
  const [low, median, high] = [ends(left.lowMs), ends(left.medianMs), ends(left.highMs)];
  const corner: readonly [number, number] = [x(Math.min(x.until, atMs + left.highMs)), low[1]];
  const edge = low[0] < high[0] - 1 ? [low, [corner[0], corner[1]] as const, high] : [low, high];
  return html`<path class="cone" d="${pathOf([begin, ...edge])}Z"/><path class="line ahead" d="${pathOf([begin, median])}"/>${
    isNarrow ? NOTHING : html`<text class="note" x="${begin[0] + 8}" y="${begin[1] - 8}">forecast at ${clock(atMs)}</text>`
  }`;
}
