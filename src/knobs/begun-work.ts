// SPDX-License-Identifier: MIT
import type { Bus } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { leave } from "./encoded.ts";
import type { HoldKind } from "./held-units.ts";
import type { Setting } from "./knob.ts";
import { isTrigger, isUp, type OwnedUnit, readUnits, type UnitOwner } from "./systemd-units.ts";
import { untouchedUnit } from "./untouched-unit.ts";

/** A unit of a kind. */
export interface KindOfUnit {
  readonly unit: OwnedUnit;
  readonly kind: HoldKind;
  /** What follows its name (`whoseWords`). */
  readonly whose: string;
}

/** The work that triggers have begun, which goes on without them. Every listed trigger starts the service of its own name. */
export async function begunWork(bus: Bus, owner: UnitOwner, held: readonly KindOfUnit[]): Promise<readonly Setting[]> {
  const triggers = held.filter(({ unit }) => unit.owner === owner && isTrigger(unit.name) && isUp(unit));
  const others = triggers.filter(({ unit }) =>
    held.every((one) => one.unit.owner !== owner || one.unit.name !== serviceOf(unit.name)),
  );
  const names = others.map(({ unit }) => serviceOf(unit.name));
  const services = valueOr(await readUnits(bus, owner, names), []);
  return services.flatMap((service, index) => {
    const trigger = others[index];
    if (trigger === undefined || !isAtWork(service, trigger.unit.name)) return [];
    const { kind, whose } = trigger;
    return [untouchedUnit({ owner, name: service.name, kind, whose, answer: leave("at work, and left to finish") })];
  });
}

const serviceOf = (trigger: string): string => trigger.replace(/\w+$/, "service");

/** A job (Type=oneshot) is activating as long as it runs; a timer may start another type. */
const isAtWork = ({ state, subState }: OwnedUnit, trigger: string): boolean =>
  state === "activating" || (trigger.endsWith(".timer") && subState === "running");
