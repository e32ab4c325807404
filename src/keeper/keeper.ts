// SPDX-License-Identifier: MIT
import type { ByHand, SettingStatus } from "../engine/engine.ts";
import type { Plan, Question, Report } from "../engine/report.ts";
import type { Forecast } from "../forecast/forecast.ts";
import type { KnobId, SettingId } from "../knobs/knob.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { Profile } from "../profile/profile.ts";
import type { ChargerPhase } from "./charger/charger.ts";
import type { TripAsked, TripTold } from "./trip/trip.ts";
import type { Winner } from "./wishes/claims.ts";
import type { FullCharge, Pause, PausePart } from "./wishes/wishes.ts";

/**
 * The process that stays while travel mode is on: it takes wishes, watches charger, sleep and hands, and has the engine do
 * what follows. Operations run one after another; they throw `TravelError`.
 */
export interface Keeper {
  on(wish: OnWish): Promise<Report>;
  off(forget: readonly (KnobId | SettingId)[]): Promise<Report>;
  /** What `on` with these would do now; null: what `off` would. */
  plan(wish: OnWish | null): Promise<Plan>;
  set(hand: ByHand): Promise<Report>;
  handBack(knob: KnobId): Promise<Report>;
  /** The saved values for so long, then back under the profile. `untilMs` null: until `on` is typed. Throws USAGE while travel mode is off. */
  pause(pause: Pause): Promise<Report>;
  /** The profile that comes on by itself on battery; null ends automatic mode. Null where nothing had to be changed now. */
  auto(profile: Profile | null): Promise<Report | null>;
  /** The charge limit raised for one full charge (anew: for another 36 h), or put back. REFUSED for a keeper without root's rights. */
  fullCharge(on: boolean): Promise<Report>;
  /** Travel mode for an application, as long as it wants. Answers what ends the hold. */
  hold(profile: Profile): Promise<() => Promise<void>>;
  /** How the journey stands; null where none is under way. */
  trip(): Promise<TripTold | null>;
  /** Moves the arrival by so long, and plans anew. Throws USAGE where no journey is under way, or it would be over. */
  moveTrip(byMs: number): Promise<Report>;
  /** There: everything is put back, but what only `off` brings back. Throws USAGE where no journey is under way. */
  endTrip(): Promise<Report>;
  /** Does the work for somebody who waits for it; until then the keeper stays. */
  attend<T>(work: () => Promise<T>): Promise<T>;
  state(): Promise<KeeperState>;
  /** Told after every change of what `state` answers. */
  onChange(listener: (event: KeeperEvent) => void): void;
  /** Settles when there is nothing more to watch. */
  readonly idle: Promise<void>;
  /** Ends it. `put-back`: with every setting at its saved value; the wishes stay, so that the next keeper goes on. */
  close(how: "put-back" | "leave"): Promise<void>;
}

export interface OnWish {
  readonly profile: Profile;
  readonly leave: readonly (KnobId | SettingId)[];
  readonly evenIfUsed: readonly KnobId[];
  readonly stayOn: boolean;
  /** The battery is to last until then: no more is saved than that takes, and no less than the profile does. */
  readonly trip?: TripAsked;
  /** Asks whoever wished; without it, what is in use is kept. */
  readonly decide?: (question: Question) => Promise<"off" | "keep">;
}

export interface KeeperState {
  readonly mode: "off" | "on" | "ending";
  readonly winner: Winner;
  readonly profile: string | null;
  /** Milliseconds since 1970. */
  readonly sinceMs: number | null;
  readonly stayOn: boolean;
  /** Whether plugging in a charger would end it; null while it is off. */
  readonly armed: boolean | null;
  readonly pause: { readonly part: PausePart; readonly untilMs: number | null } | null;
  /** The automatic mode's profile. */
  readonly auto: string | null;
  /** One full charge that is under way. */
  readonly fullCharge: FullCharge | null;
  readonly trip: TripTold | null;
  readonly charger: ChargerPhase;
  readonly power: PowerSnapshot;
  /** How long the battery lasts, or charges. */
  readonly forecast: Forecast | null;
  readonly settings: readonly SettingStatus[];
  readonly lastReport: Report | null;
}

export type KeeperEvent =
  /** Properties have changed. */
  | { readonly kind: "state" }
  | { readonly kind: "report"; readonly report: Report }
  /** Something that the user should hear of, whoever is looking. */
  | { readonly kind: "notice"; readonly notice: Notice };

export interface Notice {
  /** `last`: the warning before the lights go out, which no "do not disturb" holds back. */
  readonly kind: "on" | "weak-power" | "ended" | "yours" | "low" | "last" | "trip" | "frozen";
  readonly sentence: string;
}
