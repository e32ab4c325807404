// SPDX-License-Identifier: MIT
import type { SettingId } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { Aim, Draft } from "./aim.ts";
import { describeTurned } from "./describe.ts";
import type { Goal } from "./engine.ts";
import type { ChangeResult } from "./report.ts";
import { type Found, settle } from "./settle.ts";
import { type Turned, turn } from "./turn.ts";

/** How every change ended, and what is found once nothing moves any more. */
export interface CarriedOut {
  readonly results: readonly ChangeResult[];
  readonly found: Found;
}

/**
 * Turns every aim, in order, waits until all that is journaled has settled, and mends what a later write has dragged along.
 * The journal holds all of them by now.
 */
export async function carryOut(
  machine: Machine,
  { aims, surveyed }: Draft,
  { journaled, onProgress }: { readonly journaled: ReadonlySet<SettingId>; readonly onProgress?: OnProgress },
): Promise<CarriedOut> {
  const settings = surveyed.filter(({ setting }) => journaled.has(setting.id));
  const services = aims.some(({ from, to, surveyed: { ways } }) => from !== to && ways[0]?.kind === "bus");
  const first = await turnAll(machine, aims, onProgress);
  const settled = await settle(machine.clock, settings, services);
  const moved = aims.filter((aim) => isMoved(aim, settled) && isSound(first.get(aim.surveyed.setting.id)));
  const second = await turnAll(machine, moved);
  const found = moved.length === 0 ? settled : await settle(machine.clock, settings, services);
  return { results: aims.flatMap((aim) => resultOf(aim, first, second)), found };
}

/** Another attempt is for what was right and was moved since, not for what was refused or clamped. */
const isSound = (turned: Turned | undefined): boolean => turned === undefined || turned.outcome === "applied";

function isMoved({ surveyed: { setting }, to }: Aim, found: Found): boolean {
  const now = found.get(setting.id) ?? null;
  return now !== null && now !== to && setting.accepts?.(to, now) !== true;
}

function resultOf(aim: Aim, first: Results, second: Results): readonly ChangeResult[] {
  const { id } = aim.surveyed.setting;
  const [before, after] = [first.get(id), second.get(id)];
  const turned = after === undefined || (after.outcome === "applied" && before !== undefined) ? before : after;
  return turned === undefined ? [] : [describeTurned(aim, turned)];
}

type OnProgress = Goal["onProgress"];

type Results = ReadonlyMap<SettingId, Turned>;

/** Only what differs is written: some hardware flickers at a write of the same value. */
async function turnAll(machine: Machine, aims: readonly Aim[], onProgress?: OnProgress): Promise<Results> {
  const results = new Map<SettingId, Turned>();
  for (const aim of aims) {
    const turned = (await isThere(aim)) ? dragged(aim) : await turn(machine, aim);
    if (turned === null) continue;
    results.set(aim.surveyed.setting.id, turned);
    onProgress?.(aim.entry.label);
  }
  return results;
}

/** A file may have followed an earlier one; a service is asked only once, as each question costs both sides. */
async function isThere({ surveyed: { setting, ways }, from, to }: Aim): Promise<boolean> {
  if (from !== to && ways[0]?.kind === "bus") return false;
  const reading = await setting.read();
  if (reading.kind !== "value") return false;
  return reading.value === to || (from === to && setting.accepts?.(to, reading.value) === true);
}

/** An earlier one has brought it there: as planned, so it is reported; what only ever follows its owner is not. */
function dragged({ from, to, surveyed: { setting, ways } }: Aim): Turned | null {
  return from === to || setting.heldBy !== undefined ? null : { outcome: "applied", to, found: to, way: ways[0]?.name ?? "" };
}
