// SPDX-License-Identifier: MIT
import { mean } from "../mean.ts";
import type { PowerPoint, State } from "./state.ts";

/** The mean of one thing in each of so many slots of equal time, the newest last; null where nothing is known. */
export function inSlots(state: Known, count: number, amount: (point: PowerPoint) => number | null): readonly (number | null)[] {
  return timeSlots(state, count).map((slot) => meanOf(slot.map(amount)));
}

type Known = Pick<State, "points" | "nowMs">;

/** The shortest span that holds what is known, so that the graph fills up before it moves. */
const SPANS_MS = [10, 30, 60, 120, 240, 480, 960].map((minutes) => minutes * 60_000);

/** The time over which the slots reach. */
export function spanMs({ points, nowMs }: Known): number {
  const known = nowMs - (points[0]?.atMs ?? nowMs);
  return SPANS_MS.find((span) => span >= known) ?? SPANS_MS.at(-1) ?? known;
}

/** The points by the column in which they fall; a slot without any holds what came before, for as long as looks are apart. */
function timeSlots(state: Known, count: number): readonly (readonly PowerPoint[])[] {
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
  return known.length === 0 ? null : mean(known);
}
