// SPDX-License-Identifier: MIT

import type { Design } from "../../forecast/measuring/design.ts";
import { median } from "../../forecast/measuring/interval.ts";
import type { Findings } from "../../forecast/measuring/measurement.ts";
import type { Conditions, SavedW, Saving, SavingSource } from "../../forecast/savings.ts";
import type { Candidate } from "./candidates.ts";

interface Found {
  readonly design: Design;
  readonly findings: Findings;
}

/** What is around, beside the blocks. */
export type Around = Pick<Conditions, "brightnessPercent" | "profile"> & { readonly nowMs: number };

/** What is to be kept of a measurement: nothing unless enough pairs count; of the processor package, too, where it could be read. */
export function savingsFrom({ findings, design }: Found, candidate: Candidate, around: Around): readonly Saving[] {
  if (!findings.isEnough || findings.saved === null) return [];
  const main = design.meter === "package" ? "package" : "battery";
  const saving = (saved: SavedW, from: SavingSource): Saving => ({
    knob: candidate.knob.id,
    wish: candidate.text,
    ...saved,
    from,
    blocks: 2 * findings.pairs.length,
    measuredAtMs: around.nowMs,
    conditions: conditionsOf(findings, candidate, around),
  });
  return [saving(findings.saved, main), ...(findings.package === null ? [] : [saving(findings.package, "package")])];
}

function conditionsOf({ pairs }: Findings, { from }: Candidate, { brightnessPercent, profile }: Around): Conditions {
  const busy = pairs.flatMap(({ without }) => without.busyPercent ?? []);
  return {
    before: from,
    brightnessPercent,
    profile,
    powerW: median(pairs.map(({ without }) => without.powerW)),
    busyPercent: busy.length === 0 ? null : median(busy),
  };
}
