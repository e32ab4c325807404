// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
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
  systemctl,
  unitProperties,
  wayName,
} from "./systemd-units.ts";
import { saidOfUnit } from "./unit-words.ts";
import { hasEnded } from "./user-managers.ts";
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
  /** What its name is followed by (`whoseWords`). */
  readonly whose: string;
}

type NamedUnit = Pick<OwnedUnit, "owner" | "name">;

/** One unit as a setting: up, or not. */
export async function unitSetting(machine: Machine, held: WordedUnit, around: Around): Promise<Setting> {
  const { unit, kind } = held;
  const why = await whyNotNow(machine, held, around);
  return {
    ...anyUnit(machine, unit, around.whose),
    encode: (wish, original) => encodeHold(held, wish, { original, why }),
    ways: [wayTo(unit, unit.owner !== "system" || around.mayTurn)],
    ...(kind === null && !isTrigger(unit.name) ? { refusals: (raw) => whyNeverStopped(machine, unit, { raw, ...around }) } : {}),
  };
}

/** Another user's unit that was held before, as a setting that no wish means. */
export const journaledUnit = (machine: Machine, unit: NamedUnit, whose: string): Setting => ({
  ...anyUnit(machine, unit, whose),
  encode: () => ({ kind: "not meant" }),
  ways: [wayTo(unit, true)],
});

function anyUnit(machine: Machine, { owner, name }: NamedUnit, whose: string): Omit<Setting, "encode" | "ways"> {
  const rank = isTrigger(name) ? "trigger" : "service";
  return {
    id: `service.hold/${owner}:${name}`,
    knob: "service.hold",
    place: `${name}${whose}`,
    lasts: "boot",
    enterRank: ENTER[rank],
    restoreRank: () => RESTORE[rank],
    read: () => readState(machine, { owner, name }),
    show: (raw) => raw,
    standsAlone: true,
    alwaysBack: true,
    // With a user's systemd all of its units go; at the next login it starts what it starts.
    ...(typeof owner === "number" ? { mortal: true } : {}),
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

async function readState({ bus, files }: Machine, { owner, name }: NamedUnit): Promise<Reading<RawText>> {
  if (hasEnded(files, owner)) return absent;
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

const wayTo = ({ owner, name }: NamedUnit, isOpen: boolean): Way => ({
  kind: "bus",
  name: wayName(owner),
  call: (raw) => (raw === ACTIVE ? startUnit(owner, name) : stopUnit(owner, name)),
  command: (raw) => systemctl(owner, [raw === ACTIVE ? "start" : "stop", name]),
  ...(isOpen ? {} : { closed: true }),
});
