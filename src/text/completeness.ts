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

/** Whether every setting is as it was asked for, as far as this machine can do it. */
export const isSettled = ({ results, skips }: Report): boolean => !results.some(isMissed) && !skips.some(isMissedSkip);

/** `done`, `partly` or `journal`, as docs/exit-status.md has it. What a report warns of after the fact was not done. */
export function statusOf(report: Report): number {
  if (report.damage.length > 0) return EXIT.journal;
  return isSettled(report) && report.warnings.length === 0 ? EXIT.done : EXIT.partly;
}

/** The same for the one thing that was asked for by hand: what is not possible, or another program's, was not done either. */
export function statusByHand(report: Report): number {
  const refused =
    report.results.some(({ outcome }) => outcome === "unavailable") ||
    report.skips.some(({ kind }) => kind === "unavailable" || kind === "protected" || kind === "owned" || kind === "left");
  const status = statusOf(report);
  return refused && status === EXIT.done ? EXIT.partly : status;
}
