// SPDX-License-Identifier: MIT
import type { BusValue, Files, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { UnitOwner } from "./systemd-units.ts";

/** An ordinary user whose own systemd runs: logged in, or lingering (loginctl(1), enable-linger). */
export interface UserManager {
  readonly uid: number;
  readonly name: string;
}

const SLICE = "/sys/fs/cgroup/user.slice";

/** The control group of a user's systemd, below which all of that user's units run; there as long as that systemd is. */
export const managersFolder = (uid: number): string => `${SLICE}/user-${uid}.slice/user@${uid}.service`;

/** Whether the systemd of a unit has ended, with all its units, as it does when the user logs out. Asked of other users' alone. */
export const hasEnded = (files: Files, owner: UnitOwner): boolean =>
  typeof owner === "number" && files.list(managersFolder(owner)).kind === "absent";

/** All of them, by number. Control groups tell who, without a question; logind has the names, and is asked where there is anybody. */
export async function userManagers({ files, bus }: Pick<Machine, "files" | "bus">): Promise<readonly UserManager[]> {
  const ids = valueOr(files.list(SLICE), [])
    .flatMap((name) => /^user-(\d+)\.slice$/u.exec(name)?.[1] ?? [])
    .map(Number)
    .filter((uid) => isOrdinary(uid) && files.list(managersFolder(uid)).kind === "value");
  if (ids.length === 0) return [];
  const reply = await bus.call({ ...LOGIND, member: "ListUsers", signature: "", args: [] });
  const names = new Map(rowsIn(valueOr(reply, [])).map(([uid, name]) => [uid, String(name)]));
  return ids.map((uid) => ({ uid, name: names.get(uid) ?? String(uid) })).toSorted((one, other) => one.uid - other.uid);
}

/** Below are root and the accounts of services, login screens among them (login.defs(5), UID_MIN); 65534 is nobody. */
const isOrdinary = (uid: number): boolean => uid >= 1000 && uid !== 65534;

const LOGIND = {
  service: "org.freedesktop.login1",
  path: "/org/freedesktop/login1",
  interface: "org.freedesktop.login1.Manager",
};

/** Number, name and path of each user. */
const rowsIn = ([rows]: readonly BusValue[]): readonly (readonly BusValue[])[] =>
  Array.isArray(rows) ? rows.map((row: BusValue) => (Array.isArray(row) ? row : [row])) : [];

/** What a unit's name is followed by: " of alice" where several users have units, else "". */
export function whoseWords(managers: readonly UserManager[], owner: UnitOwner): string {
  const name = managers.find(({ uid }) => uid === owner)?.name ?? String(owner);
  return typeof owner === "number" && managers.length > 1 ? ` of ${name}` : "";
}
