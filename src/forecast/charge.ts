// SPDX-License-Identifier: MIT
import { NOTHING_SEEN, type RunningMean, withRate } from "./running-mean.ts";
import { type Level, levelOf, powerOf, type Sample } from "./sample.ts";
import { HOUR_MS, MINUTE_MS } from "./tally.ts";

/** A charge that goes on. The rate is what the battery gains, in the gauge's unit per hour. */
export interface Charge {
  readonly level: Level;
  readonly full: number;
  readonly lastMs: number;
  /** Since when the gauge has shown its level. */
  readonly sinceMs: number;
  readonly byPower: RunningMean;
  readonly byGauge: RunningMean;
}

const RATE_MS = 3 * MINUTE_MS;
const GAP_MS = 10 * MINUTE_MS;
/** Lithium cells are charged with constant current up to about this share, then with constant voltage and a current that falls. */
const TAPER_FROM = 0.8;
/** What is left of the rate at the very end, where the charger stops. */
const LAST_RATE = 0.1;

/** The charge with one more sample of it; null where no level is known. */
export function chargeWith(before: Charge | null, sample: Sample): Charge | null {
  const level = levelOf(sample);
  if (level === null) return before;
  const full = level.full ?? Math.max(before?.full ?? 0, level.amount);
  const spanMs = before === null ? 0 : sample.atMs - before.lastMs;
  if (before === null || before.level.unit !== level.unit || sample.afterGap === true || spanMs < 0 || spanMs > GAP_MS)
    return { level, full, lastMs: sample.atMs, sinceMs: sample.atMs, byPower: firstPower(level, sample), byGauge: NOTHING_SEEN };
  const known = { ...before, full, lastMs: sample.atMs, byPower: powerWith(before, sample, spanMs) };
  return level.amount === before.level.amount ? known : gained(known, level);
}

/** One reading is an answer at once. */
function firstPower({ unit }: Level, sample: Sample): RunningMean {
  const powerW = powerOf(sample);
  return unit === "Wh" && powerW !== null ? { mean: powerW, weight: Number.EPSILON } : NOTHING_SEEN;
}

function powerWith({ byPower, level }: Charge, sample: Sample, spanMs: number): RunningMean {
  const powerW = powerOf(sample);
  if (level.unit !== "Wh" || powerW === null) return NOTHING_SEEN;
  return withRate(byPower, powerW, { spanMs, tauMs: RATE_MS });
}

function gained(charge: Charge, level: Level): Charge {
  const spanMs = charge.lastMs - charge.sinceMs;
  const perHour = spanMs > 0 ? ((level.amount - charge.level.amount) * HOUR_MS) / spanMs : 0;
  return { ...charge, level, sinceMs: charge.lastMs, byGauge: withRate(charge.byGauge, perHour, { spanMs, tauMs: RATE_MS }) };
}

/** What the battery gains per hour; null where that is not known, or nothing. */
export function chargeRate({ byPower, byGauge }: Charge): number | null {
  const { mean } = byPower.weight > 0 ? byPower : byGauge;
  return mean > 0 ? mean : null;
}

/**
 * How long until this share (0 to 1) of a full battery is reached, with a rate that falls in a straight line from its whole at TAPER_FROM to LAST_RATE
 * when full; null where no rate is known. A limit below the level does not hold: then until full.
 */
export function timeToShare(charge: Charge, limit: number): number | null {
  const perHour = chargeRate(charge);
  if (perHour === null || charge.full <= 0) return null;
  const share = Math.min(1, charge.level.amount / charge.full);
  const to = limit > share ? Math.min(limit, 1) : 1;
  const wholeRate = perHour / rateAt(share) / charge.full;
  return ((hoursAtWhole(to) - hoursAtWhole(share)) / wholeRate) * HOUR_MS;
}

/** The rate at a share of full, as a part of the whole rate. */
const rateAt = (share: number): number =>
  share <= TAPER_FROM ? 1 : 1 - ((1 - LAST_RATE) * (share - TAPER_FROM)) / (1 - TAPER_FROM);

/** The integral of 1 / rateAt from an empty battery to this share: hours, if the whole rate filled it in one. */
function hoursAtWhole(share: number): number {
  if (share <= TAPER_FROM) return share;
  return TAPER_FROM + ((1 - TAPER_FROM) / (1 - LAST_RATE)) * -Math.log(rateAt(share));
}
