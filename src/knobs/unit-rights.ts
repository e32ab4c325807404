// SPDX-License-Identifier: MIT
import type { BusCall, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { isUp, type OwnedUnit } from "./systemd-units.ts";

/**
 * Whether the caller may start and stop the computer's units without a password: root, or whom a rule of polkit lets. Asked only where one
 * of the units that are up is the computer's; without an answer, it is root alone.
 */
export async function mayTurnUnits(
  { bus, files, caller }: Machine,
  units: readonly { readonly unit: OwnedUnit }[],
): Promise<boolean> {
  const isOfUse = units.some(({ unit }) => unit.owner === "system" && isUp(unit));
  if (caller.uid === 0 || !isOfUse) return caller.uid === 0;
  const startTime = startTimeOf(valueOr(files.read(`/proc/${caller.pid}/stat`), ""));
  if (startTime === undefined) return false;
  const reply = await bus.call(question(caller, startTime));
  const [verdict] = valueOr(reply, []);
  return Array.isArray(verdict) && verdict[0] === true;
}

/** CheckAuthorization(subject, action, details, flags, cancellation), without asking anybody for a password. */
function question({ uid, pid }: Machine["caller"], startTime: bigint): BusCall {
  const subject = {
    pid: { variant: "u", value: pid },
    "start-time": { variant: "t", value: startTime },
    uid: { variant: "i", value: uid },
  };
  return {
    service: "org.freedesktop.PolicyKit1",
    path: "/org/freedesktop/PolicyKit1/Authority",
    interface: "org.freedesktop.PolicyKit1.Authority",
    member: "CheckAuthorization",
    signature: "(sa{sv})sa{ss}us",
    args: [["unix-process", subject], "org.freedesktop.systemd1.manage-units", {}, 0, ""],
    autoStart: true,
  };
}

/** The 22nd field of /proc/PID/stat (proc_pid_stat(5)); the name before it may hold anything, and ends at the last parenthesis. */
function startTimeOf(stat: string): bigint | undefined {
  const field = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  return field !== undefined && /^\d+$/.test(field) ? BigInt(field) : undefined;
}
