// SPDX-License-Identifier: MIT
import type { Bus } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { AskedManager } from "./asked-managers.ts";
import { leave } from "./encoded.ts";
import type { Setting } from "./knob.ts";
import { isTrigger, isUp, type OwnedUnit, readUnits } from "./systemd-units.ts";
import type { UnitWords } from "./unit-words.ts";
import { untouchedUnit } from "./untouched-unit.ts";

/** A unit with all by which a wish may mean it. */
export interface WordedUnit extends UnitWords {
  readonly unit: OwnedUnit;
}

/** The work that triggers have begun, which goes on without them. Every listed trigger starts the service of its own name. */
export async function begunWork(
  bus: Bus,
  { owner, whose }: Pick<AskedManager, "owner" | "whose">,
  held: readonly WordedUnit[],
): Promise<readonly Setting[]> {
  const own = held.filter(({ unit }) => unit.owner === owner);
  const triggers = own.filter(({ unit }) => isTrigger(unit.name) && isUp(unit));
  const others = triggers.filter(({ unit }) => own.every((one) => one.unit.name !== serviceOf(unit.name)));
  const names = others.map(({ unit }) => serviceOf(unit.name));
  const services = valueOr(await readUnits(bus, owner, names), []);
  return services.flatMap((service, index) => {
    const trigger = others[index];
    if (trigger === undefined || !isAtWork(service, [trigger])) return [];
    return [untouchedUnit({ ...trigger, owner, whose, name: service.name, answer: leave(AT_WORK) })];
  });
}

export const AT_WORK = "at work, and left to finish";

const serviceOf = (trigger: string): string => trigger.replace(/\w+$/, "service");

/** A job (Type=oneshot) is activating as long as it runs; a timer may start another type. */
export const isAtWork = ({ state, subState }: OwnedUnit, triggers: readonly WordedUnit[]): boolean =>
  state === "activating" || (subState === "running" && triggers.some(({ unit }) => unit.name.endsWith(".timer")));
