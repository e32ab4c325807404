// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { KnobId } from "../knobs/knob.ts";
import type { Profile } from "../profile/profile.ts";
import type { Aim } from "./aim.ts";
import type { Context } from "./context.ts";
import { describeTurned } from "./describe.ts";
import type { Relaxed } from "./engine.ts";
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
 * that the user gave it), and the next reconcile writes it again. Short, as somebody waits for it: the computer before it sleeps, a program
 * whose network has come.
 */
export async function relax(context: Context, knobs: readonly KnobId[], which: Relaxed): Promise<readonly ChangeResult[]> {
  const few = { ...context, knobs: context.knobs.filter(({ id }) => knobs.includes(id)) };
  const glance = await loadJournal(context.folder, context.machine.files);
  if (glance.journal === null || heldIn(few, glance.journal).length === 0) return [];
  return withLock(context, async () => {
    const { journal } = await loadJournal(context.folder, context.machine.files);
    return journal === null ? [] : relaxFrom(few, journal, which);
  });
}

const heldIn = ({ knobs }: Pick<Context, "knobs">, { entries }: Journal): readonly Entry[] =>
  entries.filter(({ setting }) => knobs.some(({ id }) => id === knobOf(setting)));

async function relaxFrom(context: Context, journal: Journal, which: Relaxed): Promise<readonly ChangeResult[]> {
  const { machine, folder, knobs, watched } = context;
  const { wishes } = journal.profile;
  const held = heldIn(context, journal);
  const { settings } = await survey(machine, knobs, { wishes, entries: held, watched });
  const meant = which === "all" ? [] : held.filter((entry) => isMeant(entry, settings, wishes));
  const going = held.filter((entry) => !meant.includes(entry));
  if (going.length === 0) return [];
  const entries = journal.entries.map((entry): Entry => (going.includes(entry) ? { ...entry, state: "intended" } : entry));
  saveIfPossible(folder, { ...journal, entries });
  const results: ChangeResult[] = [];
  for (const aim of going.flatMap((entry) => aimBack(entry, settings)))
    results.push(describeTurned(aim, await turn(machine, aim)));
  return results;
}

/** By the profile, or by a hand, which means what it has turned. */
function isMeant({ setting: id, owner, original }: Entry, settings: readonly Surveyed[], wishes: Profile["wishes"]): boolean {
  const wish = wishes[knobOf(id)];
  const setting = settings.find((one) => one.setting.id === id)?.setting;
  return (
    owner === "yours" || (wish !== undefined && setting !== undefined && setting.encode(wish, original).kind !== "not meant")
  );
}

/** On a full disk it goes on all the same: the originals are in the journal already, and what goes on may be taken for the user's doing. */
function saveIfPossible(folder: Context["folder"], journal: Journal): void {
  try {
    saveJournal(folder, journal);
  } catch (error) {
    if (!(error instanceof TravelError)) throw error;
  }
}

/** To the original, where it is not there already. */
function aimBack(entry: Entry, settings: readonly Surveyed[]): readonly Aim[] {
  const surveyed = settings.find(({ setting }) => setting.id === entry.setting);
  if (surveyed?.reading.kind !== "value" || surveyed.reading.value === entry.original) return [];
  return [{ surveyed, from: surveyed.reading.value, to: entry.original, kind: "put back", wish: null, entry }];
}
