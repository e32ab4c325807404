// SPDX-License-Identifier: MIT
import type { Knob, SettingId } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { Places } from "./context.ts";
import { elsewhere } from "./elsewhere.ts";
import type { Outline, SettingStatus, Status } from "./engine.ts";
import type { Entry } from "./entry.ts";
import type { Journal } from "./journal.ts";
import { judge } from "./judge.ts";
import { readLastSession } from "./last-session.ts";
import { type Loaded, loadJournal } from "./load-journal.ts";
import { knobOf, type Surveyed, survey } from "./survey.ts";

/** What the journal says, with the live values beside it; reads only, and only what the journal names. */
export async function status(places: Places, loadKnobs: () => Promise<readonly Knob[]>): Promise<Status> {
  const loaded = await loadJournal(places.folder, places.machine.files);
  const entries = loaded.journal?.entries ?? [];
  const settings = entries.length === 0 ? [] : await surveyed(places.machine, await loadKnobs(), entries);
  const here = (id: SettingId): Surveyed | undefined => settings.find(({ setting }) => setting.id === id);
  return {
    ...(await outlineOf(places, loaded)),
    settings: entries.map((entry) => settingStatus(loaded.journal, entry, here(entry.setting))),
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

async function surveyed(machine: Machine, knobs: readonly Knob[], entries: readonly Entry[]): Promise<readonly Surveyed[]> {
  const { settings } = await survey(machine, knobs, new Set(entries.map(({ setting }) => knobOf(setting))));
  return settings;
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
