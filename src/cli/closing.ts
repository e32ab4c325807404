// SPDX-License-Identifier: MIT
import type { OnWish } from "../keeper/keeper.ts";
import { chargerSentence, tripClosing } from "../text/charger-words.ts";
import type { Session } from "./session.ts";
import type { TravelMode } from "./travel-mode.ts";

const BY_HAND = "Put everything back with: travelmode off";
const NOBODY_WATCHES = `Nobody watches the charger. ${BY_HAND}; sudo travelmode install makes it end by itself.`;

/** The truth about how it ends, for the last line of `on`. Whether a charger counts yet is as its keeper has written down. */
export async function closingOf({ laptop }: Session, mode: TravelMode, wish: OnWish): Promise<string> {
  if (mode.keeper === null) return laptop.keepers === undefined ? `${BY_HAND} (do that when you plug in)` : NOBODY_WATCHES;
  const { byHand, trip } = await mode.wishes();
  if (trip !== null) return tripClosing(trip);
  return chargerSentence(byHand?.kind === "on" ? byHand : { ...wish, armed: true });
}
