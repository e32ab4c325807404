// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import { TravelError } from "../errors.ts";
import type { SentProfile } from "../keeper/client/keeper-client.ts";
import type { Profile } from "../profile/profile.ts";
import { profileText } from "../profile/profile-text.ts";
import { libraryAt, placesHere } from "./profiles-here.ts";
import type { Session } from "./session.ts";

/**
 * A profile as a keeper takes it, which reads shipped ones and those of /etc only: by name, one of the caller's own, or made up
 * here, with its text. Throws
 * REFUSED where that would mean something else there, as it builds on another one of the caller's own.
 */
export function sentProfile(session: Session, profile: Profile): SentProfile {
  const { name, source } = profile;
  if (source === "") return { name, text: profileText(profile) };
  if (!meansTheSame(session, profile))
    throw new TravelError(
      "REFUSED",
      `the profile ${name} builds on another one of your own, which the keeper does not read: write that one's lines into ${source}`,
    );
  const isOwn = placesHere(session).some(({ kind, folder }) => kind === "user" && folder === dirname(source));
  return isOwn ? { name, text: textAt(session, source) } : { name };
}

function meansTheSame(session: Session, profile: Profile): boolean {
  const others = placesHere(session).filter(({ kind }) => kind !== "user");
  const found = libraryAt(session, others).check(profile.source);
  return found.kind === "profile" && JSON.stringify(found.profile) === JSON.stringify(profile);
}

function textAt(session: Session, path: string): string {
  const text = session.filesBelow("/").read(path);
  if (text.kind === "value") return text.value;
  throw new TravelError("PROFILE_UNKNOWN", `${path} cannot be read any more`);
}
