// SPDX-License-Identifier: MIT
import type { KnownSaving, Saving } from "../forecast/savings.ts";
import { isSendable } from "../forecast/savings-schema.ts";
import { readAllSavings } from "../keeper/savings/savings-store.ts";
import { MOST_TRIP_SAVINGS } from "../keeper/trip/trip.ts";
import { TRIP_STEPS } from "../keeper/trip/trip-steps.ts";
import type { Profile } from "../profile/profile.ts";
import { type SavedBy, savedBy } from "../text/expected-saving.ts";
import type { Session } from "./session.ts";

/** What was found to save on this laptop, by the caller or the other owner. */
export const savingsHere = ({ laptop: { folders } }: Session): readonly Saving[] =>
  readAllSavings([folders.own, ...(folders.other === undefined ? [] : [folders.other])]);

/** The same by knob, as a profile wishes it. */
export const savedHere = (session: Session, { wishes }: Pick<Profile, "wishes">): SavedBy =>
  savedBy(savingsHere(session), wishes);

/** The same of what a trip may turn, the latest, as they go with it: its keeper need not be able to read the files of whoever types. */
export const savingsForTrip = (session: Session): readonly KnownSaving[] =>
  savingsHere(session)
    .filter((saving) => TRIP_STEPS.some(({ knob }) => knob === saving.knob))
    .map(({ blocks: _, conditions: __, ...saving }) => saving)
    .filter(isSendable)
    .slice(0, MOST_TRIP_SAVINGS);
