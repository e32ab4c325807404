// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import { carryOut } from "./carry-out.ts";
import { conclude, type Undertaking, writeAhead } from "./conclude.ts";
import type { Context } from "./context.ts";
import { describeStranded } from "./describe.ts";
import type { Goal } from "./engine.ts";
import { keepDamaged } from "./journal-store.ts";
import { type Loaded, loadJournal } from "./load-journal.ts";
import { type Prepared, prepare, surveyAndDraft } from "./prepare.ts";
import type { ChangeResult, Report } from "./report.ts";
import { revive } from "./revive.ts";
import { settle } from "./settle.ts";

const LOCK_WAIT_MS = 3000;

/** The one operation: takes the machine, as it is now, to the goal. On, off, switch and recovery are all this. */
export async function reconcile(context: Context, goal: Goal): Promise<Report> {
  return withLock(context, async () => reconcileFrom(context, goal, await loadJournal(context.folder, context.machine.files)));
}

/** As `reconcile`, from a journal already read, under the lock. */
export async function reconcileFrom(context: Context, goal: Goal, loaded: Loaded): Promise<Report> {
  const prepared = await prepare(goal, await surveyAndDraft(context, goal, loaded.journal?.entries ?? []));
  const damage = keepDamaged(context.folder, loaded);
  if (goal.profile === null && loaded.journal === null) return report(goal, prepared, { results: [], warnings: [], damage });
  return { ...(await execute(context, { goal, loaded, prepared })), damage };
}

/** Journal, write, read back, revive, settle, journal. */
export async function execute(context: Context, undertaking: Undertaking): Promise<Report> {
  const { goal, prepared } = undertaking;
  const { machine } = context;
  const journal = writeAhead(context, undertaking);
  const results = await carryOut(machine, prepared.aims, goal.onProgress);
  const missing = await revive(machine, prepared.aims);
  const journaled = new Set(journal.entries.map(({ setting }) => setting));
  const services = prepared.aims.some(({ from, to, surveyed }) => from !== to && surveyed.ways[0]?.kind === "bus");
  const found = await settle(
    machine.clock,
    prepared.surveyed.filter(({ setting }) => journaled.has(setting.id)),
    services,
  );
  const trouble = conclude(context, { undertaking, journal, found });
  return report(goal, prepared, { results, warnings: [...prepared.warnings, ...missing, ...trouble], damage: [] });
}

/** One process at a time. Throws BUSY when another one does not finish within three seconds. */
export async function withLock<T>({ folder }: Context, work: () => Promise<T>): Promise<T> {
  const lock = await folder.lock(LOCK_WAIT_MS);
  if (lock.kind === "locked-out") throw lockedOut(lock, folder.path);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function lockedOut({ code, why }: { readonly code: string; readonly why: string }, path: string): TravelError {
  if (code === "held") return new TravelError("BUSY", `Another travelmode is at work: ${why}. Try again when it is done.`);
  return new TravelError("JOURNAL_UNWRITABLE", `Cannot keep a journal in ${path}: ${why}. Nothing was changed.`);
}

/** What was done, for whoever asked. */
export function report(goal: Goal, prepared: Prepared, parts: Pick<Report, "results" | "warnings" | "damage">): Report {
  const stranded: readonly ChangeResult[] = goal.profile === null ? prepared.stranded.map(describeStranded) : [];
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
