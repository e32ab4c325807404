// SPDX-License-Identifier: MIT
import type { Outline } from "../../engine/engine.ts";
import type { Report } from "../../engine/report.ts";
import { TravelError } from "../../errors.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import { isSettled } from "../../text/completeness.ts";
import { forewarning } from "../forewarning.ts";
import { idOf } from "../names.ts";
import type { Input, Run } from "../session.ts";
import { showPlan, showReport } from "../show-report.ts";
import type { TravelMode } from "../travel-mode.ts";
import { toTurnOff } from "../who-turns.ts";

const AS_ROOT = "sudo travelmode off";

/** `travelmode off`: puts every setting back to its saved value. */
export const off: Run = async (session, input) => {
  const { mode, before } = await toTurnOff(session);
  const forget = await forgotten(input, mode);
  if (input.flag("dry-run"))
    return showPlan(session, await mode.plan(null, forget), { headline: planHeadline(before), asRoot: AS_ROOT });
  const { told, onWarning } = forewarning(session);
  const report = await mode.off({ forget, onWarning });
  const wording = { headline: headline(before, report, forget), battery: true, asRoot: AS_ROOT, told, ...hopeless(report) };
  return showReport(session, report, wording);
};

/** The saved values that the user gives up. Throws USAGE for one that there is not. */
async function forgotten(input: Input, mode: TravelMode): Promise<readonly string[]> {
  const words = input.list("forget");
  const { settings } = words.length === 0 ? { settings: [] } : await mode.status();
  return words.map((word) => {
    const id = idOf(word, KNOBS);
    if (settings.some(({ setting, knob }) => setting === id || knob === id)) return id;
    const saved = settings.map(({ setting }) => setting).join(", ") || "none";
    throw new TravelError("USAGE", `there is no saved value of ${id}; there are: ${saved}`);
  });
}

function planHeadline({ mode, damage }: Outline): string {
  if (mode !== "off") return "Would put everything back";
  return damage.length > 0 ? "Would set the damaged journal aside: nothing in it can be read" : "Travel mode is off already";
}

function headline({ mode, damage }: Outline, report: Report, forget: readonly string[]): string {
  if (mode === "off" && damage.length === 0 && report.results.length === 0)
    return "Travel mode is off already; nothing was changed.";
  if (!isSettled(report)) return "Travel mode is ending: not everything could be put back. Once more later: travelmode off";
  if (report.damage.length > 0) return "Travel mode is off, but not everything could be known: the journal was damaged.";
  if (report.warnings.length > 0)
    return "Travel mode is off. Every setting is as it was, but not everything went well (see below).";
  const exceptions = [
    ...(report.skips.some(({ kind }) => kind === "yours") ? ["changed yourself"] : []),
    ...(forget.length > 0 ? ["gave up"] : []),
  ];
  if (exceptions.length === 0) return "Travel mode is off. Everything is as it was.";
  return `Travel mode is off. Put back is all but what you ${exceptions.join(" or ")}.`;
}

/** A dongle that is lost never comes back: how to end all the same. */
function hopeless({ results }: Report): { readonly closing?: string } {
  const pending = results.find(({ outcome }) => outcome === "pending");
  return pending === undefined ? {} : { closing: `If it never comes back: travelmode off --forget ${pending.setting}` };
}
