// SPDX-License-Identifier: MIT
import { isDeepStrictEqual } from "node:util";
import type { KnobId, SettingId } from "../../knobs/knob.ts";
import type { Profile } from "../../profile/profile.ts";
import type { ChargerPhase } from "../charger/charger.ts";
import { RELAPSE_MS } from "../charger/watch-charger.ts";
import { isOver, keptAtCharger, keptForArrival, mobileDataOff, paused } from "../trimmed.ts";
import type { HandOn, TripWish, Wishes } from "./wishes.ts";

/** Who decides, in the order of their rank: the highest that wants something wins. */
const WINNERS = ["off", "hand", "trip", "level", "hold", "auto", "nobody"] as const;

export type Winner = (typeof WINNERS)[number];

/** What there is beside the wishes. */
export interface Situation {
  readonly charger: ChargerPhase;
  /** The profile of the level rule in force. */
  readonly level: Profile | null;
  /** Applications' holds, the latest last. */
  readonly holds: readonly Profile[];
  /** Whether automatic mode is in force now: while a charger is looked at, that stays as it is. */
  readonly autoOn: boolean;
  readonly nowMs: number;
}

/** Who wins, and what the machine is to have by it; null: everything as saved. */
export interface Standing {
  readonly winner: Winner;
  readonly profile: Profile | null;
  readonly leave: readonly (KnobId | SettingId)[];
}

/** What of all the wishes counts now, in the order of `WINNERS`. */
export function standing(wishes: Wishes, situation: Situation): Standing {
  const { winner, profile, leave, giveWay } = strongest(wishes, situation);
  if (winner === "off") return { winner, profile, leave };
  const atCharger = giveWay && situation.charger === "real" ? keptFor(winner, profile) : profile;
  const withoutData = wishes.mobileDataStaysOff ? mobileDataOff(atCharger) : atCharger;
  return { winner, profile: paused(withoutData, wishes.pause, situation.nowMs), leave };
}

const keptFor = (winner: Winner, profile: Profile | null): Profile | null =>
  winner === "trip" && profile !== null ? keptForArrival(profile) : keptAtCharger(profile);

interface Claim extends Standing {
  /** Whether a real charger takes from it what its profile says. */
  readonly giveWay: boolean;
}

function strongest(wishes: Wishes, situation: Situation): Claim {
  const { byHand, trip } = wishes;
  if (byHand?.kind === "off") return claim("off", null);
  if (byHand !== null) return byHandOn(byHand);
  if (trip !== null) return travelling(trip);
  const [level, auto] = automatic(wishes, situation);
  if (level !== null) return claim("level", level);
  const hold = situation.holds.at(-1);
  if (hold !== undefined) return claim("hold", hold);
  return auto === null ? claim("nobody", null) : claim("auto", auto);
}

const claim = (winner: Winner, profile: Profile | null): Claim => ({ winner, profile, leave: [], giveWay: true });

const byHandOn = ({ profile, leave, armed, stayOn }: HandOn): Claim => ({
  winner: "hand",
  profile,
  leave,
  giveWay: armed && !stayOn,
});

const travelling = (trip: TripWish): Claim => ({
  winner: "trip",
  profile: tripProfile(trip),
  leave: trip.leave,
  giveWay: trip.armed && !trip.stayOn,
});

/** What a trip has the machine at now. */
export const tripProfile = ({ profile, saving }: Pick<TripWish, "profile" | "saving">): Profile => ({
  ...profile,
  wishes: { ...profile.wishes, ...saving },
});

/**
 * What automatic mode brings: the level rule's profile and its own. It is about being on battery, so on a real charger it ends
 * altogether, whatever the profiles' `onCharger` says.
 */
function automatic({ auto }: Wishes, { charger, level, autoOn }: Situation): readonly [Profile | null, Profile | null] {
  if (auto === null || charger === "real" || charger === "none") return [null, null];
  return [level, charger === "looking" && !autoOn ? null : auto];
}

