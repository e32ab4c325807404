// SPDX-License-Identifier: MIT
import { type Change, changeOf, towards } from "./change.ts";
import { type Discharge, longDraw } from "./discharge.ts";
import type { Draw } from "./draw.ts";
import { believed, type Means, meansWith } from "./running-mean.ts";
import { withSaved } from "./saved.ts";
import { HOUR_MS, lasting, MINUTE_MS } from "./tally.ts";

/** A power reading may bend the gauge's mean this far, not further. */
const MOST_BEND = 5;
/** So much of a discharge weighs as much as all before it, for the ratio. */
const RATIO_DOUBT_MS = 10 * MINUTE_MS;
/** A gauge that has not moved yet is taken to have this resolution, as a share of what the battery holds. */
const UNKNOWN_STEP = 0.01;

/**
 * What is drawn now. Slow movements are taken from the gauge, since it is the gauge that runs out; fast ones from the power reading where there
 * is one, in proportion to its own mean: one that is off by a factor, or stuck, misleads nobody.
 */
export function drawOf(discharge: Discharge): Draw {
  return withSaved(drawUnsaved(discharge), discharge.savedPerHour);
}

/** What would be drawn now if a trip saved nothing. */
export function drawUnsaved(discharge: Discharge): Draw {
  const byGauge = withStandstill(discharge);
  const change = changeOf(discharge) ?? NO_CHANGE;
  const usual = longDraw(discharge);
  const long = change.share > 0 ? towards(usual, change.perHour, change.share) : usual;
  const now = believed(byGauge.medium, byReading(discharge, usual));
  const medium = now + (change.perHour - now) * change.share;
  return { long, medium, fast: fastDraw(discharge.byPower, byGauge, medium) };
}

const NO_CHANGE: Change = { perHour: 0, share: 0 };

/** What the power readings say, as long as the gauge has not said it. Watts say nothing of percent. */
function byReading(discharge: Discharge, without: number): number {
  const { mean, weight } = discharge.byPower.medium;
  return discharge.unit === "Wh" ? believed({ mean: mean * ratioOf(discharge), weight }, without) : without;
}

/** The power readings bend the mean, as far as there are any; for the rest the gauge tells. */
function fastDraw({ fast, medium: slow }: Means, byGauge: Means, medium: number): number {
  const without = believed(byGauge.fast, medium);
  if (slow.mean <= 0) return without;
  const bend = Math.min(MOST_BEND, Math.max(1 / MOST_BEND, fast.mean / slow.mean));
  return believed({ mean: medium * bend, weight: fast.weight }, without);
}

/** The ratio of gauge and power reading that earlier discharges have shown, and this one the longer the more. */
export function ratioOf({ ratio, metered }: Discharge): number {
  if (metered.reading <= 0) return ratio;
  const seen = metered.gauge / metered.reading;
  const share = metered.spanMs / (metered.spanMs + RATIO_DOUBT_MS);
  return Math.min(MOST_BEND, Math.max(1 / MOST_BEND, ratio + (seen - ratio) * share));
}

/** The gauge's means, with the time for which it has stood still although it should have moved: less is drawn than was. */
function withStandstill({ byGauge, gauge, lastMs, savedPerHour }: Discharge): Means {
  const spanMs = lastMs - gauge.sinceMs;
  if (!gauge.entered || gauge.step === null || spanMs <= 0) return byGauge;
  const most = (gauge.step * HOUR_MS) / spanMs + savedPerHour;
  return most < byGauge.medium.mean ? meansWith(byGauge, most, spanMs) : byGauge;
}

/** The level at a moment. Between two steps of the gauge: less what has been drawn since the last, at most a step. */
export function levelAt({ gauge, full, lastMs }: Discharge, { fast }: Draw, atMs: number): number {
  const sinceStep = lasting(fast, lastMs - gauge.sinceMs).used;
  const sinceSample = lasting(fast, Math.max(0, atMs - lastMs)).used;
  return Math.max(0, gauge.amount - Math.min(sinceStep, gauge.step ?? UNKNOWN_STEP * full) - sinceSample);
}
