// SPDX-License-Identifier: MIT
import type { Discharge } from "../history/discharge.ts";
import { profileSpans } from "../history/figures.ts";
import { amountTicks, type Scale, scale, timeTicks } from "./axes.ts";
import { type Html, html, NOTHING } from "./html.ts";
import { tick } from "./times.ts";

/** One picture: its words for those who do not see it, and what is drawn. */
export interface Chart {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly top: number;
  readonly unit: string;
  /** What is drawn over grid and bands. */
  draw(plot: Plot): readonly Html[];
}

/** Where times and amounts lie in a picture. */
export interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  readonly isNarrow: boolean;
}

interface Size {
  readonly name: "wide" | "narrow";
  readonly width: number;
  readonly height: number;
  readonly ticks: number;
}

/** Letters keep their size, so a phone gets a picture of its own. */
const SIZES: readonly Size[] = [
  { name: "wide", width: 720, height: 280, ticks: 8 },
  { name: "narrow", width: 330, height: 240, ticks: 4 },
];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 12, 26, 28];

/** The picture over bands of profiles and pauses; one for a screen, one for a phone, of which the style shows one. */
export const chartSvgs = (chart: Chart, discharge: Discharge): readonly Html[] =>
  SIZES.map((size) => {
    const { name, width, height, ticks } = size;
    const amounts = amountTicks(chart.top);
    const x = scale(chart.fromMs, chart.untilMs, [LEFT, width - RIGHT]);
    const y = scale(0, amounts.at(-1) ?? chart.top, [height - BOTTOM, TOP]);
    const id = `${chart.id}-${name}`;
    return html`<svg class="chart ${name}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${chart.title}</title>
<desc id="${id}-desc">${chart.description}</desc>
${bands(discharge, x, y)}${amounts.map((amount) => amountLine(amount, chart.unit, { x, y }))}
${timeTicks(chart.fromMs, chart.untilMs, ticks).map((at) => timeLine(at, { x, y }))}
${chart.draw({ x, y, isNarrow: name === "narrow" })}</svg>
`;
  });

type Scales = Pick<Plot, "x" | "y">;

const amountLine = (amount: number, unit: string, { x, y }: Scales): Html =>
  html`<line class="grid" x1="${x(x.from)}" x2="${x(x.until)}" y1="${y(amount)}" y2="${y(amount)}"/><text class="tick" x="${LEFT - 6}" y="${y(amount) + 4}" text-anchor="end">${amount} ${unit}</text>`;

function timeLine(atMs: number, { x, y }: Scales): Html {
  const at = x(atMs);
  const anchor = at > x(x.until) - 18 ? "end" : "middle";
  return html`<line class="mark" x1="${at}" x2="${at}" y1="${y(0)}" y2="${y(0) + 4}"/><text class="tick" x="${at}" y="${y(0) + 18}" text-anchor="${anchor}">${tick(atMs)}</text>`;
}

/** Which profile was in force, and where it slept: named above, where there is room for the name. */
function bands(discharge: Discharge, x: Scale, y: Scale): readonly Html[] {
  const names = profileNames(discharge);
  const profiles = profileSpans(discharge).map(({ profile, fromMs, untilMs }) => {
    const style = profile === null ? "none" : `p${names.indexOf(profile) % COLOURS}`;
    return band({ from: x(fromMs), until: x(untilMs), style, name: profile ?? "no profile" }, y);
  });
  const pauses = discharge.pauses.map(({ kind, before, after }) =>
    band({ from: x(before.atMs), until: x(after.atMs), style: "pause", name: PAUSES[kind] }, y),
  );
  return [...profiles, ...pauses];
}

const COLOURS = 4;
const PAUSES = { asleep: "asleep", off: "off", unseen: "not watched" } as const;

/** In the order in which they came. */
export const profileNames = (discharge: Discharge): readonly string[] => [
  ...new Set(profileSpans(discharge).flatMap(({ profile }) => profile ?? [])),
];

interface Band {
  readonly from: number;
  readonly until: number;
  readonly style: string;
  readonly name: string;
}

const LETTER_PX = 6.6;

function band({ from, until, style, name }: Band, y: Scale): Html {
  const width = until - from;
  const height = y(0) - TOP + 18;
  const label =
    width < name.length * LETTER_PX + 8 ? NOTHING : html`<text class="band-name" x="${from + 6}" y="${TOP - 6}">${name}</text>`;
  return html`<rect class="band ${style}" x="${from}" y="${TOP - 18}" width="${width}" height="${height}"/>${label}`;
}

/** A line through these points, as a path; where null stands it is broken. */
export function pathOf(points: readonly (readonly [number, number] | null)[]): string {
  let begins = true;
  return points
    .map((point) => {
      const letter = begins ? "M" : "L";
      begins = point === null;
      return point === null ? "" : `${letter}${point.map((at) => Math.round(at * 10) / 10).join(" ")}`;
    })
    .join("");
}
