// SPDX-License-Identifier: MIT
import type { Discharge } from "../discharge.ts";
import { usedAfter } from "../draw.ts";
import { drawUnsaved } from "../estimate.ts";
import { wattsOf } from "../saved.ts";
import { deviationOf } from "../swing.ts";
import { HOUR_MS, MINUTE_MS, minus, type Tally } from "../tally.ts";
import { believedW, type Rung, type Step } from "./ladder.ts";

/** What a step is believed to save on this trip, after what was seen of it. In watts, with the standard deviation of that. */
export interface Belief {
  readonly step: string;
  readonly watts: number;
  readonly deviation: number;
}

/** A turn whose effect is being watched. */
export interface Trial {
  readonly atMs: number;
  /** All that was used until then, without saving; and what is expected to be used since, if the turn saves what is believed. */
  readonly total: Tally;
  readonly expectedPerHour: number;
  /** Steps that were begun, and that were ended. */
  readonly begun: readonly string[];
  readonly ended: readonly string[];
}

/** A turn has shown its effect after this: ten firmware's smoothings, and some steps of a coarse gauge. */
export const TRIAL_MS = 10 * MINUTE_MS;
/** The mean draw of so long a time swings by this share of the swing from minute to minute. */
const MEAN_SWING = 0.7;
/** Standard deviations from the middle to the end of an interval of 90 %. */
const NORMAL_95 = 1.6449;
/** What is known only of machines in general is off by so much of it, as a standard deviation; and nothing is known better than to 50 mW. */
const UNMEASURED = 0.6;
const LEAST_W = 0.05;

/** The name of a step: knob and wish. */
export const nameOf = ({ knob, wish }: Step): string => `${knob} ${JSON.stringify(wish)}`;

/** What a rung saves by all that is believed. */
export const savedBy = (beliefs: readonly Belief[], { steps }: Rung): number =>
  Math.max(
    0,
    steps.map((step) => beliefOf(beliefs, step).watts).reduce((sum, watts) => sum + watts, 0),
  );

/** The watch over a turn from one rung to another, in which the forecast has been told of the saving. */
export function trialOf(discharge: Discharge, atMs: number, from: Rung, to: Rung): Trial {
  const [before, after] = [from.steps.map(nameOf), to.steps.map(nameOf)];
  return {
    atMs,
    total: discharge.total,
    begun: after.filter((name) => !before.includes(name)),
    expectedPerHour: (usedAfter(drawUnsaved(discharge), TRIAL_MS) * HOUR_MS) / TRIAL_MS,
    ended: before.filter((name) => !after.includes(name)),
  };
}

/**
 * The beliefs after a trial: if more was used than expected, the turn has saved less than was believed. How much of that is laid to the saving, and
 * to which step, depends on how well each is known, and on how much the draw swings by itself (a Kalman step with independent beliefs).
 */
export function withOutcome(
  beliefs: readonly Belief[],
  trial: Trial,
  discharge: Discharge,
  steps: readonly Step[],
): readonly Belief[] {
  const seen = minus(discharge.total, trial.total);
  if (seen.spanMs <= 0) return beliefs;
  const { unit } = discharge;
  const expectedW = wattsOf(trial.expectedPerHour, unit);
  const moreW = wattsOf((seen.used * HOUR_MS) / seen.spanMs, unit) - expectedW;
  const gaugeW = wattsOf(((discharge.gauge.step ?? 0) * HOUR_MS) / seen.spanMs, unit);
  const noise = (MEAN_SWING * deviationOf(discharge.swing) * expectedW) ** 2 + gaugeW ** 2;
  const turned = steps
    .map((step) => ({ ...beliefOf(beliefs, step), sign: signOf(trial, step) }))
    .filter(({ sign }) => sign !== 0);
  const spread = turned.reduce((sum, { deviation }) => sum + deviation ** 2, noise);
  if (!(spread > 0) || !Number.isFinite(moreW)) return beliefs;
  const learned = turned.map(({ sign, ...belief }) =>
    corrected(belief, { lessW: sign * moreW, share: belief.deviation ** 2 / spread }),
  );
  return [...beliefs.filter(({ step }) => learned.every((one) => one.step !== step)), ...learned];
}

const signOf = ({ begun, ended }: Trial, step: Step): number =>
  (begun.includes(nameOf(step)) ? 1 : 0) - (ended.includes(nameOf(step)) ? 1 : 0);

const corrected = ({ step, watts, deviation }: Belief, { lessW, share }: { lessW: number; share: number }): Belief => ({
  step,
  watts: Math.max(0, watts - share * lessW),
  deviation: deviation * Math.sqrt(1 - share),
});

function beliefOf(beliefs: readonly Belief[], step: Step): Belief {
  const name = nameOf(step);
  const known = beliefs.find((one) => one.step === name);
  return known ?? { step: name, watts: believedW(step), deviation: deviationAtFirst(step) };
}

function deviationAtFirst(step: Step): number {
  const { savedW } = step;
  const deviation = savedW === null ? UNMEASURED * believedW(step) : (savedW.highW - savedW.lowW) / 2 / NORMAL_95;
  return Math.max(LEAST_W, Number.isFinite(deviation) ? deviation : 0);
}
