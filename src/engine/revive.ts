// SPDX-License-Identifier: MIT
import type { Lost, Revival } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { Aim } from "./aim.ts";

const PATIENCE_MS = 4000;
const PAUSE_MS = 500;

/** A VPN can only come up once its network is there, so it is asked for more than once. */
const ATTEMPTS = 3;
const ATTEMPT_MS = 2000;

/**
 * After a radio is back: waits a moment for what comes by itself, brings up what does not, and says what is still missing;
 * a VPN first, as its absence changes where traffic goes.
 */
export async function revive(machine: Machine, aims: readonly Aim[]): Promise<readonly string[]> {
  const sentences = await Promise.all(aims.map((aim) => reviveOne(machine, aim)));
  return sentences.flat();
}

async function reviveOne(machine: Machine, { entry, from, to, surveyed: { setting } }: Aim): Promise<readonly string[]> {
  const { revival } = setting;
  const isOff = setting.wayBack?.(to) !== undefined;
  const isLeftToTheUser = entry.owner === "yours" && from === to;
  if (revival === undefined || entry.note === "" || isOff || isLeftToTheUser) return [];
  let missing = await waitFor(machine, revival, { note: entry.note, rounds: PATIENCE_MS / PAUSE_MS });
  for (let attempt = 0; attempt < ATTEMPTS && missing.length > 0; attempt++) {
    for (const { call } of missing) await machine.bus.call(call);
    missing = await waitFor(machine, revival, { note: entry.note, rounds: ATTEMPT_MS / PAUSE_MS });
  }
  return missing
    .toSorted((a, b) => Number(b.loud) - Number(a.loud))
    .map(({ what, loud }) => `${loud ? "WARNING: " : ""}${what} was active before and has not come back`);
}

/** What is still missing after so many pauses, or none as soon as all is there. */
async function waitFor({ clock }: Machine, revival: Revival, wait: { note: string; rounds: number }): Promise<readonly Lost[]> {
  let missing = await revival.missing(wait.note);
  for (let round = 0; round < wait.rounds && missing.length > 0; round++) {
    await clock.sleep(PAUSE_MS);
    missing = await revival.missing(wait.note);
  }
  return missing;
}
