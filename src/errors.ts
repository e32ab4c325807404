// SPDX-License-Identifier: MIT

/** Exit statuses of the command line, as documented in docs/exit-status.md. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  partly: 3,
  refused: 4,
  profile: 5,
  busy: 6,
  journal: 7,
} as const;

/**
 * Every fault that ends a command. One code, one exit status, one D-Bus error name; the sentence says what, where,
 * why and what to do, and is written where the fault is found.
 */
const CATALOGUE = {
  USAGE: { exit: EXIT.usage, about: "The command line names something that does not exist or does not fit." },
  PROFILE_UNKNOWN: { exit: EXIT.profile, about: "No profile of that name was found." },
  PROFILE_INVALID: { exit: EXIT.profile, about: "A profile file has a mistake; the sentence names file, line, column and key." },
  PROFILE_UNSAFE: { exit: EXIT.profile, about: "A profile file that others can write is not used by root." },
  BUSY: { exit: EXIT.busy, about: "Another travelmode is at work; the sentence names its process." },
  JOURNAL_UNWRITABLE: { exit: EXIT.failed, about: "The journal could not be written, so nothing was changed." },
  JOURNAL_UNREADABLE: { exit: EXIT.journal, about: "The journal exists but cannot be read." },
  REFUSED: { exit: EXIT.refused, about: "The caller may not do this; the sentence says who may." },
  AUTHORISATION: { exit: EXIT.refused, about: "The caller may do this only after somebody entitled has given a password." },
  TOO_MANY: { exit: EXIT.busy, about: "More requests or holds than one caller may have; try again a little later." },
  KEEPER_LOST: { exit: EXIT.failed, about: "The keeper went away or did not answer; what it has done is in the journal." },
  INTERNAL: { exit: EXIT.failed, about: "A mistake of travelmode's own; please report it with the text." },
} as const satisfies Record<string, { readonly exit: number; readonly about: string }>;

export type ErrorCode = keyof typeof CATALOGUE;

export const ERROR_CODES = Object.keys(CATALOGUE) as readonly ErrorCode[];

/** A fault that ends a command, with the sentence that the user reads. */
export class TravelError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.code = code;
  }

  get exitStatus(): number {
    return CATALOGUE[this.code].exit;
  }

  get about(): string {
    return CATALOGUE[this.code].about;
  }

  /** `PROFILE_UNKNOWN` as `io.github.travelmode.Error.ProfileUnknown`. */
  get busName(): string {
    const words = this.code.toLowerCase().split("_");
    return `io.github.travelmode.Error.${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
  }
}

/** What an exception says, whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
