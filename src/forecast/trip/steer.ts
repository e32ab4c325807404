// SPDX-License-Identifier: MIT
import { MINUTE_MS } from "../tally.ts";
import { savedBy, TRIAL_MS, trialOf, withOutcome } from "./beliefs.ts";
import { type Odds, oddsOf } from "./chance.ts";
import type { Rung } from "./ladder.ts";
import { type Chances, RESCUE_MS, rungFor } from "./next-rung.ts";
import type { Outlook, Steered, TripLook, TripState, Verdict } from "./trip.ts";

/** After its moment a trip is kept for so long, for those who are late. */
const OVERDUE_MS = 60 * MINUTE_MS;
/** Longer between two looks, and the machine slept, or nobody watched. */
const GAP_MS = 10 * MINUTE_MS;

/** One look at a trip: the least rung that makes it last, changed seldom, and how it stands. */
export function steer(trip: TripState, look: TripLook): Steered {
  const lateMs = look.nowMs - trip.goal.untilMs;
  const isOver = lateMs >= 0 && (look.onCharger || lateMs > OVERDUE_MS || trip.turnedAtMs === null);
  if (isOver) return held(trip, look, { verdict: "over", why: "ended", rung: 0 });
  const paused = { ...trip, wasOnCharger: true, isToPlan: true, trial: null };
  if (look.onCharger) return held(paused, look, { verdict: "paused", why: "charger", rung: 0 });
  if (lateMs >= 0) return held(trip, look, { verdict: "overdue", why: "holds", rung: trip.rung });
  const odds = oddsOf(look.forecast, { atMs: look.nowMs, endPercent: look.endPercent }, trip.goal);
  if (odds === null) return held(trip, look, { verdict: "waiting", why: "holds", rung: trip.rung });
  return planned(observed(trip, look), look, odds);
}

function held(
  trip: TripState,
  { rungs, nowMs }: TripLook,
  { rung, ...told }: Pick<Steered, "verdict" | "why" | "rung">,
): Steered {
  const state = { ...trip, rung, lookedAtMs: nowMs };
  return { ...told, trip: state, rung, savedW: savedBy(trip.beliefs, rungAt(rungs, rung)), outlook: null };
}

const NOTHING: Rung = { steps: [], comfort: 0, believedW: 0, promisedW: 0, unknown: 0 };

const rungAt = (rungs: readonly Rung[], index: number): Rung => rungs[index] ?? rungs.at(-1) ?? NOTHING;

const isAfterGap = ({ lookedAtMs }: TripState, nowMs: number): boolean => lookedAtMs !== null && nowMs - lookedAtMs > GAP_MS;

/** What the last turn has saved is seen by now; what slept meanwhile is no evidence. */
function observed(trip: TripState, { forecast: { discharge }, nowMs, rungs }: TripLook): TripState {
  const { trial, beliefs } = trip;
  if (trial === null || discharge === null) return trip;
  if (isAfterGap(trip, nowMs)) return { ...trip, trial: null };
  if (nowMs - trial.atMs < TRIAL_MS) return trip;
  const steps = [...new Set(rungs.flatMap((rung) => rung.steps))];
  return { ...trip, trial: null, beliefs: withOutcome(beliefs, trial, discharge, steps) };
}

function planned(trip: TripState, look: TripLook, odds: Odds): Steered {
  const { rungs } = look;
  const saved = rungs.map((rung) => savedBy(trip.beliefs, rung));
  const most = { afterMs: RESCUE_MS, savedW: Math.max(0, ...saved) };
  const chances: Chances = {
    top: Math.max(0, rungs.length - 1),
    allTheWay: (index) => odds.chance(saved[index] ?? 0),
    thenAll: (index) => odds.chance(saved[index] ?? 0, most),
  };
  const { rung, isSettling } = rungFor(trip, look.nowMs, chances);
  const outlook = outlookOf(odds, { now: saved[rung] ?? 0, all: rungAt(rungs, chances.top).promisedW });
  const next = turnedTo(trip, look, rung);
  return {
    ...{ trip: next, rung, savedW: saved[rung] ?? 0, outlook },
    verdict: verdictOf(outlook, { rung, top: chances.top }),
    why: isSettling ? "settling" : whyOf(trip, look.nowMs, next),
  };
}

/** The trip with this rung in force; what a turn saves is watched. */
function turnedTo(trip: TripState, { nowMs, rungs, forecast }: TripLook, rung: number): TripState {
  const looked = { ...trip, lookedAtMs: nowMs, wasOnCharger: false, isToPlan: false };
  if (rung === trip.rung) return { ...looked, turnedAtMs: trip.turnedAtMs ?? nowMs };
  const turn = rung > trip.rung ? "tighter" : "looser";
  const isReversal = trip.lastTurn !== null && trip.lastTurn !== turn;
  const { discharge } = forecast;
  const trial = discharge === null ? null : trialOf(discharge, nowMs, rungAt(rungs, trip.rung), rungAt(rungs, rung));
  return { ...looked, rung, trial, turnedAtMs: nowMs, lastTurn: turn, reversals: trip.reversals + (isReversal ? 1 : 0) };
}

function outlookOf(odds: Odds, { now, all }: { now: number; all: number }): Outlook {
  const marginMs = (savedW: number): number => odds.lastsMs(savedW) - odds.needMs;
  const most = Math.max(now, all);
  return {
    needMs: odds.needMs,
    ...{ chance: odds.chance(now), chanceWithout: odds.chance(0), chanceWithAll: odds.chance(most) },
    ...{ marginMs: marginMs(now), marginWithoutMs: marginMs(0), marginWithAllMs: marginMs(most) },
  };
}

function verdictOf({ chance }: Outlook, { rung, top }: { rung: number; top: number }): Verdict {
  if (chance >= LIKELY) return rung === 0 ? "lasts" : "saving";
  return rung < top ? "climbing" : "short";
}

/** From here on it is told that it lasts. */
const LIKELY = 0.7;

function whyOf(before: TripState, nowMs: number, after: TripState): Steered["why"] {
  if (before.turnedAtMs === null) return "first-plan";
  if (before.wasOnCharger) return "unplugged";
  if (after.rung === before.rung) return "holds";
  if (before.isToPlan) return "goal-moved";
  if (isAfterGap(before, nowMs)) return "woke";
  return after.lastTurn === "tighter" ? "draws-more" : "draws-less";
}
