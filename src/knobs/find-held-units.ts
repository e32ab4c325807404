// SPDX-License-Identifier: MIT
import type { Bus, Machine } from "../machine/doors.ts";
import { mapReading, type Reading, valueOr } from "../machine/reading.ts";
import { type AskedManager, ownManagers, usersManagers } from "./asked-managers.ts";
import { begunWork, type WordedUnit } from "./begun-work.ts";
import { type Clearance, clearance } from "./clearance.ts";
import type { ListedUnit } from "./held-units.ts";
import type { Found, Interest, Setting, Wish } from "./knob.ts";
import { namedInVain, namedUnits } from "./named-units.ts";
import { neverHeld } from "./never-held.ts";
import { readUnits } from "./systemd-units.ts";
import { mayTurnUnits } from "./unit-rights.ts";
import { type Around, unitSetting } from "./unit-setting.ts";
import { unitsNamed } from "./unit-words.ts";
import { journaledUnits, silentUnits } from "./users-units.ts";

/** For whom it is looked, and what a unit on no list must not be. */
interface Seeking {
  readonly clear?: Clearance;
  readonly interest?: Pick<Interest, "wish" | "journaled"> | undefined;
}

/**
 * The units of a list and those that are named, as far as they are here and may be held; of the other named ones, why not. Other users' are
 * looked for by root where they are wished for.
 */
export async function findHeldUnits(
  machine: Machine,
  list: readonly ListedUnit[],
  { clear = clearance, interest = NO_INTEREST }: Seeking = {},
): Promise<Found> {
  const managers = [...ownManagers(machine.caller, list, interest), ...(await usersManagers(machine, list, interest))];
  const asked = await Promise.all(managers.map(async (manager) => ({ manager, units: await unitsHere(machine.bus, manager) })));
  const found = asked.flatMap(({ units }) => valueOr(units, []));
  const here = await settingsOf(machine, asked, { wish: interest.wish ?? EVERY_KIND, clear });
  const held = await journaledUnits(machine, interest.journaled, here);
  const silent = asked.flatMap(({ manager, units }) =>
    units.kind === "error" ? silentUnits(machine.files, manager, units) : [],
  );
  const known = [...found.flatMap(({ names }) => names), ...silent.map(({ id }) => id.slice(id.indexOf(":") + 1))];
  const settings = [...here, ...held, ...besides(silent, held), ...namedInVain(unitsNamed(interest.wish), known)];
  return settings.length > 0 ? { settings } : { settings, missing: whyNone(asked.map(({ units }) => units)) };
}

const EVERY_KIND: Wish = ["all"];
const NO_INTEREST: Pick<Interest, "wish" | "journaled"> = { journaled: [] };

type Here = Reading<readonly WordedUnit[]>;

interface Answered {
  readonly manager: AskedManager;
  readonly units: Here;
}

/** What was found, and the work that it has begun. */
async function settingsOf(
  machine: Machine,
  asked: readonly Answered[],
  wanted: Pick<Around, "wish" | "clear">,
): Promise<readonly Setting[]> {
  const among = asked.flatMap(({ units }) => valueOr(units, []));
  const around = { ...wanted, among, mayTurn: await mayTurnUnits(machine, among) };
  const own = asked.flatMap(({ manager: { whose }, units }) =>
    valueOr(units, []).map((held) => unitSetting(machine, held, { ...around, whose })),
  );
  const begun = asked.map(({ manager }) => begunWork(machine.bus, manager, among));
  return [...(await Promise.all(own)), ...(await Promise.all(begun)).flat()];
}

const besides = (settings: readonly Setting[], others: readonly Setting[]): readonly Setting[] =>
  settings.filter(({ id }) => others.every((other) => other.id !== id));

async function unitsHere(bus: Bus, { owner, listed, names }: AskedManager): Promise<Here> {
  const allowed = listed.filter(({ name }) => neverHeld(name) === undefined);
  const units = await readUnits(
    bus,
    owner,
    allowed.map(({ name }) => name),
  );
  const named = await namedUnits(bus, owner, names);
  if (units.kind !== "value") return units;
  const held = units.value.flatMap((unit, index): readonly WordedUnit[] => {
    const one = allowed[index];
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

function whyNone(readings: readonly Here[]): string {
  const failed = readings.find((reading) => reading.kind === "error");
  if (failed?.kind === "error") return `systemd does not answer (${failed.code}), so all services stay as they are`;
  return readings.every(({ kind }) => kind === "absent") ? "systemd does not run here" : "none of those that can be held is here";
}
