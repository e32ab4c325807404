// SPDX-License-Identifier: MIT
import type { Plan } from "../engine/report.ts";
import { clean } from "../text/display-width.ts";
import type { SavedBy } from "../text/expected-saving.ts";
import type { Look } from "../text/look.ts";
import { planLines, planSkipLines } from "../text/report-view.ts";

/** What a plan would change: the lines of `travelmode on --dry-run`. */
export const planBody = (plan: Plan, look: Look, savedBy?: SavedBy): readonly string[] =>
  planLines(plan, { ...viewOf(plan, look), ...(savedBy && { savedBy }) });

/** The whole of it, with what would be left and why. */
export function wholePlan(plan: Plan, look: Look): readonly string[] {
  const lines = planBody(plan, look);
  return [
    ...(lines.length === 0 ? ["  Nothing: all is so already."] : lines),
    ...planSkipLines(plan.skips, viewOf(plan, look)),
    ...plan.warnings.map((warning) => `  ! ${clean(warning)}`),
  ];
}

const viewOf = ({ profile }: Plan, look: Look) => ({
  look,
  verbose: false,
  asRoot: profile === null ? "sudo travelmode off" : `sudo travelmode on ${profile}`,
});
