// SPDX-License-Identifier: MIT
import { appSlow } from "../../knobs/app-slow.ts";
import { asApplications, type Consumer } from "../../processes/applications.ts";
import type { Glance } from "../../processes/glance.ts";
import type { Profile } from "../../profile/profile.ts";

/** What a rule such as "above 20 %" has found, and what it is still looking at. */
export interface HungryWatch {
  /** The profile whose rule it is; another one begins anew. */
  readonly profile: Profile;
  /** Units that were above for a minute: they are slowed as if they had been named, until the profile ends. */
  readonly found: readonly string[];
  /** Units that were above in the last look. */
  readonly suspects: readonly string[];
}

/** What was above in two looks running is found. Only what has a unit can be slowed. */
export function watchAfter(watch: HungryWatch, seen: Glance | null, limitPercent: number): HungryWatch {
  if (seen === null || seen.spanS <= 0) return watch;
  const above = asApplications(seen.uses, () => null).filter(({ cpuS }) => (cpuS / seen.spanS) * 100 > limitPercent);
  const suspects = above.flatMap(({ unit }: Consumer) => unit ?? []).filter((unit) => !watch.found.includes(unit));
  const found = suspects.filter((unit) => watch.suspects.includes(unit));
  return { ...watch, found: [...watch.found, ...found], suspects };
}

/** What somebody works with at this moment is not slowed, but looked at again. */
export const withoutFocused = (watch: HungryWatch, before: HungryWatch, focused: readonly string[]): HungryWatch => ({
  ...watch,
  found: watch.found.filter((unit) => before.found.includes(unit) || !focused.includes(unit)),
});

/** The profile with what its rule has found, as if it had been named. */
export function withHungry(profile: Profile | null, watch: HungryWatch | null): Profile | null {
  const wish = profile?.wishes[appSlow.id];
  if (
    profile === null ||
    wish === undefined ||
    watch === null ||
    !isSameProfile(watch.profile, profile) ||
    watch.found.length === 0
  )
    return profile;
  return { ...profile, wishes: { ...profile.wishes, [appSlow.id]: [...wish, ...watch.found] } };
}

/** Profiles are plain data. */
export const isSameProfile = (one: Profile, other: Profile): boolean => JSON.stringify(one) === JSON.stringify(other);
