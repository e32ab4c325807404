// SPDX-License-Identifier: MIT
import { BUS_NAME } from "../bus-name.ts";
import { hasOwner } from "../machine/bus-values.ts";
import type { Files, Machine } from "../machine/doors.ts";
import { absent, type RawText, type Reading, rawText, value } from "../machine/reading.ts";
import { usersBus } from "../machine/users-bus.ts";
import type { KindOfUnit } from "./begun-work.ts";
import { leave, to } from "./encoded.ts";
import type { HoldKind } from "./held-units.ts";
import type { Encoded, Setting, Way, Wish } from "./knob.ts";
import { isNetworkUp } from "./network-up.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import {
  isTrigger,
  isUp,
  type OwnedUnit,
  readUnits,
  startUnit,
  stopUnit,
  systemctl,
  type UnitOwner,
  wayName,
} from "./systemd-units.ts";
import { whyTied } from "./unit-ties.ts";
import { isMeant } from "./untouched-unit.ts";
import { hasEnded } from "./user-managers.ts";

const ACTIVE = rawText("active");
const INACTIVE = rawText("inactive");

interface Around {
  /** All that may be held here. */
  readonly among: readonly KindOfUnit[];
  /** Whether the computer's systemd takes orders from the caller. */
  readonly mayTurn: boolean;
}

type NamedUnit = Pick<OwnedUnit, "owner" | "name">;

/** One unit as a setting: up, or not. */
export async function unitSetting(machine: Machine, held: KindOfUnit, { among, mayTurn }: Around): Promise<Setting> {
  const { unit, kind, whose } = held;
  const why = isUp(unit) ? await whyNot(machine, held, among) : undefined;
  return {
    ...anyUnit(machine, unit, whose),
    encode: (wish, original) => encodeHold(kind, wish, { original, why }),
    ways: [wayTo(unit, unit.owner !== "system" || mayTurn)],
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
    // With the user all of a user's units go; at the next login that systemd starts what it starts.
    ...(typeof owner === "number" ? { mortal: true } : {}),
  };
}

async function whyNot(machine: Machine, { unit, kind }: KindOfUnit, among: readonly KindOfUnit[]): Promise<string | undefined> {
  const beside = among.filter((one) => one.kind === kind && one.unit.owner === unit.owner);
  const companions = beside.map((one) => one.unit.name);
  const tied = await whyTied(machine, { unit, packages: kind === "updates", companions });
  return tied ?? whyNeeded(machine.files, kind) ?? whyTheirs(machine, unit.owner);
}

const whyNeeded = (files: Files, kind: HoldKind): string | undefined =>
  kind === "printing" && isNetworkUp(files) ? "a network is up" : undefined;

/** A user whose own keeper is at work has decided what is held, and what is not. */
async function whyTheirs(machine: Machine, owner: UnitOwner): Promise<string | undefined> {
  const bus = typeof owner === "number" ? usersBus(machine, owner) : undefined;
  return bus !== undefined && (await hasOwner(bus, BUS_NAME)) ? "the user's own travel mode has the say" : undefined;
}

/** Only what was up is held; of the rest nothing is to be said. */
function encodeHold(kind: HoldKind, wish: Wish, { original, why }: { original: RawText; why: string | undefined }): Encoded {
  if (!isMeant(kind, wish) || original !== ACTIVE) return { kind: "not meant" };
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

const wayTo = ({ owner, name }: NamedUnit, isOpen: boolean): Way => ({
  kind: "bus",
  name: wayName(owner),
  call: (raw) => (raw === ACTIVE ? startUnit(owner, name) : stopUnit(owner, name)),
  command: (raw) => systemctl(owner, [raw === ACTIVE ? "start" : "stop", name]),
  ...(isOpen ? {} : { closed: true }),
});
