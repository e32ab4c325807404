// SPDX-License-Identifier: MIT

/** What was used, in the gauge's unit, and over how long. */
export interface Tally {
  readonly used: number;
  readonly spanMs: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export const NO_TALLY: Tally = { used: 0, spanMs: 0 };

export const plus = (one: Tally, other: Tally): Tally => ({ used: one.used + other.used, spanMs: one.spanMs + other.spanMs });

export const minus = (one: Tally, other: Tally): Tally => ({ used: one.used - other.used, spanMs: one.spanMs - other.spanMs });

export const times = ({ used, spanMs }: Tally, factor: number): Tally => ({ used: used * factor, spanMs: spanMs * factor });

/** The tally, or so much of it as weighs no more than this. */
export const atMost = (tally: Tally, spanMs: number): Tally => times(tally, spanMs / Math.max(spanMs, tally.spanMs));

/** The tally of a rate per hour that lasted so long. */
export const lasting = (perHour: number, spanMs: number): Tally => ({ used: (perHour * spanMs) / HOUR_MS, spanMs });

/** The mean rate per hour; null where there is none above 0. Means are taken of energy, never of times left: those make optimists. */
export const perHourOf = ({ used, spanMs }: Tally): number | null => (used > 0 && spanMs > 0 ? (used * HOUR_MS) / spanMs : null);
