// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import { KNOBS } from "../knobs/knobs.ts";
import { type Config, loadConfig } from "../profile/config.ts";
import { grammarsOf } from "../profile/grammars.ts";
import { type ProfileLibrary, profileLibrary } from "../profile/library.ts";
import { configPaths, type ProfilePlace, profilePlaces } from "../profile/places.ts";
import type { Profile } from "../profile/profile.ts";
import type { Session } from "./session.ts";

/** The caller's profiles. They are files of this computer, even for a simulated laptop. */
export const libraryHere = (session: Session): ProfileLibrary => libraryAt(session, placesHere(session));

/** The profiles in these folders. */
export const libraryAt = (session: Session, places: readonly ProfilePlace[]): ProfileLibrary =>
  profileLibrary(session.filesBelow("/"), places, optionsFor(session));

/** The folders of profiles; later ones shadow earlier ones. */
export const placesHere = ({ shippedProfiles, caller }: Session): readonly ProfilePlace[] =>
  profilePlaces(shippedProfiles, caller);

/** What the caller has settled once for all. Throws PROFILE_INVALID or PROFILE_UNSAFE. */
export const configHere = (session: Session): Config =>
  loadConfig(session.filesBelow("/"), configPaths(session.caller), optionsFor(session));

/** The profile of that name; without one, what a bare `on` means. Throws as the library does. */
export const profileTyped = (session: Session, name: string | undefined): Profile =>
  name === undefined ? usualProfile(session, configHere(session)) : libraryHere(session).load(name);

/** The profile that a bare `on` means. Throws as the library does; where the configuration names it, with the place of that name. */
function usualProfile(session: Session, { profile, profileAt }: Config): Profile {
  try {
    return libraryHere(session).load(profile);
  } catch (error) {
    if (profileAt === null || !(error instanceof TravelError) || error.code !== "PROFILE_UNKNOWN") throw error;
    throw new TravelError(error.code, `${profileAt}: ${error.message}`, error);
  }
}

const optionsFor = ({ caller }: Session): Parameters<typeof profileLibrary>[2] => ({
  grammars: grammarsOf(KNOBS),
  asRoot: caller.uid === 0,
});
