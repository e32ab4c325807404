// SPDX-License-Identifier: MIT
import { type DueWork, dueWork } from "../../knobs/due-work.ts";
import type { UnitOwner } from "../../knobs/systemd-units.ts";
import type { Machine } from "../../machine/doors.ts";
import type { Journey } from "./check.ts";

const HALF_A_DAY_MS = 12 * 3_600_000;

/** The checks and backups that fall due before one is at a charger again: half a day after it begins, unless told. The computer's come first. */
export async function dueHere(machine: Machine, { nowMs, lastMs, by }: Journey): Promise<readonly DueWork[]> {
  const untilMs = (by?.atMs ?? nowMs) + (lastMs ?? HALF_A_DAY_MS);
  return (await Promise.all(ownersFor(machine).map((owner) => dueWork(machine, owner, untilMs)))).flat();
}

/** Those whose systemd the caller can reach. */
const ownersFor = ({ caller }: Machine): readonly UnitOwner[] => (caller.uid === 0 ? ["system"] : ["system", "user"]);