/** `on`, typed: it counts from now on, with nothing paused, no journey to think of and nothing to come back. */
export const wishOn = (wishes: Wishes, hand: Omit<HandOn, "kind">): Wishes => ({
  ...begun(wishes),
  byHand: { kind: "on", ...hand },
});

/** `on` with a goal, typed: the profile that was on by hand gives way to the trip's. */
export const wishTrip = (wishes: Wishes, trip: TripWish): Wishes => ({ ...begun(wishes), trip });

const begun = (wishes: Wishes): Wishes => ({
  ...wishes,
  byHand: null,
  trip: null,
  pause: null,
  charger: { ...wishes.charger, ended: null },
});

/** What `off` is typed against. */
export interface OffCircumstances {
  /** Whether something else than automatic mode could turn travel mode on again. */
  readonly returns: boolean;
  readonly charger: ChargerPhase;
}

/** `off`, typed: kept as a wish of its own only where something could bring travel mode back. */
export function wishOff(wishes: Wishes, { returns, charger }: OffCircumstances): Wishes {
  const isKept = returns || wishes.auto !== null;
  return changed(wishes, {
    trip: null,
    byHand: isKept ? { kind: "off", armed: isPluggedIn(charger) } : null,
    pause: null,
    mobileDataStaysOff: false,
    charger: { ...wishes.charger, ended: null },
  });
}

const isPluggedIn = (charger: ChargerPhase): boolean => charger === "looking" || charger === "weak" || charger === "real";

/** A charger went in, whatever it is good for. */
export const afterPlugging = (wishes: Wishes): Wishes =>
  wishes.byHand?.kind === "off" ? changed(wishes, { byHand: { kind: "off", armed: true } }) : wishes;

/**
 * The machine is found on battery: `off` by hand has had its time if it was plugged in meanwhile, `on` by hand ends at the next charger,
 * and nothing is held against that one. Also for a keeper that begins on battery.
 */
export function afterUnplugging(wishes: Wishes): Wishes {
  const { byHand, charger, trip } = wishes;
  const hand = byHand?.kind === "on" ? { ...byHand, armed: true } : byHand?.armed === true ? null : byHand;
  const going = trip === null ? null : { ...trip, armed: true, rebooted: false };
  return changed(wishes, { byHand: hand, trip: going, charger: { ...charger, weakUntilUnplugged: false, ended: null } });
}

/** The charger has proved itself: it ends what was turned on by hand before it went in. */
export function afterRealCharger(wishes: Wishes, nowMs: number): Wishes {
  const { byHand, charger, trip } = wishes;
  if (trip?.rebooted === true && !trip.stayOn) return { ...wishes, trip: null, pause: null };
  if (byHand?.kind !== "on") return afterPlugging(wishes);
  if (!byHand.armed || byHand.stayOn || byHand.profile.onCharger !== "all") return wishes;
  return { ...wishes, byHand: null, pause: null, charger: { ...charger, ended: { atMs: nowMs, wish: byHand } } };
}

/** The battery drains although a charger is in: what that one has ended a short while ago comes back, once. */
export function afterDrain(wishes: Wishes, nowMs: number): Wishes {
  const { byHand, charger } = wishes;
  const { ended } = charger;
  if (byHand !== null || ended === null || nowMs - ended.atMs > RELAPSE_MS) return afterPlugging(wishes);
  return { ...wishes, byHand: ended.wish, charger: { ...charger, weakUntilUnplugged: true, ended: null } };
}

/** Without a pause that is over. */
export const expiredPause = (wishes: Wishes, nowMs: number): Wishes =>
  wishes.pause !== null && isOver(wishes.pause, nowMs) ? { ...wishes, pause: null } : wishes;

/** The same object where nothing differs: wishes are plain data. */
function changed(wishes: Wishes, changes: Partial<Wishes>): Wishes {
  const next = { ...wishes, ...changes };
  return isDeepStrictEqual(next, wishes) ? wishes : next;
}
