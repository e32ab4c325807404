// SPDX-License-Identifier: MIT
import { MINUTE_MS } from "../tally.ts";
import type { TripState } from "./trip.ts";

/** How likely the goal is reached with each rung. */
export interface Chances {
  /** With this rung all the way. */
  readonly allTheWay: (rung: number) => number;
  /** With this rung for a while (RESCUE_MS), and everything after it. */
  readonly thenAll: (rung: number) => number;
  /** The last rung. */
  readonly top: number;
}

/** The rung that is to be in force; `isSettling`: another would be better, but the last turn is to show its effect first. */
export interface NextRung {
  readonly rung: number;
  readonly isSettling: boolean;
}

/** What is risked must be recoverable by saving everything from so much later on. */
export const RESCUE_MS = 15 * MINUTE_MS;
/** The chance that is aimed at, and the band around it in which nothing is changed. */
const AIM = 0.8;
const [LEAST, MOST] = [0.7, 0.95];
/** The same of the chance that a rescue would do. At the end nothing can be rescued any more, so it is the stricter one there. */
const [RESCUE_AIM, RESCUE_LEAST] = [0.97, 0.93];
/** A turn is given so long to show before more is saved, or less; the latter doubles each time that it had to be turned back. */
const TIGHTEN_AFTER_MS = 5 * MINUTE_MS;
const LOOSEN_AFTER_MS = 15 * MINUTE_MS;

/** The least rung that makes the goal likely, or the last where none does; changed only when a chance has left its band. */
export function rungFor(trip: TripState, nowMs: number, chances: Chances): NextRung {
  const now = Math.min(trip.rung, chances.top);
  const wanted = leastRung(chances);
  if (trip.turnedAtMs === null || trip.wasOnCharger) return { rung: wanted, isSettling: false };
  const chance = chances.allTheWay(now);
  const isTooLittle = wanted > now && (chance < LEAST || chances.thenAll(now) < RESCUE_LEAST);
  const isTooMuch = wanted < now && chance > MOST;
  if (!isTooLittle && !isTooMuch) return { rung: now, isSettling: false };
  const patienceMs = isTooLittle ? TIGHTEN_AFTER_MS : LOOSEN_AFTER_MS * 2 ** trip.reversals;
  const isSettling = !trip.isToPlan && nowMs - trip.turnedAtMs < patienceMs;
  return { rung: isSettling ? now : wanted, isSettling };
}

function leastRung({ allTheWay, thenAll, top }: Chances): number {
  for (let rung = 0; rung < top; rung += 1) if (allTheWay(rung) >= AIM && thenAll(rung) >= RESCUE_AIM) return rung;
  return top;
}
