// SPDX-License-Identifier: MIT
import type { SettingId } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { Aim } from "./aim.ts";
import { describeTurned } from "./describe.ts";
import type { ChangeResult } from "./report.ts";
import { type Turned, turn } from "./turn.ts";

/**
 * Turns every aim, in order, then looks once more: what came later may have dragged an earlier one along.
 * The journal holds all of them by now.
 */
export async function carryOut(
  machine: Machine,
  aims: readonly Aim[],
  onProgress?: (label: string) => void,
): Promise<readonly ChangeResult[]> {
  const first = await turnAll(machine, aims, onProgress);
  const second = await turnAll(
    machine,
    aims.filter(({ surveyed }) => isSound(first.get(surveyed.setting.id))),
  );
  return aims.flatMap((aim) => {
    const { id } = aim.surveyed.setting;
    const turned = worse(first.get(id), second.get(id));
    return turned === undefined ? [] : [describeTurned(aim, turned)];
  });
}

type Results = ReadonlyMap<SettingId, Turned>;

/** Only what differs is written: some hardware flickers at a write of the same value. */
async function turnAll(machine: Machine, aims: readonly Aim[], onProgress?: (label: string) => void): Promise<Results> {
  const results = new Map<SettingId, Turned>();
  for (const aim of aims) {
    const turned = (await isThere(aim)) ? dragged(aim) : await turn(machine, aim);
    if (turned === null) continue;
    results.set(aim.surveyed.setting.id, turned);
    onProgress?.(aim.entry.label);
  }
  return results;
}

async function isThere({ surveyed: { setting }, from, to }: Aim): Promise<boolean> {
  const reading = await setting.read();
  if (reading.kind !== "value") return false;
  return reading.value === to || (from === to && setting.accepts?.(to, reading.value) === true);
}

/** An earlier one has brought it there: as planned, so it is reported; what only ever follows its owner is not. */
function dragged({ from, to, surveyed: { setting, ways } }: Aim): Turned | null {
  return from === to || setting.heldBy !== undefined ? null : { outcome: "applied", to, found: to, way: ways[0]?.name ?? "" };
}

/** Another attempt is for what was right and was moved since, not for what was refused or clamped. */
const isSound = (turned: Turned | undefined): boolean => turned === undefined || turned.outcome === "applied";

const worse = (first: Turned | undefined, second: Turned | undefined): Turned | undefined =>
  second === undefined || (second.outcome === "applied" && first !== undefined) ? first : second;
