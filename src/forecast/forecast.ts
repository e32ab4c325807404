// SPDX-License-Identifier: MIT
import { type Charge, chargeRate, timeToShare } from "./charge.ts";
import type { Discharge } from "./discharge.ts";
import { type Draw, LONGEST_MS, timeToUse } from "./draw.ts";
import { drawOf, levelAt } from "./estimate.ts";
import type { ForecastState } from "./forecast-state.ts";
import type { Prior } from "./prior.ts";
import { spreadAt } from "./residuals.ts";
import { deviationOf } from "./swing.ts";
import { HOUR_MS, MINUTE_MS } from "./tally.ts";

/** `estimating`: a rough answer, from what was known before. `changed`: the draw or the profile is another one than ten minutes ago. */
export type ForecastPhase = "estimating" | "steady" | "changed";

/** How long: the median, and the interval in which the truth lies four times out of five. */
export interface TimeLeft {
  readonly medianMs: number;
  readonly lowMs: number;
  readonly highMs: number;
}

/** What is to be expected of the battery. */
export interface Forecast {
  /** Whether the time is that until the end or until it is charged. */
  readonly until: "end" | "charged";
  readonly phase: ForecastPhase;
  /** null where nothing can be said: it charges, and nobody knows how fast. */
  readonly left: TimeLeft | "more than 48 h" | null;
  /** The mean power until then; null where the gauge tells percent only. */
  readonly expectedW: number | null;
  /** What was known before the discharge; null while charging. */
  readonly prior: Prior["from"] | null;
}

/** What is asked for. */
export interface Question {
  readonly atMs: number;
  /** The level at which the system acts: it suspends or shuts down there, not at 0. */
  readonly endPercent: number;
  /** Where charging stops; null where nothing limits it. */
  readonly chargeLimitPercent: number | null;
}

/** With so little of a quarter of an hour seen, an answer is rough: some minutes with a memory, ten without one. */
const [ROUGH_KNOWN, ROUGH_UNKNOWN] = [0.2, 0.5];
const CHANGED_MS = 10 * MINUTE_MS;
/** An answer from samples that are older than this is rough. */
const STALE_MS = 10 * MINUTE_MS;
/** Chargers are regular; what they have in common with the forecast's taper is believed to this factor. */
const CHARGE_FACTOR = 1.3;

/** The forecast at a moment, usually that of the last sample; null on a charger that does not charge, and while nothing is known. */
export function forecast(state: ForecastState, question: Question): Forecast | null {
  if (!Number.isFinite(question.atMs)) return null;
  if (state.discharge !== null) return untilEnd(state.discharge, question);
  return state.charge === null ? null : untilCharged(state.charge, question);
}

function untilEnd(discharge: Discharge, { atMs, endPercent }: Question): Forecast {
  const draw = drawOf(discharge);
  const amount = Math.max(0, levelAt(discharge, draw, atMs) - discharge.full * shareOf(endPercent, 0));
  const ms = timeToUse(draw, amount);
  return {
    until: "end",
    phase: phaseAt(discharge, atMs),
    left: ms === null ? "more than 48 h" : spread(discharge, ms),
    expectedW: discharge.unit === "Wh" ? meanDraw(draw, amount, ms) : null,
    prior: discharge.prior.from,
  };
}

/** Percent as a share from 0 to 1; what is none is `without`. */
const shareOf = (percent: number | null, without: number): number =>
  percent !== null && percent >= 0 && percent <= 100 ? percent / 100 : without;

function meanDraw(draw: Draw, amount: number, ms: number | null): number {
  if (ms === null) return draw.long;
  return ms > 0 ? (amount * HOUR_MS) / ms : draw.fast;
}

function phaseAt({ unit, byGauge, byPower, prior, changedMs, lastMs }: Discharge, atMs: number): ForecastPhase {
  const seen = Math.max(byGauge.medium.weight, unit === "Wh" ? byPower.medium.weight : 0);
  const enough = prior.from === "guess" ? ROUGH_UNKNOWN : ROUGH_KNOWN;
  if (changedMs !== null && lastMs - changedMs < CHANGED_MS) return "changed";
  return seen < enough || atMs - lastMs > STALE_MS ? "estimating" : "steady";
}

function spread({ residuals, beganMs, lastMs, swing }: Discharge, ms: number): TimeLeft | "more than 48 h" {
  const { low, middle, high } = spreadAt(residuals, { horizonMs: ms, ageMs: lastMs - beganMs, swing: deviationOf(swing) });
  return timeLeft(ms * Math.exp(middle), { low: ms * Math.exp(low), high: ms * Math.exp(high) });
}

function timeLeft(medianMs: number, { low, high }: { low: number; high: number }): TimeLeft | "more than 48 h" {
  if (medianMs > LONGEST_MS) return "more than 48 h";
  return { medianMs, lowMs: Math.min(low, medianMs), highMs: Math.min(LONGEST_MS, Math.max(high, medianMs)) };
}

function untilCharged(charge: Charge, { atMs, chargeLimitPercent }: Question): Forecast {
  const ms = timeToShare(charge, shareOf(chargeLimitPercent, 1));
  const leftMs = ms === null ? null : Math.max(0, ms - Math.max(0, atMs - charge.sinceMs));
  const rough = charge.byGauge.weight < ROUGH_KNOWN && charge.byPower.weight < ROUGH_KNOWN;
  return {
    until: "charged",
    phase: rough ? "estimating" : "steady",
    left: leftMs === null ? null : timeLeft(leftMs, { low: leftMs / CHARGE_FACTOR, high: leftMs * CHARGE_FACTOR }),
    expectedW: charge.level.unit === "Wh" ? chargeRate(charge) : null,
    prior: null,
  };
}
