// SPDX-License-Identifier: MIT
import type { Knob, KnobId, Setting, SettingId, Way } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { RawText, Reading } from "../machine/reading.ts";

/** The machine as it is now, as far as a plan needs to know it. */
export interface Survey {
  readonly settings: readonly Surveyed[];
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

/** Finds and reads every setting of the given knobs and of all that they drag along. */
export async function survey(machine: Machine, knobs: readonly Knob[], wanted: ReadonlySet<KnobId>): Promise<Survey> {
  const reached = withDragged(knobs, wanted);
  const found = await Promise.all(knobs.filter(({ id }) => reached.has(id)).map((knob) => findAll(machine, knob)));
  return { settings: found.flatMap(({ settings }) => settings), missing: found.flatMap(({ missing }) => missing) };
}

/** The given knobs and, transitively, those that move with them. */
export function withDragged(knobs: readonly Knob[], wanted: ReadonlySet<KnobId>): ReadonlySet<KnobId> {
  const reached = new Set(wanted);
  for (const id of reached) for (const dragged of knobs.find((knob) => knob.id === id)?.alsoMoves ?? []) reached.add(dragged);
  return reached;
}

async function findAll(machine: Machine, knob: Knob): Promise<Survey> {
  const { settings, missing } = await knob.find(machine);
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
  ways.filter((way) => (way.kind === "bus" ? way.closed !== true : files.writable(way.path)));

/** The knob's part of a setting's id. */
export const knobOf = (setting: SettingId): KnobId => setting.slice(0, setting.indexOf("/"));
