// SPDX-License-Identifier: MIT
import type { KnobId } from "../knobs/knob.ts";
import type { Aim, Draft } from "./aim.ts";
import type { Context } from "./context.ts";
import { describeAim, skipOfAim } from "./describe.ts";
import { draft } from "./draft.ts";
import type { Goal } from "./engine.ts";
import type { Entry } from "./entry.ts";
import { guard, settleQuestions } from "./in-use.ts";
import type { Plan, Skip } from "./report.ts";
import { knobOf, survey } from "./survey.ts";

/** A draft with everything decided that needs the machine or a person. */
export interface Prepared extends Draft {
  /** What a traveller must know before it goes. */
  readonly warnings: readonly string[];
}

/** Surveys the machine and drafts the way to the goal. */
export async function surveyAndDraft({ machine, knobs }: Context, goal: Goal, entries: readonly Entry[]): Promise<Draft> {
  const wanted = new Set<KnobId>([...Object.keys(goal.profile?.wishes ?? {}), ...entries.map(({ setting }) => knobOf(setting))]);
  const surveyed = await survey(machine, knobs, wanted);
  return draft({ profile: goal.profile, survey: surveyed, entries, afresh: goal.afresh, leave: goal.leave });
}

/** The plan as it is shown; questions stay open, nothing is changed. What follows its owner is not spoken of. */
export async function toPlan(goal: Goal, drafted: Draft): Promise<Plan> {
  const guarded = await guard(drafted.aims, goal.evenIfUsed);
  const changing = guarded.filter(({ aim }) => aim.from !== aim.to);
  const refused = changing.filter(({ permit }) => permit === "refused");
  return {
    profile: goal.profile?.name ?? null,
    changes: changing
      .filter(({ permit, aim }) => permit === "go" && aim.surveyed.setting.heldBy === undefined)
      .map(({ aim }) => describeAim(aim)),
    skips: [...drafted.skips, ...refused.map(({ aim, uses }) => skipOfAim(aim, uses))],
    questions: changing
      .filter(({ permit }) => permit === "ask")
      .map(({ aim, uses }) => ({ change: describeAim(aim), uses: uses.map(({ what }) => what) })),
    warnings: (
      await Promise.all(changing.filter(({ permit }) => permit === "go").map(({ aim }) => warningsOf(aim, aim.entry.note)))
    ).flat(),
  };
}

/** The draft with what is in use taken out (or permitted by the person asked), and with notes of what turning off will cut. */
export async function prepare(goal: Goal, drafted: Draft): Promise<Prepared> {
  const guarded = await settleQuestions(await guard(drafted.aims, goal.evenIfUsed), goal.decide);
  const kept: readonly Skip[] = guarded.flatMap(({ aim, uses, permit }) => (permit === "refused" ? [skipOfAim(aim, uses)] : []));
  const aims = await Promise.all(guarded.flatMap(({ aim, permit }) => (permit === "go" ? [withNote(aim)] : [])));
  const warnings = await Promise.all(aims.map((aim) => warningsOf(aim, aim.entry.note)));
  return { ...drafted, aims, skips: [...drafted.skips, ...kept], warnings: warnings.flat() };
}

/** The first note is kept: what was connected before travel mode is what comes back after it. */
async function withNote(aim: Aim): Promise<Aim> {
  const { revival } = aim.surveyed.setting;
  if (revival === undefined || aim.kind === "put back" || aim.from === aim.to || aim.entry.note !== "") return aim;
  return { ...aim, entry: { ...aim.entry, note: await revival.note() } };
}

async function warningsOf(aim: Aim, note: string): Promise<readonly string[]> {
  if (aim.kind === "put back" || aim.from === aim.to) return [];
  return (await aim.surveyed.setting.revival?.warnings(note)) ?? [];
}
