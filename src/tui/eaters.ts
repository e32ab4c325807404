// SPDX-License-Identifier: MIT
import type { Consumer } from "../processes/applications.ts";
import type { Forgotten } from "../processes/recognise.ts";
import type { Observation } from "../processes/scan.ts";

/** Who used what, between the last two looks at all processes. */
export interface Eaters {
  readonly observation: Pick<Observation, "measured" | "spanS" | "attribution" | "all" | "seesAll">;
  /** The hungriest first; who slept is not among them. */
  readonly applications: readonly Consumer[];
  readonly processes: readonly Consumer[];
  readonly forgotten: readonly Forgotten[];
  /** Whether the estimate has been fitted to this laptop. */
  readonly isFitted: boolean;
}
