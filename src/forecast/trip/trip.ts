// SPDX-License-Identifier: MIT
import type { Question } from "../forecast.ts";
import type { ForecastState } from "../forecast-state.ts";
import type { Belief, Trial } from "./beliefs.ts";
import type { TripGoal } from "./chance.ts";
import type { Rung } from "./ladder.ts";

/** A trip so far. Plain data without functions: it can be kept as JSON. */
export interface TripState {
  readonly goal: TripGoal;
  /** The index of the rung in force. */
  readonly rung: number;
  /** When it last changed; null before the first plan. */
  readonly turnedAtMs: number | null;
  readonly lookedAtMs: number | null;
  readonly wasOnCharger: boolean;
  /** The goal was moved, or something else makes the plan void: the next look need not wait. */
  readonly isToPlan: boolean;
  /** Whether it last tightened, and how often it has turned back since. */
  readonly lastTurn: "tighter" | "looser" | null;
  readonly reversals: number;
  /** What was learned of savings on this trip, and the turn from which more is to be learned. */
  readonly beliefs: readonly Belief[];
  readonly trial: Trial | null;
}

/** What is there to decide by at one moment. */
export interface TripLook {
  readonly nowMs: number;
  readonly forecast: ForecastState;
  readonly endPercent: Question["endPercent"];
  /** A charger that is real. One that is too weak, or is still being looked at, is none. */
  readonly onCharger: boolean;
  /** From `ladder`. The first turns nothing; what is the user's own is not among them. */
  readonly rungs: readonly Rung[];
}

/**
 * How the trip stands.
 * `lasts`: nothing need be saved. `saving`: it lasts with what is saved now. `climbing`: more is needed than is saved by now, and there is more to save.
 * `short`: not even with everything. `paused`: on a charger. `waiting`: nothing is known yet. `overdue`: the moment has passed, still on battery; what is
 * saved stays. `over`: it has ended; the keeper lets it go.
 */
export type Verdict = "lasts" | "saving" | "climbing" | "short" | "paused" | "waiting" | "overdue" | "over";

/** What a look came to. */
export interface Steered {
  readonly trip: TripState;
  /** The index of the rung that is to be in force from now on. */
  readonly rung: number;
  /** What that is believed to save: to be told to the forecast with each sample (`Sample.savedW`). */
  readonly savedW: number;
  readonly verdict: Verdict;
  /** Why the rung was changed, or left. */
  readonly why:
    | "first-plan"
    | "goal-moved"
    | "draws-more"
    | "draws-less"
    | "charger"
    | "unplugged"
    | "woke"
    | "holds"
    | "settling"
    | "ended";
  readonly outlook: Outlook | null;
}

/** Probabilities from 0 to 1, times in milliseconds. */
export interface Outlook {
  readonly needMs: number;
  /** With the rung that is in force from now on. */
  readonly chance: number;
  /** As things are without any saving, and with all of it, as far as that was measured. */
  readonly chanceWithout: number;
  readonly chanceWithAll: number;
  /** By how much the battery outlasts the goal, as the forecast's median has it: with this rung, without, with all. Negative: too short by so much. */
  readonly marginMs: number;
  readonly marginWithoutMs: number;
  readonly marginWithAllMs: number;
}

/** A trip that begins. After a boot on battery it begins anew with its old goal; one whose moment has passed by then is over at its first look. */
export const startTrip = (goal: TripGoal): TripState => ({
  goal,
  rung: 0,
  turnedAtMs: null,
  lookedAtMs: null,
  wasOnCharger: false,
  isToPlan: true,
  lastTurn: null,
  reversals: 0,
  beliefs: [],
  trial: null,
});

/** The same trip with another goal: planned anew at the next look, if it has to be. */
export const withGoal = (trip: TripState, goal: TripGoal): TripState => ({ ...trip, goal, isToPlan: true });
