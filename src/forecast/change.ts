// SPDX-License-Identifier: MIT
import { type Discharge, longDraw, type Suspicion } from "./discharge.ts";
import { withRate } from "./running-mean.ts";
import { shareThatStays } from "./steps.ts";
import { deviationOf, withDeviation } from "./swing.ts";
import { lasting, MINUTE_MS, NO_TALLY, perHourOf, plus, times } from "./tally.ts";

/** A change of the draw: the rate per hour since, and how much of it is believed to last, from 0 to 1. */
export interface Change {
  readonly perHour: number;
  readonly share: number;
}

/** Firmware smooths its readings over about a minute; anything quicker is noise. */
const SHORT_MS = MINUTE_MS;
/** The draw is odd if it deviates, as ln(draw / mean), by so much, and by so many times this machine's usual swing. */
const LEAST_STEP = 0.45;
const SWINGS = 2;
/** It is odd no more when it has come back by this part of that. */
const BACK = 0.5;
/** What is odd for so long, in so many readings, is a change ... */
const EVIDENCE_MS = 3 * MINUTE_MS;
const READINGS = 2;
/** ... which is believed more each time its age has grown so much: what has lasted long will last longer ... */
const GROWTH = 3;
/** ... and which, after this, is no passing change: what was believed before makes room for it. */
const PASSING_MS = 30 * MINUTE_MS;
/** The deviation of a draw of nothing. */
const NOTHING = -10;

/** The discharge with one more reading of its draw: a rate per hour in the gauge's unit, and how long it was so. */
export function withReading(discharge: Discharge, perHour: number, spanMs: number): Discharge {
  const minute = withRate(discharge.minute, perHour, { spanMs, tauMs: SHORT_MS });
  const deviation = minute.mean > 0 ? Math.log(minute.mean / longDraw(discharge)) : NOTHING;
  const swing = withDeviation(discharge.swing, deviation, spanMs);
  const seen = { ...discharge, minute, swing };
  const before = discharge.suspicion?.more === deviation > 0 ? discharge.suspicion : null;
  const goesOn = before !== null && isChange(before);
  const bound = Math.max(LEAST_STEP, SWINGS * deviationOf(swing)) * (goesOn ? BACK : 1);
  if (Math.abs(deviation) <= bound) return { ...seen, suspicion: null };
  const suspicion = suspected(before, { more: deviation > 0, perHour, spanMs });
  return noted({ ...seen, suspicion }, goesOn ? seen.changedMs : seen.lastMs);
}

/** The change that goes on; null if there is none. */
export function changeOf({ suspicion, steps }: Discharge): Change | null {
  const perHour = suspicion !== null && isChange(suspicion) ? perHourOf(suspicion.evidence) : null;
  if (suspicion === null || perHour === null) return null;
  const rounds = 1 + Math.log(suspicion.evidence.spanMs / EVIDENCE_MS) / Math.log(GROWTH);
  return { perHour, share: 1 - (1 - shareThatStays(steps)) ** rounds };
}

function suspected(before: Suspicion | null, reading: { more: boolean; perHour: number; spanMs: number }): Suspicion {
  const { more, perHour, spanMs } = reading;
  const evidence = plus(before?.evidence ?? NO_TALLY, lasting(Math.max(0, perHour), spanMs));
  return { more, evidence, readings: (before?.readings ?? 0) + 1 };
}

const isChange = ({ evidence, readings }: Suspicion): boolean => evidence.spanMs >= EVIDENCE_MS && readings >= READINGS;

/** A change is noted, its fate watched from its beginning, and in the end it is settled. */
function noted(discharge: Discharge, changedMs: number | null): Discharge {
  const { suspicion, lastMs, total } = discharge;
  const change = changeOf(discharge);
  if (suspicion === null || change === null) return discharge;
  const trial = discharge.trial ?? { atMs: lastMs, before: longDraw(discharge), after: change.perHour, total };
  const watched = { ...discharge, trial, changedMs };
  return suspicion.evidence.spanMs < PASSING_MS ? watched : settled(watched, suspicion, change);
}

/** That share of all that was believed before makes room for what was seen since. */
function settled(discharge: Discharge, { evidence }: Suspicion, { perHour, share }: Change): Discharge {
  const { prior, session } = discharge;
  return {
    ...discharge,
    prior: { ...prior, perHour: towards(prior.perHour, perHour, share) },
    session: plus(times(session, 1 - share), times(evidence, share)),
    suspicion: null,
  };
}

/** From one rate so far, as a ratio, towards another. */
export const towards = (from: number, to: number, share: number): number => from * (to / from) ** share;
