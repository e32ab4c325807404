// SPDX-License-Identifier: MIT
import type { Knob, SettingId } from "../knobs/knob.ts";
import type { Judged } from "./aim.ts";
import { radiosBlocked } from "./airplane.ts";
import type { Places } from "./context.ts";
import { elsewhere } from "./elsewhere.ts";
import type { Outline, SettingStatus, Status } from "./engine.ts";
import type { Entry } from "./entry.ts";
import type { Journal } from "./journal.ts";
import { judgeAll } from "./judge-all.ts";
import { readLastSession } from "./last-session.ts";
import { type Loaded, loadJournal } from "./load-journal.ts";
import { knobOf, type Survey, survey } from "./survey.ts";

/** What the journal says, with the live values beside it; reads only, and only what the journal names. */
export async function status(places: Places, loadKnobs: () => Promise<readonly Knob[]>): Promise<Status> {
  const loaded = await loadJournal(places.folder, places.machine.files);
  const entries = loaded.journal?.entries ?? [];
  const { found, gone } =
    loaded.journal === null || entries.length === 0 ? NOTHING : await judged(places, await loadKnobs(), loaded.journal);
  const here = (id: SettingId): Judged | undefined => found.find(({ surveyed }) => surveyed.setting.id === id);
  return {
    ...(await outlineOf(places, loaded)),
    settings: entries
      .filter(({ setting }) => !gone.has(setting))
      .map((entry) => settingStatus(loaded.journal, entry, here(entry.setting))),
  };
}

export const outline = async (places: Places): Promise<Outline> =>
  outlineOf(places, await loadJournal(places.folder, places.machine.files));

const outlineOf = async (places: Places, { journal, damage, rebooted }: Loaded): Promise<Outline> => ({
  mode: journal?.mode ?? "off",
  profile: journal?.profile.name ?? null,
  sinceMs: journal?.sinceMs ?? null,
  rebooted,
  last: readLastSession(places.folder),
  elsewhere: await elsewhere(places),
  damage,
});

/** What the journal names and is there, with whose it is now; and what of it has come to its end. */
export interface FoundNow extends Pick<Survey, "gone"> {
  readonly found: readonly Judged[];
}

const NOTHING: FoundNow = { found: [], gone: new Set() };

/** All that the journal names. */
export async function judged(
  { machine, watched }: Pick<Places, "machine" | "watched">,
  knobs: readonly Knob[],
  journal: Journal,
): Promise<FoundNow> {
  const { entries, profile } = journal;
  const surveyed = await survey(machine, knobs, { wishes: {}, entries, watched });
  const blocked = radiosBlocked(machine.files, journal);
  const found = judgeAll({ profile, survey: surveyed, entries, afresh: false, leave: [], radiosBlocked: blocked });
  return { found, gone: surveyed.gone };
}

/** An entry with what was found there; undefined: it is not there. */
export function settingStatus(journal: Journal | null, entry: Entry, found: Judged | undefined): SettingStatus {
  const { surveyed, now = null } = found ?? {};
  const show = surveyed?.setting.show ?? ((raw: string) => raw);
  return {
    setting: entry.setting,
    knob: knobOf(entry.setting),
    title: surveyed?.knob.title ?? entry.label,
    place: surveyed?.setting.place ?? "",
    minor: surveyed?.knob.minor ?? false,
    owner: entry.owner,
    role: entry.role,
    original: show(entry.original),
    value: show(entry.value),
    now: now === null ? null : show(now),
    state: stateOf(journal, entry, found),
    way: entry.undo.way,
  };
}

function stateOf(journal: Journal | null, entry: Entry, found: Judged | undefined): SettingStatus["state"] {
  if (found === undefined || found.now === null) return "pending";
  if (journal?.mode === "ending") return found.now === entry.original ? "held" : "pending";
  return found.verdict.owner === "ours" ? "held" : "changed";
}
