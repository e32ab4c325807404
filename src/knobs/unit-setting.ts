// SPDX-License-Identifier: MIT
import type { Bus, Machine } from "../machine/doors.ts";
import { absent, type RawText, type Reading, rawText, value } from "../machine/reading.ts";
import type { WordedUnit } from "./begun-work.ts";
import type { Clearance } from "./clearance.ts";
import { leave, to } from "./encoded.ts";
import type { Encoded, Setting, Way, Wish } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import {
  isTrigger,
  isUp,
  type OwnedUnit,
  readUnits,
  startUnit,
  stopUnit,
  type UnitOwner,
  unitProperties,
} from "./systemd-units.ts";
import { saidOfUnit } from "./unit-words.ts";
import { whyNotNow } from "./why-not-now.ts";

const ACTIVE = rawText("active");
const INACTIVE = rawText("inactive");

/** What a unit stands among. */
export interface Around {
  /** All that may be held here. */
  readonly among: readonly WordedUnit[];
  /** What is wished for. */
  readonly wish: Wish;
  /** Whether the computer's systemd takes orders from the caller. */
  readonly mayTurn: boolean;
  /** What a service that is on no list must not be: asked when its name has been given. */
  readonly clear: Clearance;
}

/** One unit as a setting: up, or not. */
export async function unitSetting(machine: Machine, held: WordedUnit, around: Around): Promise<Setting> {
  const { unit } = held;
  const why = await whyNotNow(machine, held, around);
  const rank = isTrigger(unit.name) ? "trigger" : "service";
  return {
    id: `service.hold/${unit.owner}:${unit.name}`,
    knob: "service.hold",
    place: unit.name,
    lasts: "boot",
    enterRank: ENTER[rank],
    restoreRank: () => RESTORE[rank],
    read: () => readState(machine.bus, unit),
    encode: (wish, original) => encodeHold(held, wish, { original, why }),
    ways: [wayTo(unit, unit.owner === "user" || around.mayTurn)],
    show: (raw) => raw,
    standsAlone: true,
    alwaysBack: true,
    ...(held.kind === null && rank === "service"
      ? { refusals: (raw) => whyNeverStopped(machine, unit, { raw, ...around }) }
      : {}),
  };
}

interface Asked {
  readonly original: RawText;
  readonly why: string | undefined;
}

/** Only what was up is held; of the rest nothing is to be said, unless it was named. */
function encodeHold(held: WordedUnit, wish: Wish, { original, why }: Asked): Encoded {
  const said = saidOfUnit(wish, held);
  if (said === "spare") return leave("spared, as asked", original);
  if (said === undefined) return { kind: "not meant" };
  if (original !== ACTIVE) return wish.includes(held.unit.name) ? leave("it is not active") : { kind: "not meant" };
  return why === undefined ? to(INACTIVE) : leave(why);
}

async function readState(bus: Bus, { owner, name }: OwnedUnit): Promise<Reading<RawText>> {
  const units = await readUnits(bus, owner, [name]);
  if (units.kind !== "value") return units;
  const [unit] = units.value;
  if (unit === undefined || !unit.loaded) return absent;
  return value(isUp(unit) ? ACTIVE : INACTIVE);
}

/** By what its processes are, as for a program that is to be stopped. */
async function whyNeverStopped(
  machine: Machine,
  unit: OwnedUnit,
  { raw, clear }: Pick<Around, "clear"> & { readonly raw: RawText },
): Promise<readonly string[]> {
  if (raw === ACTIVE) return [];
  const properties = await unitProperties(machine.bus, unit, "Service");
  const cgroup = properties.kind === "value" ? properties.value["ControlGroup"] : undefined;
  if (typeof cgroup !== "string") return ["systemd does not tell which processes are its own"];
  return cgroup === "" ? [] : clear(machine, { pids: [], cgroup, unit: unit.name }, "stop");
}

const USER_FLAG: Readonly<Record<UnitOwner, readonly string[]>> = { system: [], user: ["--user"] };

const wayTo = ({ owner, name }: OwnedUnit, isOpen: boolean): Way => ({
  kind: "bus",
  name: ["systemd", ...USER_FLAG[owner]].join(" "),
  call: (raw) => (raw === ACTIVE ? startUnit(owner, name) : stopUnit(owner, name)),
  command: (raw) => ["systemctl", ...USER_FLAG[owner], raw === ACTIVE ? "start" : "stop", name],
  ...(isOpen ? {} : { closed: true }),
});
