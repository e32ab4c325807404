// SPDX-License-Identifier: MIT

import { NO_PROFILE_NAMED } from "../keeper/trip/trip.ts";
import { tripProfile } from "../keeper/wishes/claims.ts";
import type { KnobId, Wish } from "../knobs/knob.ts";
import type { ProfileChoice } from "./doors.ts";
import type { State } from "./state.ts";

type Wishes = Readonly<Record<KnobId, Wish>>;

/** What settings are to be by now, and who says so. */
export interface WishedNow {
  /** The profile whose plan tells how its wishes stand; null for none: a journey that was begun without one. */
  readonly profile: string | null;
  readonly wishes: Wishes;
  /** What a journey would turn next if it has to save more, of each knob the mildest. */
  readonly later: Wishes;
}

/** By the journey that is in force, with its profile; else by the profile that is, or the one that `travelmode on` means. */
export function wishedNow(
  { usual, profiles }: Pick<ProfileChoice, "usual" | "profiles">,
  { profile, wishes: { trip } }: NonNullable<State["seen"]>,
  told: State["trip"],
): WishedNow {
  const name = profile ?? usual;
  if (trip === null || profile !== trip.profile.name)
    return { profile: name, wishes: profiles.find((one) => one.name === name)?.wishes ?? {}, later: {} };
  const isNamed = name !== NO_PROFILE_NAMED.name;
  const left = (told?.steps ?? []).filter(({ taken }) => !taken).toReversed();
  const later = Object.fromEntries(left.map(({ knob, wish }) => [knob, wish]));
  return { profile: isNamed ? name : null, wishes: tripProfile(trip).wishes, later };
}
