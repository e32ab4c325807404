// SPDX-License-Identifier: MIT
import type { SettingId } from "../knobs/knob.ts";
import { carryOut } from "./carry-out.ts";
import { conclude, type Undertaking, writeAhead } from "./conclude.ts";
import type { Context } from "./context.ts";
import { describeStranded } from "./describe.ts";
import type { Goal } from "./engine.ts";
import type { Entry } from "./entry.ts";
import { type Answers, askUntilDecided, type Open } from "./in-use.ts";
import type { Journal } from "./journal.ts";
import { keepDamaged } from "./journal-store.ts";
import { type Loaded, loadJournal } from "./load-journal.ts";
import { withLock } from "./lock.ts";
import { type Prepared, prepare, surveyAndDraft } from "./prepare.ts";
import type { ChangeResult, Report } from "./report.ts";
import { revive } from "./revive.ts";
import { sessionFor } from "./session.ts";
import { knobOf } from "./survey.ts";

/** The one operation: takes the machine, as it is now, to the goal. On, off, switch and recovery are all this. */
export async function reconcile(context: Context, goal: Goal): Promise<Report> {
  return underLock(context, goal.decide, (loaded, answers) => reconcileFrom(context, { goal, loaded, answers }));
}

/** Works on the journal as it is now, alone; asks between attempts, while nothing is locked. */
export async function underLock(
  context: Context,
  decide: Goal["decide"],
  work: (loaded: Loaded, answers: Answers) => Promise<Report | Open>,
): Promise<Report> {
  return askUntilDecided(decide, (answers) =>
    withLock(context, async () => work(await loadJournal(context.folder, context.machine.files), answers)),
  );
}

/** What is to be reached, from which journal, with which answers. */
export interface Attempt {
  readonly goal: Goal;
  readonly loaded: Loaded;
  readonly answers: Answers;
}

/** As `reconcile`, from a journal already read, under the lock; or the questions that it comes to. */
export async function reconcileFrom(context: Context, { goal, loaded, answers }: Attempt): Promise<Report | Open> {
  const before = loaded.journal === null ? null : fitFor(goal, loaded.journal);
  const prepared = await prepare(goal, await surveyAndDraft(context, goal, before), answers);
  if ("questions" in prepared) return prepared;
  const damage = keepDamaged(context.folder, loaded);
  if (goal.profile === null && before === null) return report(goal, prepared, { results: [], warnings: [], damage });
  const session = sessionFor(context, goal, before);
  return { ...(await execute(context, { goal, session, entries: prepared.entries, prepared })), damage };
}

/**
 * What was put back before something else was pending has no saved value any more: it may have changed hands since.
 * What the user gives up is forgotten.
 */
export function fitFor({ profile, forget = [] }: Goal, journal: Journal): Journal {
  const isBack = ({ state, value, original }: Entry): boolean =>
    profile !== null && journal.mode === "ending" && state === "settled" && value === original;
  const isForgotten = ({ setting }: Entry): boolean => forget.includes(setting) || forget.includes(knobOf(setting));
  return { ...journal, entries: journal.entries.filter((entry) => !isBack(entry) && !isForgotten(entry)) };
}

/** Warn, journal, write, read back, settle, revive, journal. */
export async function execute(context: Context, undertaking: Undertaking): Promise<Report> {
  const { goal, prepared } = undertaking;
  const { machine } = context;
  for (const warning of prepared.warnings) goal.onWarning?.(warning);
  const journal = writeAhead(context, undertaking);
  const ended = await carryOut(machine, prepared, { journaled: journaled(journal), onProgress: goal.onProgress });
  const missing = await revive(machine, prepared.aims);
  const trouble = conclude(context, undertaking, { journal, ended });
  return report(goal, prepared, { results: ended.results, warnings: [...missing, ...trouble], damage: [] });
}

const journaled = ({ entries }: Journal): ReadonlySet<SettingId> => new Set(entries.map(({ setting }) => setting));

/** What was done, for whoever asked. */
export function report(goal: Goal, prepared: Prepared, parts: Pick<Report, "results" | "warnings" | "damage">): Report {
  const stranded = goal.profile === null ? prepared.stranded.map((entry) => describeStranded(entry, prepared)) : [];
  return {
    profile: goal.profile?.name ?? null,
    reason: goal.reason,
    ...parts,
    results: [...parts.results, ...stranded],
    skips: prepared.skips,
    waysBack: waysBack(prepared, parts.results),
  };
}

/** Where something is off now because of us, the sentence that tells how to get it back. */
function waysBack({ aims }: Prepared, results: readonly ChangeResult[]): readonly string[] {
  const applied = aims.filter(
    ({ kind, surveyed }) =>
      kind === "apply" && results.every((one) => one.setting !== surveyed.setting.id || one.outcome === "applied"),
  );
  return [...new Set(applied.flatMap(({ surveyed, to }) => surveyed.setting.wayBack?.(to) ?? []))];
}
