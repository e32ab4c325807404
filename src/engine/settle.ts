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
 * Reads settings until two readings agree. Files tell at once; behind a service others follow a moment later
 * (NetworkManager's switch moves rfkill), so that one reading right after it would be taken for somebody's change.
 */
export async function settle(clock: Clock, settings: readonly Surveyed[], services: boolean): Promise<Found> {
  let found = await readAll(settings);
  for (let round = 0; services && round < MOST_ROUNDS; round++) {
    await clock.sleep(PAUSE_MS);
    const again = await readAll(settings);
    if (same(found, again)) break;
    found = again;
  }
  return found;
}

async function readAll(settings: readonly Surveyed[]): Promise<Found> {
  const readings = settings.map(async ({ setting }) => [setting.id, await setting.read()] as const);
  return new Map((await Promise.all(readings)).map(([id, reading]) => [id, reading.kind === "value" ? reading.value : null]));
}

const same = (a: Found, b: Found): boolean => [...a].every(([id, value]) => b.get(id) === value);
