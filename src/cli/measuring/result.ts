// SPDX-License-Identifier: MIT
import type { Design } from "../../forecast/measuring/design.ts";
import type { Findings } from "../../forecast/measuring/measurement.ts";
import type { Saving } from "../../forecast/savings.ts";
import type { Candidate } from "./candidates.ts";
import type { StoppedBy } from "./measure-one.ts";

/** What one setting has come to. */
export interface Result {
  readonly candidate: Candidate;
  readonly design: Design;
  readonly findings: Findings;
  /** What is kept of it. */
  readonly savings: readonly Saving[];
  /** What the battery holds at the end. */
  readonly energyWh: number | null;
  /** Why it could not be kept on disk. */
  readonly unkept: string | null;
}

export interface MeasuredAll {
  readonly results: readonly Result[];
  /** null: it came to its end. */
  readonly stoppedBy: StoppedBy | null;
}
