// SPDX-License-Identifier: MIT
import type { SettingId } from "../knobs/knob.ts";
import type { ProcessKey } from "../machine/processes.ts";
import type { RawText } from "../machine/reading.ts";

/** What the journal knows of one setting. */
export interface Entry {
  readonly setting: SettingId;
  /** As users read it: "CPU governor policy0". */
  readonly label: string;
  /** The value before travel mode first touched it; taken once. */
  readonly original: RawText;
  /**
   * `intended`: about to be written or dragged along, so whatever is found is ours (or still the user's `value`, displaced by us).
   * `settled`: `value` was found after the plan had settled; anything else is somebody's change.
   */
  readonly state: "intended" | "settled";
  /** `turned`: by a wish. `dragged`: moved along with another setting. */
  readonly role: "turned" | "dragged";
  readonly value: RawText;
  /** `yours`: changed by the user or another program; nothing of ours writes it. */
  readonly owner: "ours" | "yours";
  readonly lasts: "boot" | "kept";
  readonly restoreRank: number;
  /** How to put it back without us. */
  readonly undo: Undo;
  /** What a revival needs (connections that were active); "" when nothing. */
  readonly note: string;
}

export type Undo =
  | {
      readonly kind: "file";
      readonly path: string;
      readonly way: string;
      /** As the way and the setting have it: for the script, which knows neither. */
      readonly numbered?: boolean;
      readonly lowerIsOurs?: boolean;
      readonly alwaysBack?: boolean;
    }
  /** A process that is stopped, and goes on with SIGCONT. */
  | { readonly kind: "process"; readonly process: ProcessKey; readonly way: string }
  | { readonly kind: "command"; readonly argv: readonly string[]; readonly way: string };
