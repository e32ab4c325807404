// SPDX-License-Identifier: MIT
import type { Bus, BusValue, Files, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { packagesAtWork } from "./package-locks.ts";
import { isUp, type OwnedUnit, readUnits, unitProperties } from "./systemd-units.ts";

/** A unit that is up, with what is held together with it. */
export interface Tied {
  readonly unit: OwnedUnit;
  /** It works on packages, at times. */
  readonly packages: boolean;
  readonly companions: readonly string[];
}

/** Why a unit that is up is not to be stopped now; undefined where nothing speaks against it. */
export async function whyTied(machine: Machine, { unit, packages, companions }: Tied): Promise<string | undefined> {
  const { bus, files } = machine;
  if (unit.name.endsWith(".timer")) return (await startsAtOnce(bus, unit)) ?? dependantOf(bus, unit, companions);
  if (unit.state !== "active") return "it is about to change by itself";
  const atWork = packages && unit.name.endsWith(".service") ? packagesAtWork(files) : undefined;
  return atWork ?? (await inhibitorOf(machine, unit)) ?? dependantOf(bus, unit, companions);
}

/**
 * A timer that counts from the boot, or from systemd's start, elapses at once when it is started again, whether or not its work is due
 * (seen on systemd 252).
 */
async function startsAtOnce(bus: Bus, unit: OwnedUnit): Promise<string | undefined> {
  const timer = await unitProperties(bus, unit, "Timer");
  if (timer.kind !== "value") return UNTOLD;
  const bases = listOf(timer.value["TimersMonotonic"]).map((entry) => listOf(entry)[0]);
  const isCounting = bases.some((base) => base === "OnBootUSec" || base === "OnStartupUSec");
  return isCounting ? "starting it again would begin its work at once" : undefined;
}

const UNTOLD = "systemd does not tell enough of it";

/** A process of the unit that keeps the computer from sleeping or shutting down is in the middle of something. */
async function inhibitorOf({ bus, files }: Machine, { name }: OwnedUnit): Promise<string | undefined> {
  const reply = await bus.call({ ...LOGIND, member: "ListInhibitors", signature: "", args: [] });
  const inhibitors = reply.kind === "value" ? listOf(reply.value[0]).map(listOf) : [];
  const own = inhibitors.find(([, , , mode, , pid]) => String(mode).startsWith("block") && isOf(files, pid, name));
  return own === undefined ? undefined : `in the middle of something (${String(own[2])})`;
}

const LOGIND = {
  service: "org.freedesktop.login1",
  path: "/org/freedesktop/login1",
  interface: "org.freedesktop.login1.Manager",
};

/** "0::/system.slice/packagekit.service" (cgroups(7)). */
const isOf = (files: Files, pid: BusValue | undefined, unit: string): boolean =>
  valueOr(files.read(`/proc/${String(pid)}/cgroup`), "")
    .split(/[/\n]/)
    .includes(unit);

/** What stops with it (systemd.unit(5): Requires=, BindsTo=, PartOf=, from the other end) may be only what is held as well. */
async function dependantOf(bus: Bus, unit: OwnedUnit, companions: readonly string[]): Promise<string | undefined> {
  const properties = await unitProperties(bus, unit, "Unit");
  if (properties.kind !== "value") return UNTOLD;
  const names = ["RequiredBy", "BoundBy", "ConsistsOf"].flatMap((name) => listOf(properties.value[name])).map(String);
  const others = names.filter((name) => !companions.includes(name));
  const units = await readUnits(bus, unit.owner, others);
  if (units.kind !== "value") return UNTOLD;
  const dependant = units.value.find(isUp);
  return dependant === undefined ? undefined : `${dependant.name} needs it`;
}

const listOf = (it: BusValue | undefined): readonly BusValue[] => (Array.isArray(it) ? it : []);
