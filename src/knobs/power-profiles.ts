// SPDX-License-Identifier: MIT
import { type BusObject, hasOwner } from "../machine/bus-values.ts";
import type { Bus, Files, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** The service that owns platform profile, governor, EPP and EPB while it runs. */
export interface PowerProfiles {
  readonly object: BusObject;
  /** "power-profiles-daemon", "tuned-ppd" ...: whoever answers behind the shared interface. */
  readonly program: string;
}

/** The name since power-profiles-daemon 0.20, then the older one; both are the same interface. */
export const PROFILE_SERVICES: readonly BusObject[] = [
  {
    service: "org.freedesktop.UPower.PowerProfiles",
    path: "/org/freedesktop/UPower/PowerProfiles",
    interface: "org.freedesktop.UPower.PowerProfiles",
  },
  { service: "net.hadess.PowerProfiles", path: "/net/hadess/PowerProfiles", interface: "net.hadess.PowerProfiles" },
];

/** Others that offer the interface, by the name of their process. */
const STAND_INS: readonly string[] = ["tuned-ppd", "tlp-pd", "system76-power"];

/** The power-profiles service if one runs; looking for it starts none. */
export async function findPowerProfiles({ bus, files }: Machine): Promise<PowerProfiles | undefined> {
  for (const object of PROFILE_SERVICES)
    if (await hasOwner(bus, object.service)) return { object, program: await programOf(bus, files, object.service) };
  return undefined;
}

/** `heldBy` for a setting that is the service's own while it runs; nothing otherwise. */
export async function heldByPowerProfiles(machine: Machine): Promise<{ readonly heldBy?: string }> {
  const running = await findPowerProfiles(machine);
  return running === undefined ? {} : { heldBy: running.program };
}

async function programOf(bus: Bus, files: Files, service: string): Promise<string> {
  const reply = await bus.call({
    service: "org.freedesktop.DBus",
    path: "/org/freedesktop/DBus",
    interface: "org.freedesktop.DBus",
    member: "GetConnectionUnixProcessID",
    signature: "s",
    args: [service],
  });
  const pid = valueOr(reply, [])[0];
  const process = typeof pid === "number" ? valueOr(files.read(`/proc/${pid}/comm`), "") : "";
  return STAND_INS.find((program) => program === process) ?? "power-profiles-daemon";
}
