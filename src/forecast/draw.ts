// SPDX-License-Identifier: MIT
import { HOUR_MS, MINUTE_MS } from "./tally.ts";

/** What is drawn, in the gauge's unit per hour and never negative: in the last minutes, in the last quarter of an hour, in the long run. */
export interface Draw {
  readonly fast: number;
  readonly medium: number;
  readonly long: number;
}

/** More than this is no forecast. */
export const LONGEST_MS = 48 * HOUR_MS;

/** How long what is special about the last minutes, and about the last quarter of an hour, goes on. */
const FAST_FADES_MS = 15 * MINUTE_MS;
const MEDIUM_FADES_MS = 30 * MINUTE_MS;

/** Halvings of the span in which the answer lies: down to well below a millisecond. */
const ROUNDS = 40;

/**
 * What will have been used after so long. The draw that is expected at a moment ahead is a blend: the fast one fades first, the medium one
 * next, the long one stays. The shares are never negative, so more draw never means more time, and less energy never means more.
 */
export const usedAfter = ({ fast, medium, long }: Draw, spanMs: number): number =>
  (long * spanMs +
    (medium - long) * lastingShare(spanMs, MEDIUM_FADES_MS) +
    (fast - medium) * lastingShare(spanMs, FAST_FADES_MS)) /
  HOUR_MS;

/** The time for which something that fades counts in full. */
const lastingShare = (spanMs: number, fadesMs: number): number => fadesMs * -Math.expm1(-spanMs / fadesMs);

/** How long until so much is used; null where that is more than LONGEST_MS. */
export function timeToUse(draw: Draw, amount: number): number | null {
  if (usedAfter(draw, LONGEST_MS) < amount) return null;
  let [enoughMs, tooLittleMs] = [LONGEST_MS, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const middleMs = (enoughMs + tooLittleMs) / 2;
    if (usedAfter(draw, middleMs) >= amount) enoughMs = middleMs;
    else tooLittleMs = middleMs;
  }
  return amount > 0 ? enoughMs : 0;
}
