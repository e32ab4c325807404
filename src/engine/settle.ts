// SPDX-License-Identifier: MIT
import type { SettingId } from "../knobs/knob.ts";
import type { Clock } from "../machine/doors.ts";
import type { RawText } from "../machine/reading.ts";
import type { Surveyed } from "./survey.ts";

/** What is found once nothing moves any more; null where it cannot be read. */
export type Found = ReadonlyMap<SettingId, RawText | null>;

const PAUSE_MS = 100;
const MOST_ROUNDS = 20;

/**
 * Reads settings until two readings agree. Files tell at once; behind a service they follow a moment later (NetworkManager's
 * switch moves rfkill), so that one reading right after it would be taken for somebody's change. What a service itself tells was read
 * back when it was written, and is asked once.
 */
export async function settle(clock: Clock, settings: readonly Surveyed[], services: boolean): Promise<Found> {
  const found = new Map(await readAll(settings));
  const followers = settings.filter(({ setting }) => setting.ways[0]?.kind === "file");
  for (let round = 0; services && round < MOST_ROUNDS; round++) {
    await clock.sleep(PAUSE_MS);
    const again = await readAll(followers);
    if (again.every(([id, value]) => found.get(id) === value)) break;
    for (const [id, value] of again) found.set(id, value);
  }
  return found;
}

async function readAll(settings: readonly Surveyed[]): Promise<readonly (readonly [SettingId, RawText | null])[]> {
  const readings = settings.map(async ({ setting }) => [setting.id, await setting.read()] as const);
  return (await Promise.all(readings)).map(([id, reading]) => [id, reading.kind === "value" ? reading.value : null]);
}
