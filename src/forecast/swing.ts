// SPDX-License-Identifier: MIT
import { HOUR_MS } from "./tally.ts";

/** How much the draw of a machine swings: squares of ln(draw of a minute / its mean), times time. The latest hours count most. */
export interface Swing {
  readonly squares: number;
  readonly spanMs: number;
}

export const NO_SWING: Swing = { squares: 0, spanMs: 0 };

const FORGETS_MS = 10 * HOUR_MS;
/** What is believed before anything was seen, and for how much time that counts. */
const USUAL = 0.2;
const DOUBT_MS = HOUR_MS;
/** A deviation counts up to here: further out it is a broken reading. */
const MOST = 1;

export function withDeviation({ squares, spanMs }: Swing, deviation: number, lastedMs: number): Swing {
  const kept = Math.exp(-lastedMs / FORGETS_MS);
  return { squares: squares * kept + Math.min(MOST, deviation ** 2) * lastedMs, spanMs: spanMs * kept + lastedMs };
}

/** The standard deviation of ln(draw / mean). */
export const deviationOf = ({ squares, spanMs }: Swing): number =>
  Math.sqrt((squares + USUAL ** 2 * DOUBT_MS) / (spanMs + DOUBT_MS));
