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
  const sentences = await Promise.all(ids.filter((id) => id.includes("/")).map((id) => missingPlace(machine, id)));
  return sentences.flat();
}

async function missingPlace(machine: Machine, id: string): Promise<readonly string[]> {
  const { settings, missing } = await knobOf(id, KNOBS).find(machine);
  if (settings.some((setting) => setting.id === id)) return [];
  const here = settings.length === 0 ? (missing ?? "none at all") : settings.map((setting) => setting.id).join(", ");
  return [`there is no ${id} here; there is: ${here}`];
}
