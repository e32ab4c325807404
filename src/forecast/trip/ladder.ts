// SPDX-License-Identifier: MIT
import { sum } from "../../mean.ts";
import type { SavedW } from "../savings.ts";

/** One thing that a trip may turn: a knob, and the wish for it, which means nothing here. */
export interface Step<Wish = unknown> {
  readonly knob: string;
  readonly wish: Wish;
  /** What it takes from the person, from 0 (nobody notices) to 1 (hardly usable). */
  readonly comfort: number;
  /** Against the knob as it was, not against its next milder wish; null: unknown until measured. */
  readonly savedW: SavedW | null;
  /** What it saves on machines in general: enough to choose by as long as nothing was measured, and never promised. */
  readonly priorW?: number;
}

/** All that is turned at once. The first rung turns nothing; each further one takes one step more, or replaces a knob's wish by a stricter one. */
export interface Rung<Wish = unknown> {
  readonly steps: readonly Step<Wish>[];
  /** The sum of what its steps take. */
  readonly comfort: number;
  /** What it is believed to save; and what of that was measured, which alone may be promised. */
  readonly believedW: number;
  readonly promisedW: number;
  /** How many of its steps are unknown until measured. */
  readonly unknown: number;
}

/** Orders steps into rungs, the next always being what takes least comfort for each watt more. What saves nothing is left out. */
export function ladder<Wish>(steps: readonly Step<Wish>[]): readonly Rung<Wish>[] {
  const rungs = [rungOf<Wish>([])];
  for (let taken = better([], steps); taken !== null; taken = better(taken, steps)) rungs.push(rungOf(taken));
  return rungs;
}

/** What a step is believed to save: what was measured, else what is known of machines in general; never less than nothing. */
export function believedW({ savedW, priorW }: Pick<Step, "savedW" | "priorW">): number {
  const watts = savedW?.medianW ?? priorW ?? LEAST_W;
  return Number.isFinite(watts) ? Math.max(0, watts) : 0;
}

/** A step of which nothing at all is known is taken for a small one. */
const LEAST_W = 0.05;
/** Less than this is nothing. */
const NOTHING_W = 1e-3;

function rungOf<Wish>(steps: readonly Step<Wish>[]): Rung<Wish> {
  const measured = steps.filter(({ savedW }) => savedW !== null);
  return {
    steps,
    comfort: sum(steps.map(comfortOf)),
    believedW: sum(steps.map(believedW)),
    promisedW: sum(measured.map(believedW)),
    unknown: steps.length - measured.length,
  };
}

/** What is taken, with the best step more; null when there is none. */
function better<Wish>(taken: readonly Step<Wish>[], steps: readonly Step<Wish>[]): readonly Step<Wish>[] | null {
  let best: { readonly step: Step<Wish>; readonly price: number } | null = null;
  for (const step of steps) {
    const before = taken.find(({ knob }) => knob === step.knob);
    const moreW = believedW(step) - (before === undefined ? 0 : believedW(before));
    if (moreW < NOTHING_W) continue;
    const price = Math.max(0, comfortOf(step) - (before === undefined ? 0 : comfortOf(before))) / moreW;
    if (best === null || price < best.price) best = { step, price };
  }
  return best === null ? null : [...taken.filter(({ knob }) => knob !== best.step.knob), best.step];
}

const comfortOf = ({ comfort }: Pick<Step, "comfort">): number => (comfort > 0 ? Math.min(1, comfort) : 0);
