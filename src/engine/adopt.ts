// SPDX-License-Identifier: MIT
import type { Judged } from "./aim.ts";
import type { Context } from "./context.ts";
import type { SettingStatus } from "./engine.ts";
import type { Entry } from "./entry.ts";
import type { Journal } from "./journal.ts";
import { saveJournal } from "./journal-store.ts";
import { loadJournal } from "./load-journal.ts";
import { withLock } from "./lock.ts";
import { judged, settingStatus } from "./status.ts";
import { knobOf, withDragged } from "./survey.ts";

/**
 * What somebody has changed is theirs from now on, durably. Answers what has become so just now. Where nothing has, nothing is written,
 * not even the lock's file: this is called at every event, and a look too early only leaves it to the next one.
 */
export async function adopt(context: Context): Promise<readonly SettingStatus[]> {
  const glance = await look(context);
  if (glance === null || glance.taken.length === 0) return [];
  return withLock(context, () => record(context, (entry) => entry));
}

/**
 * As `adopt`; and what is still ours counts as ours at the next reconcile whatever is found there then. A user's value that we displaced
 * stays the user's. `ways`: only what is written by these, with what that drags along, and without a look at it: their owner may have
 * moved it by now.
 */
export async function brace(context: Context, ways?: readonly string[]): Promise<readonly SettingStatus[]> {
  const journal = await openJournal(context);
  if (journal === null) return [];
  const isMeant = ways === undefined ? () => true : movedBy(context, ways, journal);
  const expect = (entry: Entry): Entry =>
    entry.owner === "ours" && isMeant(entry) && entry.state === "settled" ? { ...entry, state: "intended" } : entry;
  return withLock(context, () => record(context, expect, ways === undefined ? () => false : isMeant));
}

/** What goes by these ways, and what only follows that. */
function movedBy({ knobs }: Context, ways: readonly string[], { entries }: Journal): (entry: Entry) => boolean {
  const isBy = ({ undo }: Entry): boolean => ways.includes(undo.way);
  const moved = withDragged(knobs, new Set(entries.filter(isBy).map(({ setting }) => knobOf(setting))));
  return (entry) => isBy(entry) || (entry.role === "dragged" && moved.has(knobOf(entry.setting)));
}

/** The journal with what was found, and the entries that are the user's since it was written. */
interface Look {
  readonly journal: Journal;
  readonly found: readonly Judged[];
  readonly taken: readonly Entry[];
}

/** Under the lock. What is exempt is nobody's hand, whatever is found there. */
async function record(
  context: Context,
  expect: (entry: Entry) => Entry,
  isExempt: (entry: Entry) => boolean = () => false,
): Promise<readonly SettingStatus[]> {
  const looked = await look(context);
  if (looked === null) return [];
  const found = { ...looked, taken: looked.taken.filter((entry) => !isExempt(entry)) };
  const { journal, taken } = found;
  const theirs = new Map(taken.map((entry) => [entry.setting, entry]));
  const entries = journal.entries.map((entry) => theirs.get(entry.setting) ?? expect(entry));
  if (entries.some((entry, index) => entry !== journal.entries[index])) saveJournal(context.folder, { ...journal, entries });
  return statuses(found);
}

async function look(context: Context): Promise<Look | null> {
  const journal = await openJournal(context);
  if (journal === null) return null;
  const { found } = await judged(context, context.knobs, journal);
  return { journal, found, taken: found.flatMap(takenFrom) };
}

/** Only while it is on; a damaged one waits for the next reconcile, which tells of it. */
async function openJournal({ folder, machine }: Context): Promise<Journal | null> {
  const { journal, damage } = await loadJournal(folder, machine.files);
  return journal?.mode === "on" && damage.length === 0 ? journal : null;
}

/** The entry of what is the user's only now; the user's older values are known, wherever they are. */
function takenFrom({ entry, verdict }: Judged): readonly Entry[] {
  if (entry?.owner !== "ours" || verdict.owner !== "yours") return [];
  return [{ ...entry, owner: "yours", state: "settled", value: verdict.value }];
}

/** What only follows its owner is not spoken of beside it. */
function statuses({ journal, found, taken }: Look): readonly SettingStatus[] {
  const here = taken.flatMap((entry) =>
    found.filter((one) => one.entry?.setting === entry.setting).map((one) => ({ entry, one })),
  );
  const leads = ({ one }: (typeof here)[number]): boolean => one.surveyed.setting.heldBy === undefined;
  const led = new Set(here.filter(leads).map(({ one }) => one.surveyed.knob.id));
  return here
    .filter((it) => leads(it) || !led.has(it.one.surveyed.knob.id))
    .map(({ entry, one }) => settingStatus(journal, entry, one));
}
