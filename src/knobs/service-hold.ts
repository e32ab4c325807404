// SPDX-License-Identifier: MIT
import type { Bus, Caller, Files, Machine } from "../machine/doors.ts";
import { type Reading, value, valueOr } from "../machine/reading.ts";
import { begunWork, type KindOfUnit } from "./begun-work.ts";
import { HELD_UNITS, HOLD_KINDS, type ListedUnit } from "./held-units.ts";
import type { Found, Interest, Knob, Setting } from "./knob.ts";
import { neverHeld } from "./never-held.ts";
import { type OwnedUnit, readUnits } from "./systemd-units.ts";
import { mayTurnUnits } from "./unit-rights.ts";
import { unitSetting } from "./unit-setting.ts";
import { type AskedManager, journaledUnits, silentUnits, usersManagers } from "./users-units.ts";

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
    "Services of the computer need root (or a polkit rule). Your own (GNOME's and Plasma's indexers, sync clients) do not; root's travel mode " +
    "holds those of every user who is logged in, unless that user's own keeper is at work.",
  grammar: { words: ["all", ...HOLD_KINDS], all: true },
  risk: "safe",
  minor: false,
  alsoMoves: [],
  find: (machine, interest) => findHeldUnits(machine, HELD_UNITS, interest),
};

/** The units of a list that are here, less those that must never be held. Other users' are looked for by root where they are wished for. */
export async function findHeldUnits(
  machine: Machine,
  list: readonly ListedUnit[],
  { wish, journaled }: Pick<Interest, "wish" | "journaled"> = { journaled: [] },
): Promise<Found> {
  const managers = [...ownManagers(machine.caller, list), ...(await usersManagers(machine, list, { wish }))];
  const readings = await Promise.all(managers.map((manager) => unitsHere(machine.bus, manager)));
  const found = readings.flatMap((reading) => valueOr(reading, []));
  const here = [...(await turnable(machine, found)), ...(await begunAt(machine.bus, managers, found))];
  const held = await journaledUnits(machine, journaled, here);
  const silent = managers.flatMap((manager, index) => silentAt(machine.files, manager, readings[index]));
  const settings = [...here, ...held, ...silent.filter(({ id }) => !journaled.includes(id))];
  return settings.length > 0 ? { settings } : { settings, missing: whyNone(readings) };
}

/** Root has no session of its own to speak of. */
function ownManagers({ uid }: Caller, list: readonly ListedUnit[]): readonly AskedManager[] {
  const owners: readonly ListedUnit["owner"][] = uid === 0 ? ["system"] : ["system", "user"];
  return owners.map((owner) => ({ owner, whose: "", listed: list.filter((one) => one.owner === owner) }));
}

async function turnable(machine: Machine, found: readonly KindOfUnit[]): Promise<readonly Setting[]> {
  const mayTurn = await mayTurnUnits(machine, found);
  return Promise.all(found.map((held) => unitSetting(machine, held, { among: found, mayTurn })));
}

async function begunAt(bus: Bus, managers: readonly AskedManager[], found: readonly KindOfUnit[]): Promise<readonly Setting[]> {
  return (await Promise.all(managers.map(({ owner }) => begunWork(bus, owner, found)))).flat();
}

const silentAt = (files: Files, manager: AskedManager, reading: Here | undefined): readonly Setting[] =>
  reading?.kind === "error" ? silentUnits(files, manager, reading) : [];

type Here = Reading<readonly KindOfUnit[]>;

async function unitsHere(bus: Bus, { owner, listed, whose }: AskedManager): Promise<Here> {
  const allowed = listed.filter(({ name }) => neverHeld(name) === undefined);
  const units = await readUnits(
    bus,
    owner,
    allowed.map(({ name }) => name),
  );
  if (units.kind !== "value") return units;
  const held = units.value.flatMap((unit, index) => heldUnit(unit, allowed[index], whose));
  return value(held.filter(({ unit }, index) => held.findIndex((one) => one.unit.name === unit.name) === index));
}

/** Asked for by an alias, it is judged by its own name. */
function heldUnit(unit: OwnedUnit, listed: ListedUnit | undefined, whose: string): readonly KindOfUnit[] {
  if (listed === undefined || !unit.loaded || neverHeld(unit.name) !== undefined) return [];
  return [{ unit, kind: listed.kind, whose }];
}

function whyNone(readings: readonly Here[]): string {
  const failed = readings.find((reading) => reading.kind === "error");
  if (failed?.kind === "error") return `systemd does not answer (${failed.code}), so all services stay as they are`;
  return readings.every(({ kind }) => kind === "absent") ? "systemd does not run here" : "none of those that can be held is here";
}
