// SPDX-License-Identifier: MIT
import type { Change, Plan, Report } from "../../engine/report.ts";
import { isComplete } from "../completeness.ts";

/** What was done, as docs/json.md describes it. */
export const reportJson = (report: Report): Readonly<Record<string, unknown>> => ({
  profile: report.profile,
  reason: report.reason,
  complete: isComplete(report),
  changes: report.results.map((result) => ({
    ...changeJson(result),
    outcome: result.outcome,
    found: result.found,
    why: result.why ?? null,
  })),
  skips: report.skips,
  warnings: report.warnings,
  waysBack: report.waysBack,
  damage: report.damage,
});

/** What would be done, in the same words. */
export const planJson = (plan: Plan): Readonly<Record<string, unknown>> => ({
  dryRun: true,
  profile: plan.profile,
  changes: plan.changes.map(changeJson),
  questions: plan.questions.map(({ change, uses }) => ({ change: changeJson(change), uses })),
  skips: plan.skips,
  warnings: plan.warnings,
});

const changeJson = ({
  setting,
  knob,
  title,
  place,
  minor,
  shown,
  from,
  to,
  way,
  kind,
}: Change): Readonly<Record<string, unknown>> => ({
  setting,
  knob,
  title,
  place,
  minor,
  from: shown.from,
  to: shown.to,
  raw: { from, to },
  way,
  kind,
});
