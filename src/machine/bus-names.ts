// SPDX-License-Identifier: MIT
import { busDaemonCall, DAEMON } from "./bus-daemon.ts";
import { unexpectedReply } from "./bus-values.ts";
import type { Bus, BusCall } from "./doors.ts";
import { mapReading, type Reading, value } from "./reading.ts";

/** A well-known name, and the process that owns it; null where that has just let it go, or is the daemon itself. */
export interface BusName {
  readonly name: string;
  readonly pid: number | null;
}

/** All well-known names that somebody owns, on the system bus or the caller's own. */
export async function namesOn(bus: Pick<Bus, "call">, which: Pick<BusCall, "bus">): Promise<Reading<readonly BusName[]>> {
  const reply = await bus.call({ ...busDaemonCall("ListNames", ""), ...which, signature: "", args: [] });
  if (reply.kind !== "value") return reply;
  const [names] = reply.value;
  if (!Array.isArray(names)) return unexpectedReply(DAEMON, "ListNames");
  const known = names.map(String).filter((name) => !name.startsWith(":") && name !== DAEMON);
  return value(await Promise.all(known.map(async (name) => ({ name, pid: await ownerOf(bus, which, name) }))));
}

async function ownerOf(bus: Pick<Bus, "call">, which: Pick<BusCall, "bus">, name: string): Promise<number | null> {
  const reply = await bus.call({ ...busDaemonCall("GetConnectionUnixProcessID", name), ...which });
  const pid = mapReading(reply, ([first]) => first);
  return pid.kind === "value" && typeof pid.value === "number" ? pid.value : null;
}
