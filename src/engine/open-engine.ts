// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { Knob } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import { handBack, setByHand } from "./by-hand.ts";
import type { Context } from "./context.ts";
import type { Engine, Goal } from "./engine.ts";
import { loadJournal } from "./journal-store.ts";
import { surveyAndDraft, toPlan } from "./prepare.ts";
import { reconcile } from "./reconcile.ts";
import type { Plan, Report } from "./report.ts";
import { elsewhere, status } from "./status.ts";

/** The caller's journal, and the other owner's where there is one: root's for a user, the invoking user's for root. */
export interface Folders {
  readonly own: StateFolder;
  readonly other?: StateFolder;
}

/** The engine on a machine; opening it reads and changes nothing. */
export function openEngine(machine: Machine, folders: Folders, knobs: readonly Knob[]): Engine {
  const context: Context = {
    machine,
    knobs,
    folder: folders.own,
    ...(folders.other === undefined ? {} : { other: folders.other }),
  };
  return {
    plan: (goal) => plan(context, goal),
    reconcile: (goal) => reconcileAlone(context, goal),
    set: (hand) => setByHand(context, hand),
    handBack: (knob) => handBack(context, knob),
    status: () => status(context),
  };
}

async function plan(context: Context, goal: Goal): Promise<Plan> {
  const { journal } = loadJournal(context.folder, context.machine.files);
  return toPlan(goal, await surveyAndDraft(context, goal, journal?.entries ?? []));
}

/** Root's travel mode and a user's do not mix: each would take the other's values for originals. */
async function reconcileAlone(context: Context, goal: Goal): Promise<Report> {
  const there = goal.profile === null ? null : elsewhere(context);
  if (there === null) return reconcile(context, goal);
  const remedy =
    there.who === "root"
      ? "Use sudo travelmode on, or end it first with: sudo travelmode off"
      : `End it first, as ${there.who}, with: travelmode off`;
  throw new TravelError("REFUSED", `Travel mode was switched on by ${there.who} (profile ${there.profile}). ${remedy}`);
}
