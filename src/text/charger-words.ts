// SPDX-License-Identifier: MIT
import type { HandOn } from "../keeper/wishes/wishes.ts";
import type { Profile } from "../profile/profile.ts";

type OnCharger = Pick<HandOn, "stayOn" | "armed"> & { readonly profile: Pick<Profile, "onCharger"> };

/** What a charger does to travel mode, for the end of a report on it. */
export function chargerSentence({ stayOn, armed, profile: { onCharger } }: OnCharger): string {
  const { ends, rest } = ENDS[onCharger];
  if (stayOn) return "It stays on whatever is plugged in, until: travelmode off";
  if (ends === null) return `No charger ends it. ${rest}`;
  return armed
    ? `${ends} when a charger goes in. ${rest}`
    : `A charger is in already: ${lower(ends)} when one goes in after the next unplugging. ${rest}`;
}

/** The same of a journey. */
export function tripClosing({ stayOn, profile: { onCharger } }: Pick<OnCharger, "stayOn" | "profile">): string {
  const isKept = stayOn || onCharger === "nothing";
  const charger = isKept ? "no charger changes it" : "a charger on the way gives back what costs speed and light";
  return `It is watched and planned anew until then; ${charger}. How it stands: travelmode trip. Put everything back with: travelmode off`;
}

const ENDS: Readonly<Record<Profile["onCharger"], { readonly ends: string | null; readonly rest: string }>> = {
  all: { ends: "It ends by itself", rest: "Or earlier with: travelmode off" },
  power: { ends: "Screen and CPU are put back by themselves", rest: "The rest with: travelmode off" },
  nothing: { ends: null, rest: "Put everything back with: travelmode off" },
};

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** The same in a few words, for `status`. */
export function chargerPhrase({ stayOn, armed, profile: { onCharger } }: OnCharger): string {
  if (stayOn) return "no charger ends it (--stay-on)";
  if (onCharger === "nothing") return "no charger ends it";
  if (!armed) return "a charger counts from the next unplugging";
  return onCharger === "all" ? "ends when a charger goes in" : "a charger puts back screen and CPU";
}
