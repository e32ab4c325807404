// SPDX-License-Identifier: MIT
import type { Caller, Machine } from "../machine/doors.ts";
import type { ListedUnit } from "./held-units.ts";
import type { Interest } from "./knob.ts";
import type { UnitOwner } from "./systemd-units.ts";
import { saidOfUnit, unitsNamed, unitsToHold } from "./unit-words.ts";
import { userManagers, whoseWords } from "./user-managers.ts";

/** A systemd, with the units that it is asked for. */
export interface AskedManager {
  readonly owner: UnitOwner;
  /** What its units' names are followed by (`whoseWords`). */
  readonly whose: string;
  readonly listed: readonly ListedUnit[];
  /** Those that are named besides. */
  readonly names: readonly string[];
}

/** The computer's and, but for root, who has no session to speak of, the caller's own: all of the list, whatever is wished for, and what was held by its name. */
export function ownManagers(
  { uid }: Caller,
  list: readonly ListedUnit[],
  { wish, journaled }: Partial<Interest>,
): readonly AskedManager[] {
  const owners: readonly ListedUnit["owner"][] = uid === 0 ? ["system"] : ["system", "user"];
  return owners.map((owner) => {
    const held = (journaled ?? []).flatMap((id) => nameIn(id, `service.hold/${owner}:`));
    const names = [...new Set([...unitsNamed(wish), ...held])];
    return { owner, whose: "", listed: list.filter((one) => one.owner === owner), names };
  });
}

const nameIn = (id: string, prefix: string): readonly string[] => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []);

/**
 * For root: the systemd of each user who is there. A question to one starts a program, so they are asked only for what is wished for; what
 * is held already is read one by one (`journaledUnits`).
 */
export async function usersManagers(
  machine: Machine,
  list: readonly ListedUnit[],
  { wish }: Partial<Interest>,
): Promise<readonly AskedManager[]> {
  if (machine.caller.uid !== 0 || wish === undefined) return [];
  const isMeant = ({ owner, kind, name }: ListedUnit): boolean =>
    owner === "user" && saidOfUnit(wish, { kind, names: [name] }) === "hold";
  const [listed, names] = [list.filter(isMeant), unitsToHold(wish)];
  if (listed.length === 0 && names.length === 0) return [];
  const managers = await userManagers(machine);
  return managers.map(({ uid }) => ({ owner: uid, whose: whoseWords(managers, uid), listed, names }));
}
