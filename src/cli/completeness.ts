// SPDX-License-Identifier: MIT
import type { ChangeResult, Report, Skip } from "../engine/report.ts";
import { EXIT } from "../errors.ts";

/** Whether a change that this machine could have made was not made as asked. A saved value that stays away always counts. */
export function isMissed({ outcome, kind }: ChangeResult): boolean {
  if (outcome === "unavailable") return kind === "put back";
  return outcome !== "applied";
}

/** Whether a wish was passed over that this machine could fulfil. */
export const isMissedSkip = ({ kind }: Skip): boolean => kind === "rights" || kind === "in-use" || kind === "failed";

export const isComplete = ({ results, skips }: Report): boolean => !results.some(isMissed) && !skips.some(isMissedSkip);

/** `done` or `partly`, as docs/exit-status.md has it. */
export const statusOf = (report: Report): number => (isComplete(report) ? EXIT.done : EXIT.partly);
