// SPDX-License-Identifier: MIT
import type { Draw } from "./draw.ts";
import type { GaugeUnit } from "./sample.ts";

/** What a percent is worth where the gauge tells nothing else: a hundredth of a worn pack of 50 Wh. */
const PERCENT_WH = 0.5;
/** Whatever is believed to be saved, so much of a draw stays: nothing runs on nothing. */
const LEAST_SHARE = 0.1;

/** Watts as a rate in the gauge's unit; what is no number is nothing. */
export function ratePerHour(watts: number, unit: GaugeUnit): number {
  if (!Number.isFinite(watts)) return 0;
  return unit === "Wh" ? watts : watts / PERCENT_WH;
}

/** A rate in the gauge's unit as watts. */
export const wattsOf = (perHour: number, unit: GaugeUnit): number => (unit === "Wh" ? perHour : perHour * PERCENT_WH);

/** The draw with so much less of it, or more where that is negative; more saved never means more draw. */
export function withSaved({ fast, medium, long }: Draw, savedPerHour: number): Draw {
  const less = (rate: number): number => Math.max(rate * LEAST_SHARE, rate - savedPerHour);
  return { fast: less(fast), medium: less(medium), long: less(long) };
}
