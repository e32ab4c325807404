// SPDX-License-Identifier: MIT
import { MINUTE_MS } from "../tally.ts";
import { type Odds, oddsOf } from "./chance.ts";
import type { Rung } from "./ladder.ts";
import type { Outlook, Steered, TripLook, TripState, Verdict } from "./trip.ts";

/** The chance that is aimed at, and the band in which nothing is changed. */
const AIM = 0.8;
const [LEAST, MOST] = [0.7, 0.95];
/** A turn is given so long to show before it is tightened again, or loosened; the latter doubles with each time that it was turned back. */
const TIGHTEN_AFTER_MS = 5 * MINUTE_MS;
const LOOSEN_AFTER_MS = 20 * MINUTE_MS;
const MOST_DOUBLINGS = 5;
/** After its moment a trip is kept for so long, for those who are late. */
const OVERDUE_MS = 60 * MINUTE_MS;

/** One look at a trip: the least rung that makes it last, changed seldom, and how it stands. Pure. */
export function steer(trip: TripState, look: TripLook): Steered {
  const lateMs = look.nowMs - trip.goal.untilMs;
  if (lateMs >= 0 && (look.onCharger || lateMs > OVERDUE_MS || trip.turnedAtMs === null))
    return held(trip, look, "over", "ended", 0);
  if (look.onCharger) return held({ ...trip, wasOnCharger: true, isToPlan: true }, look, "paused", "charger", 0);
  if (lateMs >= 0) return held(trip, look, "overdue", "holds", trip.rung);
  const odds = oddsOf(look.forecast, { atMs: look.nowMs, endPercent: look.endPercent }, trip.goal);
  if (odds === null) return held(trip, look, "waiting", "holds", trip.rung);
  return planned(trip, look, odds);
}

function held(trip: TripState, look: TripLook, verdict: Verdict, why: Steered["why"], rung: number): Steered {
  const next = { ...trip, rung, lookedAtMs: look.nowMs };
  return { trip: next, rung, savedW: rungAt(look.rungs, rung).believedW, verdict, why, outlook: null };
}

const EMPTY: Rung = { steps: [], comfort: 0, believedW: 0, promisedW: 0, unknown: 0 };

const rungAt = (rungs: readonly Rung[], index: number): Rung => rungs[Math.min(index, rungs.length - 1)] ?? EMPTY;

function planned(trip: TripState, look: TripLook, odds: Odds): Steered {
  const { rungs, nowMs } = look;
  const now = rungAt(rungs, trip.rung).believedW;
  const chanceAt = (index: number): number => odds.chance(rungAt(rungs, index).believedW - now);
  const rung = nextRung(trip, look, chanceAt);
  const turned = rung !== trip.rung;
  const turn = rung > trip.rung ? "tighter" : "looser";
  const next: TripState = {
    ...trip,
    ...{ rung, lookedAtMs: nowMs, wasOnCharger: false, isToPlan: false },
    ...(turned ? { lastTurn: turn, reversals: trip.reversals + (trip.lastTurn !== null && trip.lastTurn !== turn ? 1 : 0) } : {}),
    turnedAtMs: turned || trip.turnedAtMs === null ? nowMs : trip.turnedAtMs,
  };
  const outlook = outlookOf(rungs, odds, { now, rung });
  return {
    ...{ trip: next, rung, savedW: rungAt(rungs, rung).believedW, outlook },
    verdict: verdictOf(outlook, rung, rungs.length - 1),
    why: whyOf(trip, turned, turn),
  };
}

function nextRung(trip: TripState, { nowMs, rungs }: TripLook, chanceAt: (index: number) => number): number {
  const least = rungs.findIndex((_, index) => chanceAt(index) >= AIM);
  const wanted = least < 0 ? Math.max(0, rungs.length - 1) : least;
  if (trip.isToPlan || trip.turnedAtMs === null) return wanted;
  const chance = chanceAt(trip.rung);
  const sinceMs = nowMs - trip.turnedAtMs;
  if (chance < LEAST && wanted > trip.rung) return sinceMs >= TIGHTEN_AFTER_MS ? wanted : trip.rung;
  const patienceMs = LOOSEN_AFTER_MS * 2 ** Math.min(MOST_DOUBLINGS, trip.reversals);
  return chance > MOST && wanted < trip.rung && sinceMs >= patienceMs
    ? wanted
    : Math.min(trip.rung, Math.max(0, rungs.length - 1));
}

function outlookOf(rungs: readonly Rung[], odds: Odds, { now, rung }: { now: number; rung: number }): Outlook {
  const all = rungs.at(-1) ?? EMPTY;
  const withRung = rungAt(rungs, rung).believedW - now;
  const withAll = all.promisedW - now;
  const margin = (savedW: number): number => odds.lastsMs(savedW) - odds.needMs;
  return {
    needMs: odds.needMs,
    ...{ chance: odds.chance(withRung), chanceWithout: odds.chance(-now), chanceWithAll: odds.chance(withAll) },
    ...{ marginMs: margin(withRung), marginWithoutMs: margin(-now), marginWithAllMs: margin(withAll) },
  };
}

function verdictOf({ chance, chanceWithout }: Outlook, rung: number, top: number): Verdict {
  if (chanceWithout >= AIM && rung === 0) return "lasts";
  if (chance >= LEAST) return "saving";
  return rung < top ? "climbing" : "short";
}

function whyOf(trip: TripState, turned: boolean, turn: "tighter" | "looser"): Steered["why"] {
  if (trip.turnedAtMs === null) return "first-plan";
  if (trip.wasOnCharger) return "unplugged";
  if (trip.isToPlan) return "goal-moved";
  if (!turned) return "holds";
  return turn === "tighter" ? "draws-more" : "draws-less";
}
