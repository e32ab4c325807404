// SPDX-License-Identifier: MIT
import { withReading } from "./change.ts";
import type { Discharge } from "./discharge.ts";
import { drawOf, drawUnsaved, levelAt, ratioOf } from "./estimate.ts";
import type { Metered } from "./memory.ts";
import { heldAgainst, withPin } from "./pins.ts";
import type { Prior } from "./prior.ts";
import { FRESH_MS } from "./residuals.ts";
import { faded, meansWith, NO_MEANS, NOTHING_SEEN } from "./running-mean.ts";
import { type Level, levelOf, powerOf, type Sample } from "./sample.ts";
import { ratePerHour } from "./saved.ts";
import { verdict } from "./steps.ts";
import { atMost, HOUR_MS, lasting, MINUTE_MS, NO_TALLY, plus, type Tally } from "./tally.ts";

/** Longer between two samples, and nobody knows what happened. */
const GAP_MS = 10 * MINUTE_MS;
/** A change is a jump of the gauge if it is more than this share of a full battery upwards, or more than this and so many times what was expected downwards. */
const JUMP_SHARE = 0.02;
const JUMP_TIMES = 4;
/** Firmware smooths its readings over about so long. */
const SMOOTHING_MS = MINUTE_MS;
/** What is left of the evidence when another profile comes into force. */
const OTHER_PROFILE_MS = 5 * MINUTE_MS;

/**
 * The discharge with one more sample of it. One that is not later than the last changes nothing. `priorUnder` gives the prior for another
 * profile that comes into force.
 */
export function advance(discharge: Discharge, sample: Sample, priorUnder: (profile: string | null) => Prior): Discharge {
  const spanMs = sample.atMs - discharge.lastMs;
  const read = levelOf(sample);
  const level = read?.unit === discharge.unit ? read : null;
  if (spanMs === 0) return discharge;
  const same = sample.profile === discharge.profile ? discharge : underProfile(discharge, sample, priorUnder(sample.profile));
  const current = underSettings(same, ratePerHour(sample.savedW ?? 0, discharge.unit));
  if (sample.afterGap === true || spanMs < 0 || spanMs > GAP_MS) return afterGap(current, sample.atMs, level);
  const saved = current.saved + lasting(current.savedPerHour, spanMs).used;
  const savedInReading = smoothed(current, spanMs);
  const powered = withPower({ ...current, saved, savedInReading, lastMs: sample.atMs }, powerOf(sample), spanMs);
  const levelled = level === null ? powered : withLevel(powered, level);
  return pinned(judged(levelled));
}

/** The last minutes say nothing about the next. */
const NOTHING_RECENT = {
  byGauge: NO_MEANS,
  byPower: NO_MEANS,
  minute: NOTHING_SEEN,
  suspicion: null,
  trial: null,
  pins: [],
} as const satisfies Partial<Discharge>;

/** After sleep: the gauge is read anew, and what the last minutes drew says nothing about the next. */
function afterGap(discharge: Discharge, atMs: number, level: Level | null): Discharge {
  const { amount, step } = discharge.gauge;
  return {
    ...discharge,
    lastMs: atMs,
    gauge: { amount: level?.amount ?? amount, sinceMs: atMs, entered: false, step, jumped: false, readingWh: 0 },
    ...NOTHING_RECENT,
  };
}

/** Another profile is a change with a known cause: its own prior, and little of the old evidence. */
function underProfile(discharge: Discharge, { atMs, profile }: Sample, prior: Prior): Discharge {
  return {
    ...discharge,
    profile,
    prior,
    changedMs: atMs,
    session: atMost(discharge.session, OTHER_PROFILE_MS),
    gauge: { ...discharge.gauge, entered: false },
    ...NOTHING_RECENT,
  };
}

/** A trip's settings change the draw by what they save, and nothing that is believed of it without them. */
function underSettings(discharge: Discharge, savedPerHour: number): Discharge {
  if (savedPerHour === discharge.savedPerHour) return discharge;
  return { ...discharge, savedPerHour, gauge: { ...discharge.gauge, entered: false } };
}

