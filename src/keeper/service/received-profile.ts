// SPDX-License-Identifier: MIT
import { TravelError } from "../../errors.ts";
import { type Knob, mayHarm, type Wish } from "../../knobs/knob.ts";
import { type Family, resolveProfile } from "../../profile/extend.ts";
import { grammarsOf, type KnobGrammars } from "../../profile/grammars.ts";
import type { ProfileLibrary } from "../../profile/library.ts";
import { asError, invalid, type Mistakes, wholeFile } from "../../profile/mistake.ts";
import { type ProfileDraft, parseProfile } from "../../profile/parse.ts";
import type { Profile } from "../../profile/profile.ts";
import type { SentProfile } from "../client/keeper-client.ts";

/** Profiles as callers name or send them. */
export interface ReceivedProfiles {
  /**
   * By name alone: a shipped one or one of /etc/travelmode. With a text: that text, which may extend those; no file of the caller's is
   * opened. Throws PROFILE_UNKNOWN, PROFILE_INVALID or PROFILE_UNSAFE as with files.
   */
  resolve(sent: SentProfile): Profile;
  /** Whether the caller's own text wishes for something that may harm; what root has put into /etc counts as root's word. */
  isRisky(sent: SentProfile, profile: Profile): boolean;
}

/** `library`: shipped profiles and those of /etc/travelmode only. */
export function receivedProfiles(library: ProfileLibrary, knobs: readonly Knob[]): ReceivedProfiles {
  const grammars = grammarsOf(knobs);
  return {
    resolve: ({ name, text }) => (text === undefined ? library.load(name) : fromText(name, text, library, grammars)),
    isRisky: ({ text }, { wishes }) => text !== undefined && knobs.some((knob) => isHarmful(knob, wishes[knob.id])),
  };
}

const isHarmful = (knob: Knob, wish: Wish | undefined): boolean => wish !== undefined && mayHarm(knob, wish);

function fromText(name: string, text: string, library: ProfileLibrary, grammars: KnobGrammars): Profile {
  const source = { name, path: `${name}.toml` };
  if (isLaborious(text)) throw asError(invalid(source.path, [wholeFile(TOO_MUCH)]));
  const draft = parseProfile(text, source, grammars);
  const found = draft.kind === "mistakes" ? draft : resolveProfile(draft, familyIn(library));
  if (found.kind === "mistakes") throw asError(found);
  return found.profile;
}

const MOST_SUBSTANCE = 8 * 1024;
const MOST_LINE = 500;
const TOO_MUCH = `is too large: beside lines of comment, 8 KiB are the limit, and ${MOST_LINE} characters for a line`;

/**
 * Nobody waits for a stranger's text: one whose keys have thousands of parts takes a minute to be understood, and one mistake in each of ten
 * thousand lines some seconds. Comments cost nothing.
 */
function isLaborious(text: string): boolean {
  const lines = text.split("\n").filter((line) => !isComment(line));
  return lines.some((line) => line.length > MOST_LINE) || lines.join("\n").length > MOST_SUBSTANCE;
}

/** Within a text of several lines "#" begins none; what ends such a text has three quotes. */
const isComment = (line: string): boolean => /^\s*(?:#|$)/.test(line) && !/"""|'''/.test(line);

/** A text that extends its own name starts from the profile that it would hide. */
const familyIn = (library: ProfileLibrary): Family => ({
  get names() {
    return library.list().map(({ name }) => name);
  },
  find: (name) => {
    try {
      return asDraft(library.check(name));
    } catch (error) {
      if (error instanceof TravelError && error.code === "PROFILE_UNKNOWN") return undefined;
      throw error;
    }
  },
});

/** A whole profile, as one that starts from nothing. */
function asDraft(found: ReturnType<ProfileLibrary["check"]>): ProfileDraft | Mistakes {
  if (found.kind === "mistakes") return found;
  const { name, source, ...rest } = found.profile;
  return { kind: "draft", source: { name, path: source }, parent: null, ...rest };
}
