// SPDX-License-Identifier: MIT
import type { ByHand, Goal, Outline, Status } from "../engine/engine.ts";
import type { Plan, Report } from "../engine/report.ts";
import type { KeeperClient } from "../keeper/client/keeper-client.ts";
import type { OnWish } from "../keeper/keeper.ts";
import type { TripTold } from "../keeper/trip/trip.ts";
import type { PausePart, Wishes } from "../keeper/wishes/wishes.ts";
import type { KnobId, SettingId } from "../knobs/knob.ts";
import type { Profile } from "../profile/profile.ts";

/** Travel mode as commands know it, whoever carries it out. Methods throw `TravelError`. */
export interface TravelMode {
  /** Whose keeper does it, and watches from then on; null: nobody stays. */
  readonly keeper: KeeperClient["where"] | null;
  /** What its journal says. */
  outline(): Promise<Outline>;
  status(): Promise<Status>;
  /** What is wanted, as its keeper has written it down. */
  wishes(): Promise<Wishes>;
  on(wish: OnWish & Pick<Goal, "onWarning">): Promise<Report>;
  off(typed: OffTyped): Promise<Report>;
  /** null: what `off` would do, less what is given up. */
  plan(wish: OnWish | null, forget?: readonly (KnobId | SettingId)[]): Promise<Plan>;
  set(hand: ByHand): Promise<Report>;
  handBack(knob: KnobId): Promise<Report>;
  /** `durationS` null: until `on` is typed. REFUSED where nobody stays, as for all below. */
  pause(part: PausePart, durationS: number | null): Promise<Report>;
  /** null ends automatic mode. Answers null where nothing had to be changed now. */
  auto(profile: Profile | null): Promise<Report | null>;
  /**
   * Raises the charge limit for one full charge, whether travel mode is on or off; false puts it back now. By itself it comes back after 5 minutes on
   * battery, or 36 h. The report's results are what was turned (none: the limit is at full anyway, or there is none; its skips say why).
   * REFUSED without the installed service.
   */
  fullCharge(on: boolean): Promise<Report>;
  /** How the journey stands; null where none is under way, or nobody stays. */
  trip(): Promise<TripTold | null>;
  moveTrip(byMs: number): Promise<Report>;
  endTrip(): Promise<Report>;
  /** Travel mode until the answer is called, or this process ends. */
  hold(profile: Profile, reason: string): Promise<() => Promise<void>>;
}

export interface OffTyped extends Pick<Goal, "onWarning"> {
  readonly forget: readonly (KnobId | SettingId)[];
}
