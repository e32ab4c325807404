// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { Context } from "./context.ts";
import { elsewhere } from "./elsewhere.ts";
import type { Goal } from "./engine.ts";
import { loadJournal } from "./load-journal.ts";
import { surveyAndDraft, toPlan } from "./prepare.ts";
import { fitFor, reconcile } from "./reconcile.ts";
import type { Plan, Report } from "./report.ts";

/** What `reconcileAlone` would do now. */
export async function plan(context: Context, goal: Goal): Promise<Plan> {
  const { journal, damage } = await loadJournal(context.folder, context.machine.files);
  return toPlan(goal, await surveyAndDraft(context, goal, journal === null ? null : fitFor(goal, journal)), damage);
}

/** Root's travel mode and a user's do not mix: each would take the other's values for originals. Throws REFUSED. */
export async function reconcileAlone(context: Context, goal: Goal): Promise<Report> {
  const there = goal.profile === null ? null : await elsewhere(context);
  if (there === null) return reconcile(context, goal);
  const remedy =
    there.who === "root"
      ? "Use sudo travelmode on, or end it first with: sudo travelmode off"
      : `End it first, as ${there.who}, with: travelmode off`;
  throw new TravelError("REFUSED", `Travel mode was switched on by ${there.who} (profile ${there.profile}). ${remedy}`);
}
