// SPDX-License-Identifier: MIT
import type { Change, ChangeResult, Plan, Report } from "../engine/report.ts";
import { EXIT } from "../errors.ts";
import type { Forgotten } from "../processes/recognise.ts";
import { alarmLines } from "../text/alarm-lines.ts";
import { statusByHand, statusOf } from "../text/completeness.ts";
import { clean, wrap } from "../text/display-width.ts";
import { expectedSentence, type SavedBy } from "../text/expected-saving.ts";
import { forgottenLines } from "../text/forgotten-lines.ts";
import { paint } from "../text/look.ts";
import { doneLines, missedLines, passedOver, planLines, planSkipLines, type ReportView, skipLines } from "../text/report-view.ts";
import { batteryHere } from "./battery-here.ts";
import { jsonText } from "./json.ts";
import type { Session } from "./session.ts";
import { planJson, reportJson } from "./views/report-json.ts";

export interface Wording {
  readonly headline: string;
  /** The command that does the same as root. */
  readonly asRoot: string;
  /** One thing was asked for by hand, not a profile's many. */
  readonly byHand?: boolean;
  /** Warnings that were told before anything was changed. */
  readonly told?: readonly string[];
  /** What stands in place of changes where everything was so already. */
  readonly idle?: string;
  /** Whether the battery has a line. */
  readonly battery?: boolean;
  /** What the profile's wishes were found to save here. */
  readonly savedBy?: SavedBy;
  /** What runs on and had better not. */
  readonly forgotten?: () => readonly Forgotten[];
  /** What to know last. */
  readonly closing?: string;
}

/** Prints what was done, as text or JSON, and answers the exit status. */
export async function showReport(session: Session, report: Report, wording: Wording): Promise<number> {
  const { terminal, json, quiet } = session;
  const { savedBy = unknown } = wording;
  const status = wording.byHand === true ? statusByHand(report) : statusOf(report);
  if (json) terminal.out(jsonText(reportJson(report, { complete: status === EXIT.done, told: wording.told ?? [], savedBy })));
  else
    for (const line of quiet ? quietLines(session, report, wording) : await reportLines(session, report, wording))
      terminal.out(line);
  return status;
}

/** Prints what would be done: line for line what `showReport` prints when it has been. */
export function showPlan(session: Session, plan: Plan, wording: Wording): number {
  const { terminal, json } = session;
  if (json) terminal.out(jsonText(planJson(plan, wording.savedBy ?? unknown)));
  else for (const line of textOfPlan(session, plan, wording)) terminal.out(line);
  return EXIT.done;
}

async function reportLines(session: Session, report: Report, wording: Wording): Promise<readonly string[]> {
  const view = viewOf(session, wording);
  const battery = wording.battery === true ? await batteryHere(session, report.profile) : [];
  const { look } = view;
  return [
    paint(look, "heading", wording.headline),
    ...apart(orIdle(doneLines(report, view), report, wording)),
    ...apart(expectedLines(report.results.filter(hasMoved), view)),
    ...missedLines(report, view),
    ...skipLines(passedOver(report), view),
    ...apart(alarmLines([...report.damage, ...report.warnings], look)),
    ...apart(battery),
    ...forgottenLines(wording.forgotten?.() ?? [], look),
    ...apart([...report.waysBack.map(clean), ...(wording.closing === undefined ? [] : wrap(wording.closing, look.columns))]),
  ];
}

/** Faults only, without the empty line above them. */
function quietLines(session: Session, report: Report, wording: Wording): readonly string[] {
  const view = viewOf(session, wording);
  const lines = [...missedLines(report, view), ...alarmLines([...report.damage, ...report.warnings], view.look)];
  return lines[0] === "" ? lines.slice(1) : lines;
}

function textOfPlan(session: Session, plan: Plan, wording: Wording): readonly string[] {
  const view = viewOf(session, wording);
  return [
    paint(view.look, "heading", wording.headline),
    ...apart(orIdle(planLines(plan, view), plan, wording)),
    ...apart(expectedLines(plan.changes, view)),
    ...planSkipLines(plan.skips, view),
    ...apart(alarmLines([...plan.damage, ...plan.warnings], view.look)),
    "",
    "Nothing has been changed.",
  ];
}

/** The changes; where there are none because all is as wished, the sentence that says so. */
function orIdle(lines: readonly string[], { skips }: Pick<Report, "skips">, { idle }: Wording): readonly string[] {
  const isIdle = idle !== undefined && lines.length === 0 && skips.some(({ kind }) => kind === "same");
  return isIdle ? [idle] : lines;
}

const unknown: SavedBy = () => null;

const hasMoved = ({ outcome, from, to }: ChangeResult): boolean => outcome === "applied" && from !== to;

const expectedLines = (changes: readonly Change[], { look, savedBy = unknown }: ReportView): readonly string[] =>
  wrap(expectedSentence(changes, savedBy), look.columns);

const viewOf = ({ terminal, verbose }: Session, { asRoot, savedBy = unknown }: Wording): ReportView => ({
  look: terminal.look,
  verbose,
  asRoot,
  savedBy,
});

const apart = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ["", ...lines]);
