// SPDX-License-Identifier: MIT
import type { Bus, Files, Machine } from "../machine/doors.ts";
import { absent, type RawText, type Reading, rawText, value } from "../machine/reading.ts";
import type { KindOfUnit } from "./begun-work.ts";
import { leave, to } from "./encoded.ts";
import type { HoldKind } from "./held-units.ts";
import type { Encoded, Setting, Way, Wish } from "./knob.ts";
import { isNetworkUp } from "./network-up.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import { isTrigger, isUp, type OwnedUnit, readUnits, startUnit, stopUnit, type UnitOwner } from "./systemd-units.ts";
import { whyTied } from "./unit-ties.ts";
import { isMeant } from "./untouched-unit.ts";

const ACTIVE = rawText("active");
const INACTIVE = rawText("inactive");

interface Around {
  /** All that may be held here. */
  readonly among: readonly KindOfUnit[];
  /** Whether the computer's systemd takes orders from the caller. */
  readonly mayTurn: boolean;
}

/** One unit as a setting: up, or not. */
export async function unitSetting(machine: Machine, held: KindOfUnit, { among, mayTurn }: Around): Promise<Setting> {
  const { unit, kind } = held;
  const companions = among.filter((one) => one.kind === kind).map((one) => one.unit.name);
  const tied = isUp(unit) ? await whyTied(machine, { unit, packages: kind === "updates", companions }) : undefined;
  const why = tied ?? whyNeeded(machine.files, kind);
  const rank = isTrigger(unit.name) ? "trigger" : "service";
  return {
    id: `service.hold/${unit.owner}:${unit.name}`,
    knob: "service.hold",
    place: unit.name,
    lasts: "boot",
    enterRank: ENTER[rank],
    restoreRank: () => RESTORE[rank],
    read: () => readState(machine.bus, unit),
    encode: (wish, original) => encodeHold(kind, wish, { original, why }),
    ways: [wayTo(unit, unit.owner === "user" || mayTurn)],
    show: (raw) => raw,
    standsAlone: true,
  };
}

const whyNeeded = (files: Files, kind: HoldKind): string | undefined =>
  kind === "printing" && isNetworkUp(files) ? "a network is up" : undefined;

/** Only what was up is held; of the rest nothing is to be said. */
function encodeHold(kind: HoldKind, wish: Wish, { original, why }: { original: RawText; why: string | undefined }): Encoded {
  if (!isMeant(kind, wish) || original !== ACTIVE) return { kind: "not meant" };
  return why === undefined ? to(INACTIVE) : leave(why);
}

async function readState(bus: Bus, { owner, name }: OwnedUnit): Promise<Reading<RawText>> {
  const units = await readUnits(bus, owner, [name]);
  if (units.kind !== "value") return units;
  const [unit] = units.value;
  if (unit === undefined || !unit.loaded) return absent;
  return value(isUp(unit) ? ACTIVE : INACTIVE);
}

const USER_FLAG: Readonly<Record<UnitOwner, readonly string[]>> = { system: [], user: ["--user"] };

const wayTo = ({ owner, name }: OwnedUnit, isOpen: boolean): Way => ({
  kind: "bus",
  name: ["systemd", ...USER_FLAG[owner]].join(" "),
  call: (raw) => (raw === ACTIVE ? startUnit(owner, name) : stopUnit(owner, name)),
  command: (raw) => ["systemctl", ...USER_FLAG[owner], raw === ACTIVE ? "start" : "stop", name],
  ...(isOpen ? {} : { closed: true }),
});
