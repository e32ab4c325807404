// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { Knob, SettingId } from "../knobs/knob.ts";
import { openRadios } from "./airplane.ts";
import type { CarriedOut } from "./carry-out.ts";
import type { Context } from "./context.ts";
import type { Goal } from "./engine.ts";
import type { Entry } from "./entry.ts";
import type { Journal } from "./journal.ts";
import type { Session } from "./journal-line.ts";
import { discardJournal, saveJournal } from "./journal-store.ts";
import { recordLastSession } from "./last-session.ts";
import type { Prepared } from "./prepare.ts";
import { knobOf, withDragged } from "./survey.ts";

/** What is being done, in which session, on top of which saved values. */
export interface Undertaking {
  readonly goal: Goal;
  readonly session: Session;
  readonly entries: readonly Entry[];
  readonly prepared: Prepared;
}

/** Before the first write: the originals of all that is turned or dragged along, as intended, durable on disk. */
export function writeAhead({ folder }: Context, { goal, session, entries: before, prepared }: Undertaking): Journal {
  const entries = new Map<SettingId, Entry>(before.map((entry) => [entry.setting, entry]));
  for (const entry of [...prepared.dragged, ...prepared.aims.map((aim) => aim.entry)]) entries.set(entry.setting, entry);
  const journal = { ...session, entries: [...entries.values()] };
  saveJournal(folder, journal);
  goal.onProgress?.("journal");
  return journal;
}

/**
 * After the plan has settled: what was found is what is ours from now on, or, when all is back, there is no journal any more.
 * A journal that cannot be completed stays as intended, from which everything comes back just as well.
 */
export function conclude(context: Context, { session, prepared }: Undertaking, { journal, ended }: Ending): readonly string[] {
  try {
    if (session.mode === "on") {
      const open = openRadios(context.machine.files, session.openRadios, prepared.surveyed);
      const entries = settled(context.knobs, journal, { prepared, ended });
      saveJournal(context.folder, { ...journal, openRadios: open, entries });
    } else end(context, { ...journal, entries: remaining(context.knobs, journal, { prepared, ended }) });
    return [];
  } catch (error) {
    if (!(error instanceof TravelError)) throw error;
    return [`${error.message.replace(/ Nothing was changed\.$/, "")} So changes of your own would not be noticed.`];
  }
}

export interface Ending {
  readonly journal: Journal;
  readonly ended: CarriedOut;
}

interface Settling {
  readonly prepared: Prepared;
  readonly ended: CarriedOut;
}

function end({ folder, machine }: Context, journal: Journal): void {
  if (journal.entries.length > 0) {
    saveJournal(folder, journal);
  } else {
    recordLastSession(folder, machine, journal);
    discardJournal(folder);
  }
}

/** What is back at its original, and that nothing which stays can move any more, is forgotten. */
function settled(
  knobs: readonly Knob[],
  { entries }: Journal,
  { prepared: { aims }, ended: { found } }: Settling,
): readonly Entry[] {
  const back = new Set(
    aims.filter(({ kind, entry }) => kind === "put back" && entry.owner === "ours").map(({ entry }) => entry.setting),
  );
  const isBack = ({ setting, original }: Entry): boolean => back.has(setting) && found.get(setting) === original;
  return withMovable(knobs, entries, isBack).map((entry) => asFound(entry, found.get(entry.setting)));
}

/**
 * What is not back yet, and what will move when it comes back; what is the user's is let go. What is back is settled there: from now on
 * it may change hands, while what is not stays intended.
 */
function remaining(knobs: readonly Knob[], { entries }: Journal, { prepared: { surveyed }, ended }: Settling): readonly Entry[] {
  const settings = new Map(surveyed.map(({ setting }) => [setting.id, setting]));
  const refused = new Set(ended.results.filter(({ outcome }) => outcome !== "applied").map(({ setting }) => setting));
  const isBack = ({ setting, original }: Entry): boolean => {
    const value = ended.found.get(setting) ?? null;
    if (value === null) return settings.get(setting)?.mortal === true && hasEnded(ended, setting);
    if (value === original) return true;
    return !refused.has(setting) && settings.get(setting)?.accepts?.(original, value) === true;
  };
  const ours = entries.filter(({ owner }) => owner === "ours");
  return withMovable(knobs, ours, isBack).map((entry) =>
    isBack(entry) ? { ...entry, state: "settled", value: entry.original } : entry,
  );
}

/** It was there when the work began. */
const hasEnded = ({ results }: CarriedOut, id: SettingId): boolean =>
  results.some(({ setting, outcome }) => setting === id && outcome === "applied");

/** The entries that are not back, and those that turning these can still move. */
function withMovable(knobs: readonly Knob[], entries: readonly Entry[], isBack: (entry: Entry) => boolean): readonly Entry[] {
  const moved = withDragged(knobs, new Set(entries.filter((entry) => !isBack(entry)).map(({ setting }) => knobOf(setting))));
  return entries.filter((entry) => !isBack(entry) || moved.has(knobOf(entry.setting)));
}

const asFound = (entry: Entry, value: Entry["value"] | null | undefined): Entry =>
  value === null || value === undefined ? entry : { ...entry, state: "settled", value };
