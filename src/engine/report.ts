// SPDX-License-Identifier: MIT
import type { KnobId, SettingId } from "../knobs/knob.ts";
import type { RawText } from "../machine/reading.ts";

/** Why a change is made. */
export type Reason = "user" | "unplugged" | "plugged-in" | "battery-level" | "trip" | "resume" | "recovery";

/** One setting that is to be taken from one value to another. */
export interface Change {
  readonly setting: SettingId;
  readonly knob: KnobId;
  readonly title: string;
  readonly place: string;
  readonly minor: boolean;
  readonly from: RawText;
  readonly to: RawText;
  /** `from` and `to` as users read them. */
  readonly shown: { readonly from: string; readonly to: string };
  /** The name of the way: "sysfs", "NetworkManager". */
  readonly way: string;
  /** `apply`: a profile's wish. `put back`: to the original, or to the user's own value where that was dragged along. */
  readonly kind: "apply" | "put back";
}

/** A setting or a whole knob that is not changed, and why. */
export interface Skip {
  readonly knob: KnobId;
  readonly title: string;
  readonly place: string;
  readonly minor: boolean;
  readonly kind: SkipKind;
  readonly why: string;
}

/**
 * `same`: already as wished. `left`: thriftier already, or the user said leave. `yours`: changed by the user meanwhile.
 * `in-use`: would cut something off. `protected`: may not be held back, whoever asks. `owned`: another program's. `unavailable`: this machine lacks it. `rights`: needs root.
 * `failed`: could not be read.
 */
export type SkipKind = "same" | "left" | "yours" | "in-use" | "protected" | "owned" | "unavailable" | "rights" | "failed";

/** A use that a person at the terminal may decide about, and the change that waits for the answer. */
export interface Question {
  readonly change: Change;
  readonly uses: readonly string[];
}

/** What would take the machine to a profile (or back). */
export interface Plan {
  /** The profile's name; null for "put everything back". */
  readonly profile: string | null;
  readonly changes: readonly Change[];
  readonly skips: readonly Skip[];
  readonly questions: readonly Question[];
  /** What a traveller must know before it goes. */
  readonly warnings: readonly string[];
  /** What is wrong with the journal; empty when it is sound. */
  readonly damage: readonly string[];
}

/**
 * `applied`: read back as written. `clamped`: took another value. `unavailable`: the kernel or service said no.
 * `pending`: its owner is not there now. `failed`: an error.
 */
export type Outcome = "applied" | "clamped" | "unavailable" | "pending" | "failed";

export interface ChangeResult extends Change {
  readonly outcome: Outcome;
  /** The value read back, as users read it; null when it could not be read. */
  readonly found: string | null;
  /** One sentence for everything but `applied`. */
  readonly why?: string;
}

/** What was done, change by change. */
export interface Report {
  readonly profile: string | null;
  readonly reason: Reason;
  readonly results: readonly ChangeResult[];
  readonly skips: readonly Skip[];
  /** What has not come back, or could not be kept: told after the fact. */
  readonly warnings: readonly string[];
  /** Ways back to what is off now: "Wi-Fi is off. Back with: travelmode wifi on". */
  readonly waysBack: readonly string[];
  /** What was wrong with the journal, and where the damaged one is kept; empty when it was sound. */
  readonly damage: readonly string[];
}
