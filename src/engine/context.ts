// SPDX-License-Identifier: MIT
import type { Knob } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { StateFolder } from "../machine/state-folder.ts";

/** What every operation of the engine is handed. */
export interface Context extends Places {
  readonly knobs: readonly Knob[];
}

/** The machine, and where journals lie. */
export interface Places {
  readonly machine: Machine;
  /** The caller's own journal. */
  readonly folder: StateFolder;
  /** A keeper is there, which acts before sleep and shutdown. */
  readonly watched: boolean;
  /** The other owner's: root's for a user, the invoking user's for root. */
  readonly other?: StateFolder;
}
