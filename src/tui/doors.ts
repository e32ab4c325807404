// SPDX-License-Identifier: MIT
import type { LastSession } from "../engine/engine.ts";
import type { Plan, Question, Report } from "../engine/report.ts";
import type { Memory } from "../forecast/memory.ts";
import type { Saving } from "../forecast/savings.ts";
import type { Happening } from "../keeper/client/watch-travel.ts";
import type { TripTold } from "../keeper/trip/trip.ts";
import type { Knob, KnobId, SettingId } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { Stop } from "../machine/live-doors.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { Fit } from "../processes/learned.ts";
import type { Profile } from "../profile/profile.ts";
import type { Look } from "../text/look.ts";
import type { Seen } from "../text/seen.ts";

/** All that the screen reads, asks and waits with. The command line builds it: it knows who turns what for this caller. */
export interface TuiDoors {
  readonly machine: Machine;
  readonly knobs: readonly Knob[];
  /** How lines are drawn; the screen's own size takes the place of `columns`. */
  readonly look: Look;
  /** The terminal's kind, as TERM says. */
  readonly term: string;
  /** "Intel laptop with one battery"; null for the real one. */
  readonly simulated: string | null;
  /** Pulls the simulated laptop's charger, or puts it in; missing on a real one. */
  readonly switchCharger?: () => void;
  /** How often to look, in seconds; null: 2 on a charger, 5 on battery. */
  readonly refreshS: number | null;
  readonly travel: Travel;
  /** What is known of the costs of things on this laptop. */
  readonly fit: Fit;
  /** Waits in real time, also where the laptop's own clock is another one. */
  after(ms: number, act: () => void): Stop;
  /** Tells of everything that happens to power and travel mode; missing where nobody could tell. */
  readonly watch?: (heard: (happening: Happening) => void) => Promise<Stop>;
  /** What this process has used so far. */
  ownCost(): OwnCost;
}

export interface OwnCost {
  readonly cpuS: number;
  /** Resident memory. */
  readonly memoryMb: number;
}

/** Travel mode for this caller, whoever carries it out. Methods throw `TravelError`. */
export interface Travel {
  seen(): Promise<Seen>;
  /** The sessions that have ended, the newest last. */
  sessions(): readonly LastSession[];
  /** What is remembered of earlier discharges of the battery that is in. */
  memory(power: PowerSnapshot): Memory | null;
  profiles(): ProfileChoice;
  /** What is left alone for good, by the configuration. */
  leave(): readonly (KnobId | SettingId)[];
  /** null: what `off` would do. */
  plan(profile: string | null): Promise<Plan>;
  on(profile: string, decide: Decide): Promise<Report>;
  off(): Promise<Report>;
  /** `value`: as a person types it. */
  set(knob: KnobId, value: string, decide: Decide): Promise<Report>;
  handBack(knob: KnobId): Promise<Report>;
  /** How the journey stands; null where none is under way, or nobody tells. */
  trip(): Promise<TripTold | null>;
  moveTrip(byMs: number): Promise<Report>;
  /** Writes into the caller's configuration that a knob is left alone for good, or is not; answers the file. */
  leaveAlone(knob: KnobId, left: boolean): string;
}

/** Asks whoever sits here about what would be cut off. */
export type Decide = (question: Question) => Promise<"off" | "keep">;

export interface ProfileChoice {
  /** Sound profiles, by name. */
  readonly profiles: readonly Profile[];
  /** Those that cannot be used. */
  readonly broken: readonly string[];
  /** What a bare `travelmode on` means. */
  readonly usual: string;
  /** What settings were found to save here. */
  readonly savings: readonly Saving[];
}
