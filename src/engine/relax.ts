// SPDX-License-Identifier: MIT
import type { KnobId } from "../knobs/knob.ts";
import type { Aim } from "./aim.ts";
import type { Context } from "./context.ts";
import { describeTurned } from "./describe.ts";
import type { Entry } from "./entry.ts";
import type { Journal } from "./journal.ts";
import { saveJournal } from "./journal-store.ts";
import { loadJournal } from "./load-journal.ts";
import { withLock } from "./lock.ts";
import type { ChangeResult } from "./report.ts";
import { knobOf, type Surveyed, survey } from "./survey.ts";
import { turn } from "./turn.ts";

/**
 * Puts back what these knobs hold, and leaves it in the journal as intended: whatever is found there is ours (or the user's, with the value
 * that the user gave it), and the next reconcile writes it again. Short, as the computer waits for it before it sleeps.
 */
export async function relax(context: Context, knobs: readonly KnobId[]): Promise<readonly ChangeResult[]> {
  const holds = ({ entries }: Journal): boolean => entries.some((entry) => isMeant(knobs, entry));
  const glance = await loadJournal(context.folder, context.machine.files);
  if (glance.journal === null || !holds(glance.journal)) return [];
  return withLock(context, async () => {
    const { journal } = await loadJournal(context.folder, context.machine.files);
    return journal === null ? [] : relaxFrom(context, journal, knobs);
  });
}

const isMeant = (knobs: readonly KnobId[], { setting }: Entry): boolean => knobs.includes(knobOf(setting));

async function relaxFrom(
  { machine, folder, knobs: all, watched }: Context,
  journal: Journal,
  knobs: readonly KnobId[],
): Promise<readonly ChangeResult[]> {
  const meant = journal.entries.filter((entry) => isMeant(knobs, entry));
  const { settings } = await survey(machine, all, { wishes: {}, entries: meant, watched });
  const intended = journal.entries.map((entry): Entry => (meant.includes(entry) ? { ...entry, state: "intended" } : entry));
  saveJournal(folder, { ...journal, entries: intended });
  const results: ChangeResult[] = [];
  for (const aim of meant.flatMap((entry) => aimBack(entry, settings)))
    results.push(describeTurned(aim, await turn(machine, aim)));
  return results;
}

/** To the original, where it is not there already. */
function aimBack(entry: Entry, settings: readonly Surveyed[]): readonly Aim[] {
  const surveyed = settings.find(({ setting }) => setting.id === entry.setting);
  if (surveyed?.reading.kind !== "value" || surveyed.reading.value === entry.original) return [];
  return [{ surveyed, from: surveyed.reading.value, to: entry.original, kind: "put back", wish: null, entry }];
}
