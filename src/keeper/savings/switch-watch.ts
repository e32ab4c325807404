// SPDX-License-Identifier: MIT
import type { PowerGlance, Switched } from "../../forecast/measuring/weak-saving.ts";
import type { Ticks } from "../../processes/proc-stat.ts";

/** What was seen since the last switch, and that switch, if it says anything. Each ordinary switch is a weak observation of what it saves. */
export interface SwitchWatch {
  readonly glances: readonly PowerGlance[];
  readonly ticks: Ticks | null;
  readonly waiting: { readonly switched: Switched; readonly before: readonly PowerGlance[] } | null;
}

export const NO_SWITCH: SwitchWatch = { glances: [], ticks: null, waiting: null };
