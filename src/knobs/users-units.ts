// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import type { Failure } from "../machine/reading.ts";
import { valueOr } from "../machine/reading.ts";
import { unavailable } from "./encoded.ts";
import type { ListedUnit } from "./held-units.ts";
import type { Interest, Setting, SettingId } from "./knob.ts";
import type { UnitOwner } from "./systemd-units.ts";
import { journaledUnit } from "./unit-setting.ts";
import { isMeant, untouchedUnit } from "./untouched-unit.ts";
import { managersFolder, type UserManager, userManagers, whoseWords } from "./user-managers.ts";

/** A systemd, with the units of the lists that it is asked for. */
export interface AskedManager {
  readonly owner: UnitOwner;
  readonly listed: readonly ListedUnit[];
  /** What follows its units' names (`whoseWords`). */
  readonly whose: string;
}

/**
 * For root: the systemd of each user who is there. A question to one starts a program, so they are asked only for what is wished for; what
 * is held already is read one by one (`journaledUnits`).
 */
export async function usersManagers(
  machine: Machine,
  list: readonly ListedUnit[],
  { wish }: Pick<Interest, "wish">,
): Promise<readonly AskedManager[]> {
  const listed = list.filter(({ owner, kind }) => owner === "user" && wish !== undefined && isMeant(kind, wish));
  if (machine.caller.uid !== 0 || listed.length === 0) return [];
  const managers = await userManagers(machine);
  return managers.map(({ uid }) => ({ owner: uid, listed, whose: whoseWords(managers, uid) }));
}

/** Other users' units that have been turned, less those that were found anyway. One whose systemd has ended is there, to be found gone. */
export async function journaledUnits(
  machine: Machine,
  journaled: readonly SettingId[],
  found: readonly Setting[],
): Promise<readonly Setting[]> {
  const units = journaled.filter((id) => found.every((one) => one.id !== id)).flatMap(usersUnitOf);
  const managers: readonly UserManager[] = units.length === 0 ? [] : await userManagers(machine);
  return units.map((unit) => journaledUnit(machine, unit, whoseWords(managers, unit.owner)));
}

/** "service.hold/1000:syncthing.service" */
function usersUnitOf(id: SettingId): readonly { readonly owner: number; readonly name: string }[] {
  const [, uid, name] = /^service\.hold\/(\d+):(.+)$/u.exec(id) ?? [];
  return uid === undefined || name === undefined ? [] : [{ owner: Number(uid), name }];
}

/** The listed services of a user whose systemd could not be asked; a wish that means them is answered with why. Timers have no control group, so they are not seen. */
export function silentUnits(files: Files, { owner, listed, whose }: AskedManager, { code }: Failure): readonly Setting[] {
  const running = new Set(typeof owner === "number" ? runningServices(files, owner) : []);
  const answer = unavailable(`the user's systemd does not answer (${code})`);
  return listed
    .filter(({ name }) => running.has(name))
    .map(({ name, kind }) => untouchedUnit({ owner, name, kind, whose, answer }));
}

/** Where a user's systemd runs services: one folder of control groups each. */
const SLICES: readonly string[] = ["app.slice", "background.slice", "session.slice"];

const runningServices = (files: Files, uid: number): readonly string[] =>
  SLICES.flatMap((slice) => valueOr(files.list(`${managersFolder(uid)}/${slice}`), []));
