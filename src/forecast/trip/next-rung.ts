// SPDX-License-Identifier: MIT
import { MINUTE_MS } from "../tally.ts";
import type { TripState } from "./trip.ts";

/** How likely the goal is reached with each rung. */
export interface Chances {
  readonly needMs: number;
  readonly at: (rung: number) => number;
  /** The last rung. */
  readonly top: number;
}

/** The rung that is to be in force; `isSettling`: another would be better, but the last turn is to show its effect first. */
export interface NextRung {
  readonly rung: number;
  readonly isSettling: boolean;
}

/** The chance that is aimed at, and the band around it in which nothing is changed. */
const AIM = 0.8;
const [LEAST, MOST] = [0.7, 0.95];
/** What may be let go of is let go of as far as this, so that it need not be taken back soon. */
const LOOSE_AIM = 0.9;
/** The same at the very end, where nothing can be made up for any more; and how long before it that begins to count. */
const [LAST_AIM, LAST_LEAST, LAST_MS] = [0.95, 0.9, 45 * MINUTE_MS];
/** A turn is given so long to show before more is saved, or less; the latter doubles each time that it had to be turned back. */
const TIGHTEN_AFTER_MS = 5 * MINUTE_MS;
const LOOSEN_AFTER_MS = 20 * MINUTE_MS;
const MOST_DOUBLINGS = 5;

/** The least rung that makes the goal likely, or the last where none does; changed only when the chance has left its band. */
export function rungFor(trip: TripState, nowMs: number, chances: Chances): NextRung {
  const now = Math.min(trip.rung, chances.top);
  const chance = chances.at(now);
  const tight = leastRung(chances, towards(AIM, LAST_AIM, chances.needMs));
  if (trip.turnedAtMs === null || trip.wasOnCharger) return { rung: tight, isSettling: false };
  const loose = leastRung(chances, towards(LOOSE_AIM, LAST_AIM, chances.needMs));
  const isTooLittle = tight > now && chance < towards(LEAST, LAST_LEAST, chances.needMs);
  const isTooMuch = loose < now && chance > MOST;
  if (!isTooLittle && !isTooMuch) return { rung: now, isSettling: false };
  const wanted = isTooLittle ? tight : loose;
  const patienceMs = isTooLittle ? TIGHTEN_AFTER_MS : LOOSEN_AFTER_MS * 2 ** Math.min(MOST_DOUBLINGS, trip.reversals);
  const isSettling = !trip.isToPlan && nowMs - trip.turnedAtMs < patienceMs;
  return { rung: isSettling ? now : wanted, isSettling };
}

function leastRung({ at, top }: Chances, aim: number): number {
  for (let rung = 0; rung < top; rung += 1) if (at(rung) >= aim) return rung;
  return top;
}

/** Between what holds long before the end and what holds there. */
const towards = (before: number, last: number, needMs: number): number => before + (last - before) * Math.exp(-needMs / LAST_MS);
