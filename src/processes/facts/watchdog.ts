// SPDX-License-Identifier: MIT
import { foundNobody, getProperty } from "../../machine/bus-values.ts";
import type { Bus } from "../../machine/doors.ts";
import type { Failure } from "../../machine/reading.ts";

const SYSTEMD = "org.freedesktop.systemd1";

/** What systemd says instead of "none" in some versions: all bits set. */
const INFINITE_US = 2 ** 63;

/** Whether systemd watches one of these units (WatchdogSec=); null where it does not tell. What it does not know it does not watch. */
export async function hasWatchdog(bus: Pick<Bus, "call">, units: readonly string[]): Promise<boolean | null> {
  const answers = await Promise.all(units.filter((unit) => unit.endsWith(".service")).map((unit) => isWatched(bus, unit)));
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

/** Asking for its object loads a unit that systemd has not loaded, and that has no watchdog. */
async function isWatched(bus: Pick<Bus, "call">, unit: string): Promise<boolean | null> {
  const service = { service: SYSTEMD, path: pathOf(unit), interface: `${SYSTEMD}.Service` };
  const watchdogUs = await getProperty(bus, service, "WatchdogUSec");
  if (watchdogUs.kind === "error") return foundNobody(watchdogUs) || isNoUnit(watchdogUs) ? false : null;
  const us = watchdogUs.kind === "value" ? Number(watchdogUs.value) : Number.NaN;
  return Number.isNaN(us) ? null : us > 0 && us < INFINITE_US;
}

const isNoUnit = ({ code }: Failure): boolean => /\.(?:NoSuchUnit|UnknownObject|UnknownInterface)$/u.test(code);

/** As systemd names its objects: everything but letters and digits is an underscore and the byte's number (sd_bus_path_encode(3)). */
const pathOf = (unit: string): string =>
  `/org/freedesktop/systemd1/unit/${[...Buffer.from(unit)].map((byte, index) => escaped(byte, index)).join("")}`;

function escaped(byte: number, index: number): string {
  const letter = String.fromCharCode(byte);
  const isPlain = /[a-z]/iu.test(letter) || (index > 0 && /\d/u.test(letter));
  return isPlain ? letter : `_${byte.toString(16).padStart(2, "0")}`;
}
