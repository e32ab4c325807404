// SPDX-License-Identifier: MIT
import { firstKnown, leave, spoken, to, unavailable } from "./encoded.ts";
import type { Encoded, Wish, WishValue } from "./knob.ts";

/** What one holder of a profile offers, and how it calls the words of a wish. */
export interface ProfileChoices {
  readonly offered: readonly string[];
  /** The profile that nothing else undercuts: whoever has chosen it gets nothing hungrier. */
  readonly thriftiest: string;
  nameOf(word: WishValue): string;
}

/** The first alternative that is offered; none where the present profile could not be chosen again afterwards (`custom`). */
export function chooseProfile({ offered, thriftiest, nameOf }: ProfileChoices, wish: Wish, original: string): Encoded {
  const profile = firstKnown(wish, (word) => offered.find((one) => one === nameOf(word)));
  if (profile === undefined) return unavailable(`no profile ${spoken(wish)} here; there is ${offered.join(", ") || "none"}`);
  if (!offered.includes(original)) return unavailable(`the profile "${original}" could not be put back`);
  if (original === thriftiest && profile !== thriftiest) return leave(`${original} saves more already`, profile);
  return to(profile);
}
