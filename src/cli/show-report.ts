// SPDX-License-Identifier: MIT
import type { Plan, Report } from "../engine/report.ts";
import { EXIT } from "../errors.ts";
import { readPower } from "../power/read-power.ts";
import { statusOf } from "./completeness.ts";
import { clean } from "./display-width.ts";
import { jsonText } from "./json.ts";
import { paint } from "./look.ts";
import type { Session } from "./session.ts";
import { batteryLine } from "./views/battery-line.ts";
import { planJson, reportJson } from "./views/report-json.ts";
import {
  alarmLines,
  doneLines,
  missedLines,
  passedOver,
  planLines,
  planSkipLines,
  type ReportView,
  skipLines,
} from "./views/report-view.ts";

export interface Wording {
  readonly headline: string;
  /** The command that does the same as root. */
  readonly asRoot: string;
  /** Whether the battery has a line. */
  readonly battery?: boolean;
  /** What to know last. */
  readonly closing?: string;
}

/** Prints what was done, as text or JSON, and answers the exit status. */
export function showReport(session: Session, report: Report, wording: Wording): number {
  const { terminal, json, quiet } = session;
  if (json) terminal.out(jsonText(reportJson(report)));
  else
    for (const line of quiet ? quietLines(session, report, wording) : reportLines(session, report, wording)) terminal.out(line);
  return statusOf(report);
}

/** Prints what would be done: line for line what `showReport` prints when it has been. */
export function showPlan(session: Session, plan: Plan, wording: Wording): number {
  const { terminal, json } = session;
  if (json) terminal.out(jsonText(planJson(plan)));
  else for (const line of textOfPlan(session, plan, wording)) terminal.out(line);
  return EXIT.done;
}

function reportLines(session: Session, report: Report, wording: Wording): readonly string[] {
  const view = viewOf(session, wording);
  const { look } = view;
  return [
    paint(look, "heading", wording.headline),
    ...apart(doneLines(report, view)),
    ...missedLines(report, view),
    ...skipLines(passedOver(report), view),
    ...apart(alarmLines([...report.damage, ...report.warnings], look)),
    ...(wording.battery === true ? apart([batteryLine(readPower(session.laptop.machine.files), look)]) : []),
    ...apart([...report.waysBack.map(clean), ...(wording.closing === undefined ? [] : [wording.closing])]),
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
    ...apart(planLines(plan, view)),
    ...planSkipLines(plan.skips, view),
    ...apart(alarmLines(plan.warnings, view.look)),
    "",
    "Nothing has been changed.",
  ];
}

const viewOf = ({ terminal, verbose }: Session, { asRoot }: Wording): ReportView => ({ look: terminal.look, verbose, asRoot });

const apart = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ["", ...lines]);
