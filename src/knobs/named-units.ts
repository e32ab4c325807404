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
  const found = units.value.flatMap((unit, index) =>
    unit.loaded ? { unit, kind: null, names: namesOf(unit, names[index]) } : [],
  );
  const triggers = await Promise.all(found.map((one) => triggersOf(bus, one)));
  return value([...triggers.flat(), ...found]);
}

/** Asked for by an alias, it has both names. */
const namesOf = ({ name }: OwnedUnit, asked = name): readonly string[] => [...new Set([name, asked])];

/** systemd.unit(5): what has a service as its Unit=, or bears its name. */
async function triggersOf(bus: Bus, { unit, names }: WordedUnit): Promise<readonly WordedUnit[]> {
  if (isTrigger(unit.name)) return [];
  const properties = await unitProperties(bus, unit, "Unit");
  const listed = properties.kind === "value" ? properties.value["TriggeredBy"] : [];
  const triggers = await readUnits(bus, unit.owner, (Array.isArray(listed) ? listed : []).map(String).filter(isTrigger));
  if (triggers.kind !== "value") return [];
  return triggers.value.filter(({ loaded }) => loaded).map((one) => ({ unit: one, kind: null, names: [one.name, ...names] }));
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
