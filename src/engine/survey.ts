// SPDX-License-Identifier: MIT
import type { Interest, Knob, KnobId, Setting, SettingId, Way, Wish } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { RawText, Reading } from "../machine/reading.ts";
import type { Entry } from "./entry.ts";

/** The machine as it is now, as far as a plan needs to know it. */
export interface Survey {
  readonly settings: readonly Surveyed[];
  /** What has come to its end since it was journaled: nothing of it is left to be put back. */
  readonly gone: ReadonlySet<SettingId>;
  /** Knobs without any setting here, and why. */
  readonly missing: readonly { readonly knob: Knob; readonly why: string }[];
}

export interface Surveyed {
  readonly knob: Knob;
  readonly setting: Setting;
  readonly reading: Reading<RawText>;
  /** The ways that are open to this caller, the best first; none means that it needs root. */
  readonly ways: readonly Way[];
}

/** What a survey is for: the knobs that are wished for, and all that the journal holds. */
export interface Purpose {
  readonly wishes: Readonly<Record<KnobId, Wish>>;
  readonly entries: readonly Pick<Entry, "setting">[];
  readonly watched: boolean;
}

/** Finds and reads every setting of the knobs that are of interest and of all that they drag along. */
export async function survey(machine: Machine, knobs: readonly Knob[], purpose: Purpose): Promise<Survey> {
  const turned = purpose.entries.map(({ setting }) => knobOf(setting));
  const reached = withDragged(knobs, new Set([...Object.keys(purpose.wishes), ...turned]));
  const found = await Promise.all(
    knobs.filter(({ id }) => reached.has(id)).map((knob) => findAll(machine, knob, interestIn(knob, purpose))),
  );
  const settings = found.flatMap((one) => one.settings);
  return {
    settings: settings.filter((surveyed) => !isGone(surveyed)),
    gone: new Set(settings.filter(isGone).map(({ setting }) => setting.id)),
    missing: found.flatMap(({ missing }) => missing),
  };
}

/** The given knobs and, transitively, those that move with them. */
export function withDragged(knobs: readonly Knob[], wanted: ReadonlySet<KnobId>): ReadonlySet<KnobId> {
  const reached = new Set(wanted);
  for (const id of reached) for (const dragged of knobs.find((knob) => knob.id === id)?.alsoMoves ?? []) reached.add(dragged);
  return reached;
}

const interestIn = ({ id }: Knob, { wishes, entries, watched }: Purpose): Interest => ({
  wish: wishes[id],
  journaled: entries.flatMap(({ setting }) => (knobOf(setting) === id ? [setting] : [])),
  watched,
});

const isGone = ({ setting, reading }: Surveyed): boolean => setting.mortal === true && reading.kind === "absent";

async function findAll(machine: Machine, knob: Knob, interest: Interest): Promise<Omit<Survey, "gone">> {
  const { settings, missing } = await knob.find(machine, interest);
  const read = settings.map(async (setting) => ({
    knob,
    setting,
    reading: await setting.read(),
    ways: openWays(machine, setting),
  }));
  return { settings: await Promise.all(read), missing: missing === undefined ? [] : [{ knob, why: missing }] };
}

/** A service answers for itself when it is asked, unless the knob knows its answer; a file shows its permissions. */
const openWays = ({ files }: Machine, { ways }: Setting): readonly Way[] =>
  ways.filter((way) => (way.kind === "file" ? files.writable(way.path) : way.closed !== true));

/** The knob's part of a setting's id. */
export const knobOf = (setting: SettingId): KnobId => setting.slice(0, setting.indexOf("/"));
