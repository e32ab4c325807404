// SPDX-License-Identifier: MIT
import type { KnobId } from "../knobs/knob.ts";

/**
 * How a setting stands. `saving`: as thrifty as the profile wants it. `could save`: the profile would change it. `yours`: changed by the user.
 * `left alone`: by the configuration, by another program that looks after it, or as the profile does not mention it. `locked`: the firmware or
 * the kernel does not let it. `in use`: turning it would cut something off. `unread`: it could not be read.
 */
export type TunableState = "saving" | "could save" | "yours" | "left alone" | "locked" | "in use" | "unread";

/** One knob's settings that stand alike, as a row. */
export interface Tunable {
  readonly knob: KnobId;
  readonly title: string;
  /** "policy0-3" */
  readonly place: string;
  readonly state: TunableState;
  /** One that may harm: never painted as wrong. */
  readonly risky: boolean;
  /** As users read them; `now` is null where it cannot be read, `original` where travel mode has not touched it, `wanted` where no profile wishes anything. */
  readonly now: string | null;
  readonly original: string | null;
  readonly wanted: string | null;
  /** Whether travel mode turned it and still holds it. */
  readonly held: boolean;
  /** Whether only root can turn it, as far as this caller can tell. */
  readonly needsRoot: boolean;
  /** Why it stands so, where that is not clear by itself. */
  readonly why: string | null;
  /** Whether the configuration leaves it alone. */
  readonly leftForGood: boolean;
  /** The value now as `travelmode set` takes it, where that reads the same. */
  readonly typedNow: string | null;
  /** The value that the profile wants, as `travelmode set` takes it. */
  readonly typedWanted: string | null;
  /** The paragraph of `travelmode explain`. */
  readonly about: string;
  /** The shell line that turns it as wanted, without travelmode; null where there is none. */
  readonly line: string | null;
}
