// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { KnobId, SettingId } from "../knobs/knob.ts";
import { KNOBS } from "../knobs/knobs.ts";
import type { Machine } from "../machine/doors.ts";
import type { Config } from "../profile/config.ts";
import { alarmLines } from "../text/alarm-lines.ts";
import { idOf, knobOf } from "./names.ts";
import type { Session } from "./session.ts";

/**
 * What is to be left alone. A place that is not on this machine is a slip of the hand where it was typed now (throws USAGE); in the
 * configuration it may be a screen that is not plugged in today, so it is only told.
 */
export async function settingsToLeave(
  { terminal, laptop: { machine } }: Session,
  config: Config,
  typed: readonly string[],
): Promise<readonly (KnobId | SettingId)[]> {
  const ids = typed.map((word) => idOf(word, KNOBS));
  const [slip] = await missingPlaces(machine, ids);
  if (slip !== undefined) throw new TravelError("USAGE", slip);
  const told = (await missingPlaces(machine, config.leave)).map((sentence) => `the configuration's \`leave\`: ${sentence}`);
  for (const line of alarmLines(told, terminal.look)) terminal.err(line);
  return [...config.leave, ...ids];
}

/** A sentence for each setting that is not here. */
async function missingPlaces(machine: Machine, ids: readonly string[]): Promise<readonly string[]> {
  const places = ids.filter((id): id is SettingId => id.includes("/"));
  const sentences = await Promise.all(places.map((id) => missingPlace(machine, id)));
  return sentences.flat();
}

async function missingPlace(machine: Machine, id: SettingId): Promise<readonly string[]> {
  // Of what is found only when it is meant (other users' units, programs) it is told by name.
  const { settings, missing } = await knobOf(id, KNOBS).find(machine, { journaled: [id], watched: false });
  const meant = settings.find((setting) => setting.id === id);
  if (meant !== undefined && (meant.mortal !== true || (await meant.read()).kind !== "absent")) return [];
  const others = settings.filter((setting) => setting !== meant).map((setting) => setting.id);
  const here = others.length === 0 ? (missing ?? "none at all") : others.join(", ");
  return [`there is no ${id} here; there is: ${here}`];
}
