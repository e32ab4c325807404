// SPDX-License-Identifier: MIT
import { TravelError } from "../../errors.ts";
import type { KnownSaving, SavedW } from "../../forecast/savings.ts";
import type { Rung } from "../../forecast/trip/ladder.ts";
import type { Outlook, Steered, Verdict } from "../../forecast/trip/trip.ts";
import type { KnobId, Wish } from "../../knobs/knob.ts";
import type { Profile } from "../../profile/profile.ts";

/** A journey as it was asked for. */
export interface TripAsked {
  /** The arrival, in milliseconds since 1970. */
  readonly untilMs: number;
  /** The level that is to be left by then. */
  readonly reservePercent: number;
  /** By whose clocks it is told: "Europe/Berlin". */
  readonly zone: string;
  /** What whoever asks has found to save here, beside what the keeper knows itself; missing for nothing. */
  readonly savings?: readonly KnownSaving[];
  /** Which programs the journey may slow and freeze; missing for none. */
  readonly programs?: ProgramRules;
}

/** The person's own rules for programs, as a profile has them. */
export type ProgramRules = Readonly<Partial<Record<ProgramKnob, Wish>>>;

export const PROGRAM_KNOBS = ["app.slow", "app.freeze"] as const;

export type ProgramKnob = (typeof PROGRAM_KNOBS)[number];

/** So many savings go with a trip: more than it has steps. */
export const MOST_TRIP_SAVINGS = 64;

/** What a trip begins with where no profile was named with it: nothing. */
export const NO_PROFILE_NAMED: Profile = {
  name: "trip",
  title: "As much saving as the journey needs",
  onCharger: "all",
  wishes: {},
  source: "",
};

/** What is to be left by the arrival unless told: what the gauge may be off by, and some minutes to shut down in peace. */
export const USUAL_RESERVE_PERCENT = 5;

/** Whether there are such clocks: "Europe/Berlin". */
export function isZone(zone: string): boolean {
  try {
    return zone.length <= MOST_ZONE && new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}

const MOST_ZONE = 64;

/** No forecast reaches further. */
const LONGEST_MS = 48 * 3_600_000;

/** Throws USAGE for an arrival that is over, or too far away. */
export function checkArrival(untilMs: number, nowMs: number): void {
  if (untilMs <= nowMs)
    throw new TravelError("USAGE", "that arrival would be over already; to end the journey: travelmode trip end");
  if (untilMs - nowMs > LONGEST_MS)
    throw new TravelError("USAGE", "that arrival is more than 48 h away, and no battery is planned for so long");
}

/** What a trip can do here, from nothing to the most saving. */
export type Ladder = readonly Rung<Wish>[];

/** What the keeper knows of a trip beside the wish. */
export interface TripWatch {
  /** null: to be found out anew, as what can be turned may have changed. */
  readonly ladder: Ladder | null;
  /** What the last look has come to; null before the first. */
  readonly last: Steered | null;
}

export const NO_TRIP_WATCH: TripWatch = { ladder: null, last: null };

/** A journey as it is told: goal, how it stands, and what can be saved. */
export interface TripTold {
  /** The arrival and the beginning, in milliseconds since 1970. */
  readonly untilMs: number;
  readonly sinceMs: number;
  /** By whose clocks the arrival is told: "Europe/Berlin". */
  readonly zone: string;
  readonly reservePercent: number;
  /** The profile that was named with it; null for none. */
  readonly profile: string | null;
  readonly verdict: Verdict;
  /** null while nothing is forecast. */
  readonly outlook: Outlook | null;
  /** What is turned now, and what more could be: in the order in which it would be. */
  readonly steps: readonly ToldStep[];
}

export interface ToldStep {
  readonly knob: KnobId;
  readonly wish: Wish;
  readonly taken: boolean;
  /** As measured here; null: unknown until measured. */
  readonly savedW: SavedW | null;
}
