// SPDX-License-Identifier: MIT
import type { Bus } from "../machine/doors.ts";
import { type Reading, value } from "../machine/reading.ts";
import type { WordedUnit } from "./begun-work.ts";
import { leave, unavailable } from "./encoded.ts";
import type { Setting } from "./knob.ts";
import { neverHeld } from "./never-held.ts";
import { isTrigger, type OwnedUnit, readUnits, type UnitOwner, unitProperties } from "./systemd-units.ts";
import { untouchedUnit } from "./untouched-unit.ts";

/** The units of these names that are here, and what starts the services among them: held alone, those would be back with the next event. */
export async function namedUnits(bus: Bus, owner: UnitOwner, names: readonly string[]): Promise<Reading<readonly WordedUnit[]>> {
  const units = await readUnits(bus, owner, names);
  if (units.kind !== "value") return units;
  const here = units.value.map(
    async (unit, index): Promise<readonly WordedUnit[]> =>
      unit.loaded ? [{ unit, kind: null, names: await namesOf(bus, unit, names[index]) }] : [],
  );
  const found = (await Promise.all(here)).flat();
  const triggers = await Promise.all(found.map((one) => triggersOf(bus, one)));
  return value([...triggers.flat(), ...found]);
}

/** Asked for by an alias, it has both names. A trigger is meant by what it starts, too: once held, it may be no longer told of as what starts that. */
const namesOf = async (bus: Bus, unit: OwnedUnit, asked = unit.name): Promise<readonly string[]> => [
  ...new Set([unit.name, asked, ...(isTrigger(unit.name) ? await related(bus, unit, "Triggers") : [])]),
];

/** systemd.unit(5): what has a service as its Unit=, or bears its name. */
async function triggersOf(bus: Bus, { unit, names }: WordedUnit): Promise<readonly WordedUnit[]> {
  if (isTrigger(unit.name)) return [];
  const triggers = await readUnits(bus, unit.owner, (await related(bus, unit, "TriggeredBy")).filter(isTrigger));
  if (triggers.kind !== "value") return [];
  return triggers.value.filter(({ loaded }) => loaded).map((one) => ({ unit: one, kind: null, names: [one.name, ...names] }));
}

/** Among the units that systemd has loaded now: it forgets one that is down and that nobody needs. */
async function related(bus: Bus, unit: OwnedUnit, property: "Triggers" | "TriggeredBy"): Promise<readonly string[]> {
  const properties = await unitProperties(bus, unit, "Unit");
  const listed = properties.kind === "value" ? properties.value[property] : [];
  return Array.isArray(listed) ? listed.map(String) : [];
}

/** The named ones that nothing is to be done with: they must never be held, or are not here. `known`: those that are. */
export function namedInVain(names: readonly string[], known: readonly string[]): readonly Setting[] {
  return names.flatMap((name) => {
    const never = neverHeld(name);
    if (never === undefined && known.includes(name)) return [];
    const answer = never === undefined ? unavailable("no unit of that name is here, or can be held") : leave(never);
    return untouchedUnit({ owner: "system", whose: "", kind: null, name, names: [name], answer });
  });
}
