// SPDX-License-Identifier: MIT
import type { Wish } from "../knobs/knob.ts";
import type { RawText } from "../machine/reading.ts";
import type { Profile } from "../profile/profile.ts";
import type { Entry } from "./entry.ts";
import type { Verdict } from "./judge.ts";
import type { Skip } from "./report.ts";
import type { Survey, Surveyed } from "./survey.ts";

/** What takes the machine, as surveyed, to a profile. */
export interface Draft {
  /** All settings that were looked at. */
  readonly surveyed: readonly Surveyed[];
  /** Knobs without any setting here, and why. */
  readonly missing: Survey["missing"];
  /** In the order in which they are carried out. */
  readonly aims: readonly Aim[];
  /** Settings that may move along; their originals are journaled, nothing else. */
  readonly dragged: readonly Entry[];
  /** The journal's entries, less those of what has come to its end. */
  readonly entries: readonly Entry[];
  /** Journaled settings that cannot be reached now. */
  readonly stranded: readonly Entry[];
  readonly skips: readonly Skip[];
}

/** One setting and the value it is to have when all is done, also where it has that value already: others may drag it. */
export interface Aim {
  readonly surveyed: Surveyed;
  readonly from: RawText;
  readonly to: RawText;
  readonly kind: "apply" | "put back";
  /** The alternatives, for the case that the first one is refused. */
  readonly wish: Wish | null;
  /** Its journal entry, as intended. */
  readonly entry: Entry;
}

export interface DraftInput {
  readonly profile: Profile | null;
  readonly survey: Survey;
  readonly entries: readonly Entry[];
  /** Takes back what had become the user's own. */
  readonly afresh: boolean;
  readonly leave: readonly string[];
  /** Not put back yet. */
  readonly later?: readonly string[];
  /** Somebody has blocked all radios since travel mode left them. */
  readonly radiosBlocked?: boolean;
  /** The user's own wish: it may also raise what profiles only lower. */
  readonly byHand?: boolean;
}

/** A setting with what is known of it. */
export interface Judged {
  readonly surveyed: Surveyed;
  /** null where it could not be read. */
  readonly now: RawText | null;
  readonly entry: Entry | undefined;
  readonly verdict: Verdict;
  readonly wish: Wish | undefined;
  readonly left: boolean;
}
