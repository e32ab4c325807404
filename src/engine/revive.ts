// SPDX-License-Identifier: MIT
import type { Lost, Revival } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { Aim } from "./aim.ts";

const PATIENCE_MS = 4000;
const PAUSE_MS = 500;
const LAST_ROUND = 3;

/**
 * After a radio is back: waits a moment for what comes by itself, brings up what does not, and says what is still missing;
 * a VPN first, as its absence changes where traffic goes.
 */
export async function revive(machine: Machine, aims: readonly Aim[]): Promise<readonly string[]> {
  const sentences = await Promise.all(aims.map((aim) => reviveOne(machine, aim)));
  return sentences.flat();
}

async function reviveOne(machine: Machine, { entry, to, surveyed: { setting } }: Aim): Promise<readonly string[]> {
  const { revival } = setting;
  const isOff = setting.wayBack?.(to) !== undefined;
  if (revival === undefined || entry.note === "" || isOff) return [];
  await waitFor(machine, revival, entry.note, PATIENCE_MS / PAUSE_MS);
  for (const { call } of await revival.missing(entry.note)) await machine.bus.call(call);
  const missing = await waitFor(machine, revival, entry.note, LAST_ROUND);
  return missing
    .toSorted((a, b) => Number(b.loud) - Number(a.loud))
    .map(({ what, loud }) => `${loud ? "WARNING: " : ""}${what} was active before and has not come back`);
}

async function waitFor({ clock }: Machine, revival: Revival, note: string, rounds: number): Promise<readonly Lost[]> {
  let missing = await revival.missing(note);
  for (let round = 0; round < rounds && missing.length > 0; round++) {
    await clock.sleep(PAUSE_MS);
    missing = await revival.missing(note);
  }
  return missing;
}
