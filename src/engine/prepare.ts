// SPDX-License-Identifier: MIT
import type { Aim, Draft } from "./aim.ts";
import { radiosBlocked } from "./airplane.ts";
import type { Context } from "./context.ts";
import { describeAim } from "./describe.ts";
import { draft } from "./draft.ts";
import type { Goal } from "./engine.ts";
import { type Answers, guard, keptOf, NO_ANSWERS, type Open, questionsOf } from "./in-use.ts";
import type { Journal } from "./journal.ts";
import type { Plan } from "./report.ts";
import { survey } from "./survey.ts";

/** A draft with everything decided that needs the machine or a person. */
export interface Prepared extends Draft {
  /** What a traveller must know before it goes. */
  readonly warnings: readonly string[];
}

/** Surveys the machine and drafts the way to the goal, from what the journal holds. */
export async function surveyAndDraft({ machine, knobs, watched }: Context, goal: Goal, before: Journal | null): Promise<Draft> {
  const entries = before?.entries ?? [];
  const surveyed = await survey(machine, knobs, { wishes: goal.profile?.wishes ?? {}, entries, watched });
  const { profile, afresh, leave, later = [] } = goal;
  const blocked = radiosBlocked(machine.files, before);
  return draft({ profile, survey: surveyed, entries, afresh, leave, later, radiosBlocked: blocked });
}

/** The plan as it is shown; questions stay open, nothing is changed. What follows its owner is not spoken of. */
export async function toPlan(goal: Goal, drafted: Draft, damage: readonly string[]): Promise<Plan> {
  const guarded = await guard(drafted.aims, goal.evenIfUsed, NO_ANSWERS);
  const going = guarded.filter(({ aim, permit }) => permit === "go" && aim.from !== aim.to).map(({ aim }) => aim);
  return {
    profile: goal.profile?.name ?? null,
    changes: going.filter(({ surveyed }) => surveyed.setting.heldBy === undefined).map(describeAim),
    skips: [...drafted.skips, ...keptOf(guarded)],
    questions: questionsOf(guarded),
    warnings: await warningsOf(going),
    damage,
  };
}

/** The draft with what is in use taken out, and with notes of what turning off will cut; or the questions that it comes to. */
export async function prepare(goal: Goal, drafted: Draft, answers: Answers): Promise<Prepared | Open> {
  const guarded = await guard(drafted.aims, goal.evenIfUsed, answers);
  const questions = questionsOf(guarded);
  if (questions.length > 0) return { questions };
  const aims = await Promise.all(guarded.flatMap(({ aim, permit }) => (permit === "go" ? [withNote(aim)] : [])));
  return { ...drafted, aims, skips: [...drafted.skips, ...keptOf(guarded)], warnings: await warningsOf(aims) };
}

/** The first note is kept: what was connected before travel mode is what comes back after it. */
async function withNote(aim: Aim): Promise<Aim> {
  const { revival } = aim.surveyed.setting;
  if (revival === undefined || aim.kind === "put back" || aim.from === aim.to || aim.entry.note !== "") return aim;
  return { ...aim, entry: { ...aim.entry, note: await revival.note() } };
}

async function warningsOf(aims: readonly Aim[]): Promise<readonly string[]> {
  const applied = aims.filter(({ kind, from, to }) => kind === "apply" && from !== to);
  const warnings = applied.map(async ({ surveyed, entry }) => surveyed.setting.revival?.warnings(entry.note) ?? []);
  return (await Promise.all(warnings)).flat();
}
