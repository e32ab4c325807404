// SPDX-License-Identifier: MIT
import type { Saving } from "../forecast/savings.ts";
import { readAllSavings } from "../keeper/savings/savings-store.ts";
import type { Profile } from "../profile/profile.ts";
import { type SavedBy, savedBy } from "../text/expected-saving.ts";
import type { Session } from "./session.ts";

/** What was found to save on this laptop, by the caller or the other owner. */
export const savingsHere = ({ laptop: { folders } }: Session): readonly Saving[] =>
  readAllSavings([folders.own, ...(folders.other === undefined ? [] : [folders.other])]);

/** The same by knob, as a profile wishes it. */
export const savedHere = (session: Session, { wishes }: Pick<Profile, "wishes">): SavedBy =>
  savedBy(savingsHere(session), wishes);
