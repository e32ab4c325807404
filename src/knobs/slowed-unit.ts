// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { absent, type RawText, type Reading, rawText, value, valueOr } from "../machine/reading.ts";
import type { Clearance } from "./clearance.ts";
import { readShare, shareIn, shareProperties, shareWords, showShare, slowed, spellShare } from "./cpu-share.ts";
import { leave, to, unavailable } from "./encoded.ts";
import type { HeldApp } from "./held-apps.ts";
import type { Encoded, Setting, Way } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import { readUnits, setUnitProperties, type UnitOwner, unitProperties } from "./systemd-units.ts";

/** A unit whose share of the CPU is the setting. */
export interface SlowedUnit extends HeldApp {
  readonly owner: UnitOwner;
  readonly unit: string;
  readonly mayTurn: boolean;
  readonly clear: Clearance;
}

/** A program's unit as a setting: its weight and quota of the CPU, until the next boot. */
export function slowedUnit(machine: Machine, { id, app, said, owner, unit, mayTurn, clear }: SlowedUnit): Setting {
  return {
    ...common({ id, app }),
    read: () => readUnitShare(machine, owner, unit),
    encode: (wish, original) => encodeSlow(machine, said(wish), { original, owner }),
    ways: [wayTo(owner, unit, mayTurn)],
    show: showShare,
    refusals: () => clear(machine, app?.program ?? { pids: [], cgroup: null, unit }, "slow"),
  };
}

/** A program that cannot be slowed, as a setting without a way; a rule that means it is answered with the reason. */
export const unslowable = ({ id, app, said }: HeldApp, why: string): Setting => ({
  ...common({ id, app }),
  read: async () => value(rawText("as it is")),
  encode: (wish) => (said(wish) === "hold" ? unavailable(why) : { kind: "not meant" }),
  ways: [],
  show: (raw) => raw,
});

const common = ({ id, app }: Pick<HeldApp, "id" | "app">) =>
  ({
    id,
    knob: "app.slow",
    place: app?.title ?? id.slice(id.indexOf(":") + 1),
    lasts: "boot",
    enterRank: ENTER.slow,
    restoreRank: () => RESTORE.unslow,
    standsAlone: true,
    mortal: true,
    alwaysBack: true,
  }) as const;

async function readUnitShare({ bus }: Machine, owner: UnitOwner, name: string): Promise<Reading<RawText>> {
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
  if (owner === "user" && !hasCpuController(machine)) return unavailable(NOT_DELEGATED);
  const slow = spellShare(slowed(readShare(original)));
  return slow === original ? leave("slow already") : to(slow);
}

/** systemd before 252 gives users' managers no say over the CPU, and takes the properties all the same. */
function hasCpuController({ files, caller }: Machine): boolean {
  const folder = `/sys/fs/cgroup/user.slice/user-${caller.uid}.slice/user@${caller.uid}.service`;
  return valueOr(files.read(`${folder}/cgroup.controllers`), "")
    .split(" ")
    .includes("cpu");
}

const NOT_DELEGATED = "your systemd was given no say over the CPU (Delegate=cpu of user@.service)";

const USER_FLAG: Readonly<Record<UnitOwner, readonly string[]>> = { system: [], user: ["--user"] };

const wayTo = (owner: UnitOwner, unit: string, mayTurn: boolean): Way => ({
  kind: "bus",
  name: ["systemd", ...USER_FLAG[owner]].join(" "),
  call: (raw) => setUnitProperties(owner, unit, shareProperties(readShare(raw))),
  command: (raw) => ["systemctl", ...USER_FLAG[owner], "set-property", "--runtime", unit, ...shareWords(readShare(raw))],
  ...(mayTurn ? {} : { closed: true }),
});
