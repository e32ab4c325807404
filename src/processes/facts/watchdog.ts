// SPDX-License-Identifier: MIT
import { foundNobody, getProperty } from "../../machine/bus-values.ts";
import type { Bus } from "../../machine/doors.ts";

const SYSTEMD = "org.freedesktop.systemd1";

/** What systemd says instead of "none" in some versions: all bits set, which JSON rounds up. */
const INFINITE_US = 2 ** 63;

/** Whether systemd watches one of these units (WatchdogSec=); null where it does not tell. What it does not know it does not watch. */
export async function hasWatchdog(bus: Pick<Bus, "call">, units: readonly string[]): Promise<boolean | null> {
  const answers = await Promise.all(units.filter((unit) => unit.endsWith(".service")).map((unit) => isWatched(bus, unit)));
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

async function isWatched(bus: Pick<Bus, "call">, unit: string): Promise<boolean | null> {
  const manager = { service: SYSTEMD, path: "/org/freedesktop/systemd1", interface: `${SYSTEMD}.Manager` };
  const found = await bus.call({ ...manager, member: "GetUnit", signature: "s", args: [unit] });
  if (found.kind === "error") return foundNobody(found) || found.code.endsWith("NoSuchUnit") ? false : null;
  const path = found.kind === "value" ? found.value[0] : undefined;
  if (typeof path !== "string") return null;
  const service = { service: SYSTEMD, path, interface: `${SYSTEMD}.Service` };
  const watchdogUs = await getProperty(bus, service, "WatchdogUSec");
  if (watchdogUs.kind !== "value") return null;
  const us = Number(watchdogUs.value);
  return Number.isNaN(us) ? null : us > 0 && us < INFINITE_US;
}