const smoothed = ({ savedPerHour, savedInReading }: Discharge, spanMs: number): number =>
  savedPerHour + (savedInReading - savedPerHour) * Math.exp(-spanMs / SMOOTHING_MS);

function withPower(discharge: Discharge, powerW: number | null, spanMs: number): Discharge {
  const { gauge, byPower, savedInReading } = discharge;
  if (powerW === null) return { ...discharge, gauge: { ...gauge, readingWh: null }, byPower: faded(byPower, spanMs) };
  const readingWh = gauge.readingWh === null ? null : gauge.readingWh + lasting(powerW, spanMs).used;
  const powered = { ...discharge, gauge: { ...gauge, readingWh }, byPower: meansWith(byPower, powerW + savedInReading, spanMs) };
  return discharge.unit === "Wh" ? withReading(powered, powerW * ratioOf(discharge) + savedInReading, spanMs) : powered;
}

function withLevel(discharge: Discharge, level: Level): Discharge {
  const { gauge, lastMs } = discharge;
  const full = level.full ?? Math.max(discharge.full, level.amount);
  if (level.amount === gauge.amount) return { ...discharge, full };
  const seen: Tally = { used: gauge.amount - level.amount, spanMs: lastMs - gauge.sinceMs };
  const moved = { ...gauge, amount: level.amount, sinceMs: lastMs, entered: true, readingWh: 0 };
  // Two in a row are no jumps but the truth.
  if (!gauge.jumped && isJump(discharge, seen))
    return { ...discharge, full, gauge: { ...moved, jumped: true }, suspicion: null, pins: [] };
  const size = Math.abs(seen.used);
  const told = { ...discharge, full, gauge: { ...moved, step: Math.min(size, gauge.step ?? size), jumped: false } };
  return gauge.entered ? withUse(told, seen, gauge.readingWh) : told;
}

function isJump(discharge: Discharge, { used, spanMs }: Tally): boolean {
  const expected = lasting(drawOf(discharge).fast, spanMs).used;
  return used < -JUMP_SHARE * discharge.full || used > JUMP_SHARE * discharge.full + JUMP_TIMES * expected;
}

/** What the gauge lost while it was watched. */
function withUse(discharge: Discharge, seen: Tally, readingWh: number | null): Discharge {
  const { profile, profiles, unit, savedPerHour } = discharge;
  const use = plus(seen, { used: lasting(savedPerHour, seen.spanMs).used, spanMs: 0 });
  const perHour = (use.used * HOUR_MS) / use.spanMs;
  const used: Discharge = {
    ...discharge,
    total: plus(discharge.total, use),
    session: plus(discharge.session, use),
    profiles: profile === null ? profiles : new Map([...profiles, [profile, plus(profiles.get(profile) ?? NO_TALLY, use)]]),
    byGauge: meansWith(discharge.byGauge, perHour, seen.spanMs),
    metered: readingWh === null ? discharge.metered : meteredWith(discharge.metered, seen, readingWh),
  };
  return unit === "Wh" && readingWh !== null ? used : withReading(used, perHour, seen.spanMs);
}

const meteredWith = ({ gauge, reading, spanMs }: Metered, seen: Tally, readingWh: number): Metered => ({
  gauge: gauge + seen.used,
  reading: reading + readingWh,
  spanMs: spanMs + seen.spanMs,
});

function judged(discharge: Discharge): Discharge {
  const { trial, steps, lastMs: atMs, total } = discharge;
  const decided = trial === null ? null : verdict(steps, trial, { atMs, total, isEnd: false });
  return decided === null ? discharge : { ...discharge, steps: decided, trial: null };
}

/** What was forecast is held against the level now, and what is forecast now is noted; both as they would be without what a trip saves. */
function pinned(discharge: Discharge): Discharge {
  const { lastMs: atMs, beganMs, saved } = discharge;
  const draw = drawUnsaved(discharge);
  const level = levelAt(discharge, drawOf(discharge), atMs) - saved;
  const held = heldAgainst(discharge, { atMs, level });
  const age = atMs - beganMs < FRESH_MS ? "fresh" : "settled";
  return { ...discharge, residuals: held.residuals, pins: withPin(held.pins, { atMs, level, draw, age }) };
}
