// SPDX-License-Identifier: MIT
import type { Discharge } from "../history/discharge.ts";
import { figuresOf } from "../history/figures.ts";
import { powerInSlots } from "../history/slots.ts";
import { type Chart, type Plot, pathOf } from "./chart.ts";
import { type Html, html, NOTHING } from "./html.ts";
import { clock } from "./times.ts";

const SLOTS = 96;

/** What was drawn over time, with its mean. null where no gauge told power. */
export function powerChart(discharge: Discharge): Chart | null {
  const { fromMs, untilMs, meanPowerW } = figuresOf(discharge);
  const powers = powerInSlots(discharge, SLOTS);
  const known = powers.flatMap((powerW) => powerW ?? []);
  if (known.length === 0) return null;
  const mean = meanPowerW === null ? "" : ` On average ${meanPowerW.toFixed(1)} W.`;
  return {
    id: "power",
    title: "Power over time",
    unit: "W",
    top: Math.max(...known),
    fromMs,
    untilMs,
    description: `Between ${Math.min(...known).toFixed(1)} W and ${Math.max(...known).toFixed(1)} W from ${clock(fromMs)} to ${clock(untilMs)}.${mean}`,
    draw: (plot) => [...bars(powers, plot), meanPowerW === null ? NOTHING : meanLine(meanPowerW, plot)],
  };
}

function bars(powers: readonly (number | null)[], { x, y }: Plot): readonly Html[] {
  const slotMs = (x.until - x.from) / powers.length;
  const corners = powers.map((powerW, index) => {
    const [from, until] = [x(x.from + index * slotMs), x(x.from + (index + 1) * slotMs)];
    return powerW === null ? null : { from, until, at: y(powerW) };
  });
  const line = corners.flatMap((one) => (one === null ? [null] : [[one.from, one.at] as const, [one.until, one.at] as const]));
  const areas = corners.flatMap((one) => (one === null ? [] : [areaBelow(one, y(0))]));
  return [html`<path class="area power" d="${areas.join("")}"/><path class="line power" d="${pathOf(line)}"/>`];
}

const areaBelow = ({ from, until, at }: { from: number; until: number; at: number }, floor: number): string =>
  `${pathOf([
    [from, floor],
    [from, at],
    [until, at],
    [until, floor],
  ])}Z`;

const meanLine = (meanPowerW: number, { x, y }: Plot): Html =>
  html`<line class="line mean" x1="${x(x.from)}" x2="${x(x.until)}" y1="${y(meanPowerW)}" y2="${y(meanPowerW)}"/><text class="note" x="${x(x.until) - 4}" y="${y(meanPowerW) - 6}" text-anchor="end">${meanPowerW.toFixed(1)} W on average</text>`;
