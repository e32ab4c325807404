// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { Knob, SettingId } from "../knobs/knob.ts";
import type { Profile } from "../profile/profile.ts";
import type { Context } from "./context.ts";
import type { Goal } from "./engine.ts";
import type { Entry } from "./entry.ts";
import type { Journal } from "./journal.ts";
import type { Session } from "./journal-line.ts";
import { discardJournal, saveJournal } from "./journal-store.ts";
import { recordLastSession, startOfSession } from "./last-session.ts";
import { currentBoot, type Loaded } from "./load-journal.ts";
import type { Prepared } from "./prepare.ts";
import type { Found } from "./settle.ts";
import { knobOf, withDragged } from "./survey.ts";

/** What is being done, from where, by which draft. */
export interface Undertaking {
  readonly goal: Goal;
  readonly loaded: Loaded;
  readonly prepared: Prepared;
}

/** Before the first write: the originals of all that is turned or dragged along, as intended, durable on disk. */
export function writeAhead(context: Context, { goal, loaded, prepared }: Undertaking): Journal {
  const entries = new Map<SettingId, Entry>(loaded.journal?.entries.map((entry) => [entry.setting, entry]));
  for (const entry of [...prepared.dragged, ...prepared.aims.map((aim) => aim.entry)]) entries.set(entry.setting, entry);
  const journal = { ...sessionFor(context, goal, loaded.journal), entries: [...entries.values()] };
  saveJournal(context.folder, journal);
  goal.onProgress?.("journal");
  return journal;
}

function sessionFor({ machine }: Context, goal: Goal, before: Journal | null): Session {
  if (goal.profile === null && before !== null) return { ...before, mode: "ending" };
  const profile: Profile = goal.profile ?? NO_PROFILE;
  const goesOn =
    before?.mode === "on"
      ? { sinceMs: before.sinceMs, start: before.start }
      : { sinceMs: machine.clock.now(), start: startOfSession(machine.files) };
  return { mode: "on", profile, bootId: currentBoot(machine.files), leave: goal.leave, ...goesOn };
}

const NO_PROFILE: Profile = { name: "none", title: "", onCharger: "all", wishes: {}, source: "" };

interface Settling {
  readonly prepared: Prepared;
  readonly found: Found;
}

/**
 * After the plan has settled: what was found is what is ours from now on, or, when all is back, there is no journal any more.
 * A journal that cannot be completed stays as intended, from which everything comes back just as well.
 */
export function conclude(
  context: Context,
  done: { undertaking: Undertaking; journal: Journal; found: Found },
): readonly string[] {
  const { undertaking, journal, found } = done;
  try {
    if (undertaking.goal.profile === null)
      end(context, { ...journal, entries: remaining(context, journal.entries, { prepared: undertaking.prepared, found }) });
    else
      saveJournal(context.folder, {
        ...journal,
        entries: settled(context, journal.entries, { prepared: undertaking.prepared, found }),
      });
    return [];
  } catch (error) {
    if (error instanceof TravelError)
      return [
        `The journal could not be completed, so changes of your own would not be noticed: ${String(error.cause ?? error.message)}`,
      ];
    throw error;
  }
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
function settled({ knobs }: Context, entries: readonly Entry[], { prepared: { aims }, found }: Settling): readonly Entry[] {
  const back = new Set(
    aims.filter(({ kind, entry }) => kind === "put back" && entry.owner === "ours").map(({ entry }) => entry.setting),
  );
  const isBack = ({ setting, original }: Entry): boolean => back.has(setting) && found.get(setting) === original;
  return withMovable(knobs, entries, isBack).map((entry) => asFound(entry, found));
}

/** What is not back yet, and what will move when it comes back; what is the user's is let go. */
function remaining({ knobs }: Context, entries: readonly Entry[], { prepared: { surveyed }, found }: Settling): readonly Entry[] {
  const settings = new Map(surveyed.map(({ setting }) => [setting.id, setting]));
  const isBack = ({ setting, original }: Entry): boolean => {
    const value = found.get(setting) ?? null;
    return value !== null && (value === original || settings.get(setting)?.accepts?.(original, value) === true);
  };
  return withMovable(
    knobs,
    entries.filter(({ owner }) => owner === "ours"),
    isBack,
  );
}

/** The entries that are not back, and those that turning these can still move. */
function withMovable(knobs: readonly Knob[], entries: readonly Entry[], isBack: (entry: Entry) => boolean): readonly Entry[] {
  const moved = withDragged(knobs, new Set(entries.filter((entry) => !isBack(entry)).map(({ setting }) => knobOf(setting))));
  return entries.filter((entry) => !isBack(entry) || moved.has(knobOf(entry.setting)));
}

function asFound(entry: Entry, found: Found): Entry {
  const value = found.get(entry.setting) ?? null;
  return value === null ? entry : { ...entry, state: "settled", value };
}
