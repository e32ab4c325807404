// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { type Reading, value } from "../machine/reading.ts";
import { begunWork, type KindOfUnit } from "./begun-work.ts";
import { HELD_UNITS, HOLD_KINDS, type ListedUnit } from "./held-units.ts";
import type { Found, Knob, Setting } from "./knob.ts";
import { neverHeld } from "./never-held.ts";
import { type OwnedUnit, readUnits, type UnitOwner } from "./systemd-units.ts";
import { mayTurnUnits } from "./unit-rights.ts";
import { unitSetting } from "./unit-setting.ts";
import { usersUnits } from "./users-units.ts";

/** Services that work in the background, held back: what starts them, and some of them themselves. */
export const serviceHold: Knob = {
  id: "service.hold",
  title: "Background services",
  shortNames: ["hold", "services"],
  about:
    "Indexers, update checks, backups and sync clients wake a laptop to do what can wait for the charger. Each unit of the " +
    "shipped lists that is active is stopped, and started again when travel mode ends; nothing is ever enabled, disabled or " +
    'masked, and a reboot brings everything back by itself. A list means all that it names: ["indexers", "backups"]; ' +
    '"all" is every kind. Timers, sockets and paths are held so that no new work begins; work that has begun is left to ' +
    "finish, and named. Nothing is stopped while packages are worked on, while it keeps the computer from sleeping, or while " +
    'something else needs it. "printing" is held only while no network is up. What the session, the network, sound, time, ' +
    "disks, encryption, security or packages rest on is held by no list.\n\n" +
    "What starts one of them meanwhile (a program that asks for it, or you) has its way: it stays, and is reported. A timer " +
    "whose moment has passed meanwhile, and that makes up for what it missed, begins after five minutes on a charger, one at a time, and " +
    "not while the network is metered or something is shown on another screen; with no keeper to wait for that, as soon as it is back. " +
    "Services of the computer need root (or a polkit rule); your own (GNOME's and Plasma's indexers, sync clients) are held by " +
    "your own travel mode only, not by root's.",
  grammar: { words: ["all", ...HOLD_KINDS], all: true },
  risk: "safe",
  minor: false,
  alsoMoves: [],
  find: (machine) => findHeldUnits(machine, HELD_UNITS),
};

/** The units of a list that are here, less those that must never be held. Another user's are told of to root. */
export async function findHeldUnits(machine: Machine, list: readonly ListedUnit[]): Promise<Found> {
  const isRoot = machine.caller.uid === 0;
  const owners: readonly UnitOwner[] = isRoot ? ["system"] : ["system", "user"];
  const readings = await Promise.all(owners.map((owner) => unitsHere(machine, owner, list)));
  const found = readings.flatMap((reading) => (reading.kind === "value" ? reading.value : []));
  const mayTurn = await mayTurnUnits(machine, found);
  const own = await Promise.all(found.map((held) => unitSetting(machine, held, { among: found, mayTurn })));
  const begun = await Promise.all(owners.map((owner) => begunWork(machine.bus, owner, found)));
  const settings: readonly Setting[] = [...own, ...begun.flat(), ...(isRoot ? usersUnits(machine.files, list) : [])];
  return settings.length > 0 ? { settings } : { settings, missing: whyNone(readings) };
}

type Here = Reading<readonly KindOfUnit[]>;

async function unitsHere({ bus }: Machine, owner: UnitOwner, list: readonly ListedUnit[]): Promise<Here> {
  const listed = list.filter((one) => one.owner === owner && neverHeld(one.name) === undefined);
  const names = listed.map(({ name }) => name);
  const units = await readUnits(bus, owner, names);
  if (units.kind !== "value") return units;
  const held = units.value.flatMap((unit, index) => heldUnit(unit, listed[index]));
  return value(held.filter(({ unit }, index) => held.findIndex((one) => one.unit.name === unit.name) === index));
}

/** Asked for by an alias, it is judged by its own name. */
function heldUnit(unit: OwnedUnit, listed: ListedUnit | undefined): readonly KindOfUnit[] {
  if (listed === undefined || !unit.loaded || neverHeld(unit.name) !== undefined) return [];
  return [{ unit, kind: listed.kind }];
}

function whyNone(readings: readonly Here[]): string {
  const failed = readings.find((reading) => reading.kind === "error");
  if (failed?.kind === "error") return `systemd does not answer (${failed.code}), so all services stay as they are`;
  return readings.every(({ kind }) => kind === "absent") ? "systemd does not run here" : "none of those that can be held is here";
}
