// SPDX-License-Identifier: MIT
import type { Discharge, Suspicion } from "./discharge.ts";
import { longDraw } from "./estimate.ts";
import { type Means, type RunningMean, withRate } from "./running-mean.ts";
import { shareThatStays } from "./steps.ts";
import { deviationOf, withDeviation } from "./swing.ts";
import { lasting, MINUTE_MS, NO_TALLY, perHourOf, plus, times } from "./tally.ts";

/** Firmware smooths its readings over about a minute; anything quicker is noise. */
const SHORT_MS = MINUTE_MS;
/** The draw has changed if it deviates, as ln(draw / mean), by so much, and by so many times the machine's usual swing ... */
const LEAST_STEP = 0.45;
const SWINGS = 2;
/** ... for so long, in so many readings. */
const EVIDENCE_MS = 3 * MINUTE_MS;
const READINGS = 2;
/** A change that lasts is believed more each time its age has grown so much: what has lasted long will last longer. */
const GROWTH = 3;
/** The deviation of a draw of nothing. */
const NOTHING = -10;

/** The discharge with one more reading of its draw: a rate per hour in the gauge's unit, and how long it was so. */
export function withReading(discharge: Discharge, perHour: number, spanMs: number): Discharge {
  const minute = withRate(discharge.minute, perHour, { spanMs, tauMs: SHORT_MS });
  const deviation = minute.mean > 0 ? Math.log(minute.mean / longDraw(discharge)) : NOTHING;
  const swing = withDeviation(discharge.swing, deviation, spanMs);
  const isOdd = Math.abs(deviation) > Math.max(LEAST_STEP, SWINGS * deviationOf(swing));
  const suspicion = isOdd ? suspected(discharge.suspicion, { more: deviation > 0, perHour, spanMs }) : null;
  const seen: Discharge = { ...discharge, minute, swing, suspicion };
  return suspicion !== null && isConfirmed(suspicion) ? changed(seen, suspicion) : seen;
}

function suspected(before: Suspicion | null, reading: { more: boolean; perHour: number; spanMs: number }): Suspicion {
  const { more, perHour, spanMs } = reading;
  const same = before?.more === more ? before : { evidence: NO_TALLY, readings: 0, dueMs: EVIDENCE_MS };
  const evidence = plus(same.evidence, lasting(Math.max(0, perHour), spanMs));
  return { more, evidence, readings: same.readings + 1, dueMs: same.dueMs };
}

const isConfirmed = ({ evidence, readings, dueMs }: Suspicion): boolean => evidence.spanMs >= dueMs && readings >= READINGS;

/**
 * The draw has changed. As much of the step as usually stays on this machine (steps.ts) is taken over: that share of all that was believed
 * before makes room for what was seen since.
 */
function changed(discharge: Discharge, suspicion: Suspicion): Discharge {
  const { prior, session, byGauge, byPower, lastMs, total, trial } = discharge;
  const perHour = perHourOf(suspicion.evidence);
  if (perHour === null) return discharge;
  const share = shareThatStays(discharge.steps);
  return {
    ...discharge,
    prior: { ...prior, perHour: prior.perHour * (perHour / prior.perHour) ** share },
    session: plus(times(session, 1 - share), times(suspicion.evidence, share)),
    byGauge: drawnTo(byGauge, perHour, share),
    byPower: byPower.medium.weight > 0 ? drawnTo(byPower, byPower.fast.mean, share) : byPower,
    suspicion: { ...suspicion, dueMs: GROWTH * suspicion.evidence.spanMs },
    trial: trial ?? { atMs: lastMs, before: longDraw(discharge), after: perHour, total },
    changedMs: lastMs,
  };
}

const drawnTo = ({ fast, medium }: Means, rate: number, share: number): Means => ({
  fast: meanDrawnTo(fast, rate, share),
  medium: meanDrawnTo(medium, rate, share),
});

const meanDrawnTo = ({ mean, weight }: RunningMean, rate: number, share: number): RunningMean => ({
  mean: mean + (rate - mean) * share,
  weight: Math.max(weight, share),
});
