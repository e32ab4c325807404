// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { mapReading, type Reading } from "../machine/reading.ts";
import { begunWork, type WordedUnit } from "./begun-work.ts";
import { type Clearance, clearance } from "./clearance.ts";
import type { ListedUnit } from "./held-units.ts";
import type { Found, Interest, Setting, Wish } from "./knob.ts";
import { namedInVain, namedUnits } from "./named-units.ts";
import { neverHeld } from "./never-held.ts";
import { readUnits, type UnitOwner } from "./systemd-units.ts";
import { mayTurnUnits } from "./unit-rights.ts";
import { unitSetting } from "./unit-setting.ts";
import { unitsNamed } from "./unit-words.ts";
import { type SoughtUnit, usersUnits } from "./users-units.ts";

/** For whom it is looked, and what a unit on no list must not be. */
interface Seeking {
  readonly clear?: Clearance;
  readonly interest?: Interest | undefined;
}

/** The units of a list and those that are named, as far as they are here and may be held; of the other named ones, why not. Another user's are told of to root. */
export async function findHeldUnits(
  machine: Machine,
  list: readonly ListedUnit[],
  { clear = clearance, interest }: Seeking = {},
): Promise<Found> {
  const isRoot = machine.caller.uid === 0;
  const owners: readonly UnitOwner[] = isRoot ? ["system"] : ["system", "user"];
  const wish = interest?.wish ?? EVERY_KIND;
  const readings = await Promise.all(
    owners.map((owner) => unitsHere(machine, owner, { list, names: namesFor(owner, interest) })),
  );
  const found = readings.flatMap((reading) => (reading.kind === "value" ? reading.value : []));
  const mayTurn = await mayTurnUnits(machine, found);
  const own = await Promise.all(found.map((held) => unitSetting(machine, held, { among: found, wish, mayTurn, clear })));
  const begun = await Promise.all(owners.map((owner) => begunWork(machine.bus, owner, found)));
  const foreign = isRoot ? usersUnits(machine.files, soughtOf(list, unitsNamed(wish))) : [];
  const inVain = namedInVain(unitsNamed(wish), [...found.flatMap(({ names }) => names), ...foreign.map(({ place }) => place)]);
  const settings: readonly Setting[] = [...own, ...begun.flat(), ...foreign, ...inVain];
  return settings.length > 0 ? { settings } : { settings, missing: whyNone(readings) };
}

const EVERY_KIND: Wish = ["all"];

type Here = Reading<readonly WordedUnit[]>;

/** What is wished for by name, and of this owner what was held by it. */
function namesFor(owner: UnitOwner, interest: Interest | undefined): readonly string[] {
  const prefix = `service.hold/${owner}:`;
  const journaled = (interest?.journaled ?? []).flatMap((id) => (id.startsWith(prefix) ? id.slice(prefix.length) : []));
  return [...new Set([...unitsNamed(interest?.wish ?? EVERY_KIND), ...journaled])];
}

interface Asked {
  readonly list: readonly ListedUnit[];
  readonly names: readonly string[];
}

async function unitsHere({ bus }: Machine, owner: UnitOwner, { list, names }: Asked): Promise<Here> {
  const listed = list.filter((one) => one.owner === owner && neverHeld(one.name) === undefined);
  const units = await readUnits(
    bus,
    owner,
    listed.map(({ name }) => name),
  );
  const named = await namedUnits(bus, owner, names);
  if (units.kind !== "value") return units;
  const held = units.value.flatMap((unit, index): readonly WordedUnit[] => {
    const one = listed[index];
    return one === undefined || !unit.loaded ? [] : [{ unit, kind: one.kind, names: [unit.name, one.name] }];
  });
  // Asked for by an alias, each is judged by its own name.
  return mapReading(named, (others) => distinct([...held, ...others]).filter(({ unit }) => neverHeld(unit.name) === undefined));
}

/** One each, by which of its names ever it was asked for. */
function distinct(units: readonly WordedUnit[]): readonly WordedUnit[] {
  const byName = new Map<string, WordedUnit>();
  for (const one of units) {
    const before = byName.get(one.unit.name) ?? one;
    byName.set(one.unit.name, { ...before, names: [...new Set([...before.names, ...one.names])] });
  }
  return [...byName.values()];
}

/** What a user's own systemd may run of the list, and of what is named besides. */
function soughtOf(list: readonly ListedUnit[], named: readonly string[]): readonly SoughtUnit[] {
  const listed = list.filter(({ owner }) => owner === "user").map(({ name, kind }) => ({ name, kind, names: [name] }));
  const others = named.filter((name) => listed.every((one) => one.name !== name));
  return [...listed, ...others.map((name) => ({ name, kind: null, names: [name] }))];
}

function whyNone(readings: readonly Here[]): string {
  const failed = readings.find((reading) => reading.kind === "error");
  if (failed?.kind === "error") return `systemd does not answer (${failed.code}), so all services stay as they are`;
  return readings.every(({ kind }) => kind === "absent") ? "systemd does not run here" : "none of those that can be held is here";
}
