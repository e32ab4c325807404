// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { type Failure, valueOr } from "../machine/reading.ts";
import type { AskedManager } from "./asked-managers.ts";
import { unavailable } from "./encoded.ts";
import type { Setting, SettingId } from "./knob.ts";
import { journaledUnit } from "./unit-setting.ts";
import { untouchedUnit } from "./untouched-unit.ts";
import { managersFolder, type UserManager, userManagers, whoseWords } from "./user-managers.ts";

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

/** What runs of a user whose systemd could not be asked; a wish that means it is answered with why. Timers have no control group, so they are not seen. */
export function silentUnits(files: Files, { owner, whose, listed, names }: AskedManager, { code }: Failure): readonly Setting[] {
  const running = new Set(typeof owner === "number" ? runningServices(files, owner) : []);
  const answer = unavailable(`the user's systemd does not answer (${code})`);
  const others = names.filter((name) => listed.every((one) => one.name !== name)).map((name) => ({ name, kind: null }));
  return [...listed, ...others]
    .filter(({ name }) => running.has(name))
    .map(({ name, kind }) => untouchedUnit({ owner, whose, name, kind, names: [name], answer }));
}

/** Where a user's systemd runs services: one folder of control groups each. */
const SLICES: readonly string[] = ["app.slice", "background.slice", "session.slice"];

const runningServices = (files: Files, uid: number): readonly string[] =>
  SLICES.flatMap((slice) => valueOr(files.list(`${managersFolder(uid)}/${slice}`), []));
