// SPDX-License-Identifier: MIT
import type { Goal, Status } from "../../engine/engine.ts";
import type { Report } from "../../engine/report.ts";
import { isComplete } from "../completeness.ts";
import { engineFor } from "../engine-for.ts";
import { notYours } from "../other-owner.ts";
import type { Run } from "../session.ts";
import { showPlan, showReport } from "../show-report.ts";

const GOAL: Goal = { profile: null, reason: "user", afresh: false, leave: [], evenIfUsed: [] };
const AS_ROOT = "sudo travelmode off";

/** `travelmode off`: puts every setting back to its saved value. */
export const off: Run = async (session, input) => {
  const engine = engineFor(session);
  const before = await engine.status();
  if (before.mode === "off" && before.elsewhere !== null && session.laptop.machine.caller.uid !== 0)
    throw notYours(before.elsewhere, "travelmode off");
  if (input.flag("dry-run"))
    return showPlan(session, await engine.plan(GOAL), { headline: planHeadline(before), asRoot: AS_ROOT });
  const report = await engine.reconcile(GOAL);
  return showReport(session, report, { headline: headline(before, report), battery: true, asRoot: AS_ROOT });
};

const planHeadline = ({ mode }: Status): string => (mode === "off" ? "Travel mode is off already" : "Would put everything back");

function headline({ mode, damage }: Status, report: Report): string {
  if (mode === "off" && damage.length === 0 && report.results.length === 0)
    return "Travel mode is off already; nothing was changed.";
  if (!isComplete(report)) return "Travel mode is ending: not everything could be put back. Once more later: travelmode off";
  const yours = report.skips.some(({ kind }) => kind === "yours");
  return yours
    ? "Travel mode is off. Put back is all but what you changed yourself."
    : "Travel mode is off. Everything is as it was.";
}
