// SPDX-License-Identifier: MIT
import type { KnobId, Wish } from "../knobs/knob.ts";

/** Wishes for knobs under a name. A knob that is not mentioned is left alone. */
export interface Profile {
  readonly name: string;
  /** One line for lists: "Radios off, screen low: before boarding". */
  readonly title: string;
  /** What plugging in does: puts back all, only what costs speed ("power": screen and CPU), or nothing. */
  readonly onCharger: "all" | "power" | "nothing";
  readonly wishes: Readonly<Record<KnobId, Wish>>;
  /** The file it came from. */
  readonly source: string;
}
