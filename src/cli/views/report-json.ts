// SPDX-License-Identifier: MIT
import type { Change, Plan, Report } from "../../engine/report.ts";
import type { SavedBy } from "../../text/expected-saving.ts";
import { savingJson } from "./measure-json.ts";

/** What the report itself does not know. */
export interface Circumstances {
  /** The exit status is 0. */
  readonly complete: boolean;
  /** What was told before anything was changed. */
  readonly told: readonly string[];
  /** What the profile's wishes were found to save here. */
  readonly savedBy: SavedBy;
}

/** What was done, as docs/json.md describes it. */
export const reportJson = (report: Report, { complete, told, savedBy }: Circumstances): Readonly<Record<string, unknown>> => ({
  profile: report.profile,
  reason: report.reason,
  complete,
  changes: report.results.map((result) => ({
    ...changeJson(result),
    outcome: result.outcome,
    found: result.found,
    why: result.why ?? null,
  })),
  expected: expectedJson(report.results, savedBy),
  skips: report.skips,
  warnings: [...told, ...report.warnings],
  waysBack: report.waysBack,
  damage: report.damage,
});

/** What would be done, in the same words. */
export const planJson = (plan: Plan, savedBy: SavedBy): Readonly<Record<string, unknown>> => ({
  dryRun: true,
  profile: plan.profile,
  changes: plan.changes.map(changeJson),
  expected: expectedJson(plan.changes, savedBy),
  questions: plan.questions.map(({ change, uses }) => ({ change: changeJson(change), uses })),
  skips: plan.skips,
  warnings: plan.warnings,
  damage: plan.damage,
});

/** What is known to be saved by what is applied. */
function expectedJson(changes: readonly Change[], savedBy: SavedBy): readonly unknown[] {
  const knobs = new Set(changes.filter(({ kind }) => kind === "apply").map(({ knob }) => knob));
  return [...knobs].flatMap((knob) => savedBy(knob) ?? []).map(savingJson);
}

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
