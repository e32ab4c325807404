// SPDX-License-Identifier: MIT
import type { Context } from "./context.ts";
import type { SettingStatus, Status } from "./engine.ts";
import type { Entry } from "./entry.ts";
import type { Journal } from "./journal.ts";
import { type Loaded, loadJournal } from "./journal-store.ts";
import { judge } from "./judge.ts";
import { readLastSession } from "./last-session.ts";
import { knobOf, type Surveyed, survey } from "./survey.ts";

/** What the journal says, with the live values beside it; reads only, and only what the journal names. */
export async function status(context: Context): Promise<Status> {
  const { machine, folder, knobs } = context;
  const { journal, damage, rebooted } = loadJournal(folder, machine.files);
  const entries = journal?.entries ?? [];
  const { settings } = await survey(machine, knobs, new Set(entries.map(({ setting }) => knobOf(setting))));
  return {
    mode: journal?.mode ?? "off",
    profile: journal?.profile.name ?? null,
    sinceMs: journal?.sinceMs ?? null,
    settings: entries.map((entry) =>
      settingStatus(
        journal,
        entry,
        settings.find(({ setting }) => setting.id === entry.setting),
      ),
    ),
    rebooted,
    last: readLastSession(folder),
    elsewhere: elsewhere(context),
    damage,
  };
}

/** Travel mode of the other owner, if it is on there; an unreadable journal of somebody else's is none. */
export function elsewhere({ other, machine }: Context): Status["elsewhere"] {
  if (other === undefined) return null;
  const journal = quietly(() => loadJournal(other, machine.files))?.journal ?? null;
  if (journal === null) return null;
  return { who: machine.caller.uid === 0 ? (machine.caller.invoker?.name ?? "a user") : "root", profile: journal.profile.name };
}

function quietly(read: () => Loaded): Loaded | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function settingStatus(journal: Journal | null, entry: Entry, surveyed: Surveyed | undefined): SettingStatus {
  const now = surveyed?.reading.kind === "value" ? surveyed.reading.value : null;
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
    state: stateOf(journal, entry, surveyed),
    way: entry.undo.way,
  };
}

function stateOf(journal: Journal | null, entry: Entry, surveyed: Surveyed | undefined): SettingStatus["state"] {
  if (surveyed?.reading.kind !== "value") return "pending";
  if (journal?.mode === "ending") return surveyed.reading.value === entry.original ? "held" : "pending";
  return judge(surveyed.setting, entry, surveyed.reading.value).owner === "ours" ? "held" : "changed";
}
