// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { HELD_UNITS, type ListedUnit } from "./held-units.ts";
import { isUp, readUnits, type UnitOwner } from "./systemd-units.ts";
import { timerMoments } from "./timer-moments.ts";

/** Work of a listed timer that would begin by a moment. */
export interface DueWork {
  readonly owner: UnitOwner;
  readonly timer: string;
  readonly service: string;
  /** What it is: "a backup by Borg". */
  readonly why: string;
  readonly dueMs: number;
}

/** The timers of the updates that only look, and of mail and calendars that are fetched. What installs anything is never run. */
const CHECKS: ReadonlySet<string> = new Set([
  ...["apt-daily.timer", "dnf-makecache.timer", "pacman-filesdb-refresh.timer", "fwupd-refresh.timer"],
  ...["update-notifier-motd.timer", "mbsync.timer", "vdirsyncer.timer"],
]);

/** What may be run at any time: checks, indexers and backups. */
export const mayRunNow = ({ name, kind }: Pick<ListedUnit, "name" | "kind">): boolean =>
  name.endsWith(".timer") && (kind === "indexers" || kind === "backups" || CHECKS.has(name));

/** The listed checks and backups whose timers elapse by that moment, the earliest first; of one owner, whose systemd the caller can reach. */
export async function dueWork(machine: Machine, owner: UnitOwner, byMs: number): Promise<readonly DueWork[]> {
  const listed = HELD_UNITS.filter((one) => one.owner === owner && mayRunNow(one));
  const units = valueOr(
    await readUnits(
      machine.bus,
      owner,
      listed.map(({ name }) => name),
    ),
    [],
  );
  const found = units.map(async (unit, index) => {
    const moments = unit.loaded && isUp(unit) ? await timerMoments(machine, unit) : null;
    if (moments === null || moments.nextMs === null || moments.nextMs > byMs) return [];
    return [{ owner, timer: unit.name, service: moments.starts, why: listed[index]?.why ?? "", dueMs: moments.nextMs }];
  });
  return (await Promise.all(found)).flat().toSorted((one, other) => one.dueMs - other.dueMs);
}
