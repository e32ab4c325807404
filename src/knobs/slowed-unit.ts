// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { absent, type RawText, type Reading, rawText, value, valueOr } from "../machine/reading.ts";
import type { Clearance } from "./clearance.ts";
import { readShare, shareIn, shareProperties, shareWords, showShare, slowed, spellShare } from "./cpu-share.ts";
import { leave, to, unavailable } from "./encoded.ts";
import type { HeldApp } from "./held-apps.ts";
import type { Encoded, Setting, Way } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import { readUnits, setUnitProperties, systemctl, type UnitOwner, unitProperties, wayName } from "./systemd-units.ts";
import { hasEnded, managersFolder } from "./user-managers.ts";

/** A unit whose share of the CPU is the setting. */
export interface SlowedUnit extends HeldApp {
  readonly owner: UnitOwner;
  /** What follows its name (`whoseWords`). */
  readonly whose: string;
  readonly unit: string;
  readonly mayTurn: boolean;
  readonly clear: Clearance;
}

/** A program's unit as a setting: its weight and quota of the CPU, until the next boot. */
export function slowedUnit(machine: Machine, { id, app, said, owner, whose, unit, mayTurn, clear }: SlowedUnit): Setting {
  return {
    ...common({ id, app }, whose),
    read: () => readUnitShare(machine, owner, unit),
    encode: (wish, original) => encodeSlow(machine, said(wish), { original, owner }),
    ways: [wayTo(owner, unit, mayTurn)],
    show: showShare,
    refusals: () => clear(machine, app?.program ?? { pids: [], cgroup: null, unit }, "slow"),
  };
}

/** A program that cannot be slowed, as a setting without a way; a rule that means it is answered with the reason. */
export const unslowable = ({ id, app, said }: HeldApp, why: string): Setting => ({
  ...common({ id, app }, ""),
  read: async () => value(rawText("as it is")),
  encode: (wish) => (said(wish) === "hold" ? unavailable(why) : { kind: "not meant" }),
  ways: [],
  show: (raw) => raw,
});

const common = ({ id, app }: Pick<HeldApp, "id" | "app">, whose: string) =>
  ({
    id,
    knob: "app.slow",
    place: `${app?.title ?? id.slice(id.indexOf(":") + 1)}${whose}`,
    lasts: "boot",
    enterRank: ENTER.slow,
    restoreRank: () => RESTORE.unslow,
    standsAlone: true,
    mortal: true,
    alwaysBack: true,
  }) as const;

async function readUnitShare({ bus, files }: Machine, owner: UnitOwner, name: string): Promise<Reading<RawText>> {
  if (hasEnded(files, owner)) return absent;
  const units = await readUnits(bus, owner, [name]);
  if (units.kind !== "value") return units;
  const [unit] = units.value;
  if (unit === undefined || !unit.loaded) return absent;
  const properties = await unitProperties(bus, unit, name.endsWith(".scope") ? "Scope" : "Service");
  if (properties.kind !== "value") return properties;
  const share = shareIn(properties.value);
  return share === undefined ? absent : value(spellShare(share));
}

interface Asked {
  readonly original: RawText;
  readonly owner: UnitOwner;
}

function encodeSlow(machine: Machine, said: ReturnType<HeldApp["said"]>, { original, owner }: Asked): Encoded {
  if (said === undefined) return { kind: "not meant" };
  if (said === "spare") return leave("spared, as asked", original);
  const uid = owner === "user" ? machine.caller.uid : owner;
  if (uid !== "system" && !hasCpuController(machine.files, uid)) return unavailable(NOT_DELEGATED);
  const slow = spellShare(slowed(readShare(original)));
  return slow === original ? leave("slow already") : to(slow);
}

/** systemd before 252 gives users' managers no say over the CPU, and takes the properties all the same. */
const hasCpuController = (files: Files, uid: number): boolean =>
  valueOr(files.read(`${managersFolder(uid)}/cgroup.controllers`), "")
    .split(" ")
    .includes("cpu");

const NOT_DELEGATED = "the user's systemd was given no say over the CPU (Delegate=cpu of user@.service)";

const wayTo = (owner: UnitOwner, unit: string, mayTurn: boolean): Way => ({
  kind: "bus",
  name: wayName(owner),
  call: (raw) => setUnitProperties(owner, unit, shareProperties(readShare(raw))),
  command: (raw) => systemctl(owner, ["set-property", "--runtime", unit, ...shareWords(readShare(raw))]),
  ...(mayTurn ? {} : { closed: true }),
});
