// SPDX-License-Identifier: MIT
import type { KnownSaving } from "../../forecast/savings.ts";
import type { TripState } from "../../forecast/trip/trip.ts";
import type { KnobId, SettingId, Wish } from "../../knobs/knob.ts";
import type { Profile } from "../../profile/profile.ts";
import type { ProgramRules } from "../trip/trip.ts";

/** What is wanted, by whom: durable, so that a restarted keeper goes on where the last one was. Pure data. */
export interface Wishes {
  readonly byHand: HandOn | HandOff | null;
  /** A journey that the battery is to last. */
  readonly trip: TripWish | null;
  /** Comes on by itself on battery; null: automatic mode is off. In full, as its file may be a user's own. */
  readonly auto: Profile | null;
  readonly pause: Pause | null;
  /** Turned off by a profile that has ended: mobile data comes back by `off` only. */
  readonly mobileDataStaysOff: boolean;
  readonly charger: ChargerMemory;
  /** The charge limit is raised for one full charge, travel mode or not. */
  readonly fullCharge: FullCharge | null;
}

/** When the charge limit comes back by itself: after the first minutes on battery, or when it is over. */
export interface FullCharge {
  /** In milliseconds since 1970, as below. */
  readonly untilMs: number;
  /** Whether a charger was in at that time or since: only then what is found unplugged has been unplugged. */
  readonly armed: boolean;
  /** Since when the machine is on battery; null while it is not. */
  readonly onBatterySinceMs: number | null;
}

/** `travelmode on`, typed. */
export interface HandOn {
  readonly kind: "on";
  readonly profile: Profile;
  readonly leave: readonly (KnobId | SettingId)[];
  /** `--stay-on`: no charger ends it. */
  readonly stayOn: boolean;
  /** Whether plugging in counts: typed while on a charger it does so only after that one has been unplugged. */
  readonly armed: boolean;
  readonly sinceMs: number;
  /** The boot in which it was typed, or went on. */
  readonly bootId?: string;
}

/** `travelmode on --last`, typed: it saves as much as is needed to get there. */
export interface TripWish {
  /** Until when it is to last, and how it has been steered so far. */
  readonly state: TripState;
  /** By whose clocks it is told: "Europe/Berlin". */
  readonly zone: string;
  /** What is never saved less than: the profile that was named, or nothing. */
  readonly profile: Profile;
  /** What is saved beyond that, for now; and how many watts that is believed to be. */
  readonly saving: Readonly<Record<KnobId, Wish>>;
  readonly savedW: number;
  /** What whoever typed it has found to save here, beside what the keeper knows itself. */
  readonly savings: readonly KnownSaving[];
  /** Which programs it may slow and freeze. */
  readonly programs: ProgramRules;
  readonly leave: readonly (KnobId | SettingId)[];
  readonly stayOn: boolean;
  readonly armed: boolean;
  readonly sinceMs: number;
  readonly bootId: string;
  /** It has gone on after a boot: then a charger ends it, until one has been unplugged. */
  readonly rebooted: boolean;
}

/** `travelmode off`, typed: holds against all others until the next unplugging. */
export interface HandOff {
  readonly kind: "off";
  /** Whether a charger was in at that time or since: only then what is found unplugged has been unplugged. */
  readonly armed: boolean;
}

export interface Pause {
  readonly part: PausePart;
  /** Milliseconds since 1970; null: until it is ended. */
  readonly untilMs: number | null;
}

export const PAUSE_PARTS = ["all", "cpu", "screen"] as const;

export type PausePart = (typeof PAUSE_PARTS)[number];

/** What must be remembered of the charger beyond a keeper's life. */
export interface ChargerMemory {
  /** The charger that is in now gave too little: it does not count until it is unplugged. */
  readonly weakUntilUnplugged: boolean;
  /** What the charger has ended, so that it can come back once if the battery drains after all. */
  readonly ended: { readonly atMs: number; readonly wish: HandOn } | null;
  /** Whether this machine sends an event when it is unplugged; missing where that is not known yet. */
  readonly unpluggingIsTold?: boolean;
  /** What the machine drew from its battery when travel mode was last turned on, in W; missing where that is not known. */
  readonly normalDrawW?: number;
}

export const NO_WISHES: Wishes = {
  byHand: null,
  trip: null,
  auto: null,
  pause: null,
  mobileDataStaysOff: false,
  charger: { weakUntilUnplugged: false, ended: null },
  fullCharge: null,
};
