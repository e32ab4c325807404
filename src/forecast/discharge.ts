// SPDX-License-Identifier: MIT
import { emptyMemory, type Memory, type Metered, NO_METERED } from "./memory.ts";
import type { Pinned } from "./pins.ts";
import type { Prior } from "./prior.ts";
import { type Means, meansOfOne, NO_MEANS, NOTHING_SEEN, type RunningMean } from "./running-mean.ts";
import type { GaugeUnit, Level } from "./sample.ts";
import type { StepRecord, Trial } from "./steps.ts";
import type { Swing } from "./swing.ts";
import { lasting, NO_TALLY, perHourOf, plus, type Tally } from "./tally.ts";

/**
 * One discharge so far. Amounts are in the gauge's unit, rates in that unit per hour. All that is believed of the draw (means, prior, session,
 * totals) is of the draw without what a trip saves, so that turning its settings leaves all evidence standing.
 */
export interface Discharge extends Pinned {
  readonly unit: GaugeUnit;
  readonly full: number;
  readonly beganMs: number;
  readonly lastMs: number;
  readonly profile: string | null;
  /** What a trip's settings save now, as a rate in the gauge's unit. */
  readonly savedPerHour: number;
  /** What it has saved in this discharge. */
  readonly saved: number;
  /** How much of that rate the power readings show by now: firmware smooths them. */
  readonly savedInReading: number;
  readonly prior: Prior;
  readonly gauge: Gauge;
  /** What the gauge says of the draw, and what the power readings say (those in watts, whatever the gauge's unit). */
  readonly byGauge: Means;
  readonly byPower: Means;
  /** What was used since the draw last changed; what was used before that counts in part. */
  readonly session: Tally;
  /** All that was used, and under which profile. */
  readonly total: Tally;
  readonly profiles: ReadonlyMap<string, Tally>;
  readonly metered: Metered;
  /** What the gauge loses for each watt-hour that the power reading tells of, as far as earlier discharges have shown it. */
  readonly ratio: number;
  /** The draw of the last minute. */
  readonly minute: RunningMean;
  readonly swing: Swing;
  readonly suspicion: Suspicion | null;
  readonly steps: StepRecord;
  readonly trial: Trial | null;
  /** When the draw last changed; null if it never did. */
  readonly changedMs: number | null;
}

/** What the gauge shows, and how it has come there. */
export interface Gauge {
  readonly amount: number;
  readonly sinceMs: number;
  /** Whether it was seen to change to this amount; if not, how much of its step was used already is unknown. */
  readonly entered: boolean;
  /** Its resolution: the least change so far; null before any. */
  readonly step: number | null;
  /** The last change was taken for a jump. */
  readonly jumped: boolean;
  /** What the power readings come to since `sinceMs`, in Wh; null where one was missing. */
  readonly readingWh: number | null;
}

/** The draw seems to have changed: to more or to less, what was used since, in how many readings. */
export interface Suspicion {
  readonly more: boolean;
  readonly evidence: Tally;
  readonly readings: number;
}

/** What a discharge begins with. */
export interface Beginning {
  readonly atMs: number;
  readonly level: Level;
  readonly full: number;
  readonly powerW: number | null;
  readonly profile: string | null;
  readonly savedPerHour: number;
  readonly prior: Prior;
  readonly ratio: number;
  readonly memory: Memory | null;
}

export function beginDischarge({ atMs, level, powerW, full, memory, ...known }: Beginning): Discharge {
  const { residuals, steps, swing } = memory?.unit === level.unit ? memory : emptyMemory(level.unit);
  return {
    ...known,
    unit: level.unit,
    full,
    beganMs: atMs,
    lastMs: atMs,
    residuals,
    steps,
    swing,
    gauge: { amount: level.amount, sinceMs: atMs, entered: false, step: null, jumped: false, readingWh: 0 },
    saved: 0,
    savedInReading: known.savedPerHour,
    byGauge: NO_MEANS,
    byPower: meansOfOne(powerW === null ? null : powerW + known.savedPerHour),
    session: NO_TALLY,
    total: NO_TALLY,
    profiles: new Map(),
    metered: NO_METERED,
    minute: NOTHING_SEEN,
    suspicion: null,
    trial: null,
    changedMs: null,
    pins: [],
  };
}

/** The mean to which the draw of a discharge returns: what was believed before it, and what it has shown itself. */
export function longDraw(discharge: Discharge): number {
  const { prior, session } = discharge;
  const perHour = prior.from === "guess" ? guessOf(discharge) : prior.perHour;
  return perHourOf(plus(lasting(perHour, prior.weightMs), session)) ?? perHour;
}

/** Where nothing is known but the size of the battery, the power readings are as good a guess: between the two. */
const guessOf = ({ unit, prior, byPower }: Discharge): number =>
  unit === "Wh" && byPower.medium.mean > 0 ? Math.sqrt(prior.perHour * byPower.medium.mean) : prior.perHour;
