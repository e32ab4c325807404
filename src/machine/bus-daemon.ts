// SPDX-License-Identifier: MIT
import type { BusCall, BusValue } from "./doors.ts";

/** The bus daemon's own name, and its interface's. */
export const DAEMON = "org.freedesktop.DBus";

/** A call of the daemon itself, with a text and whole numbers. */
export const busDaemonCall = (member: string, text: string, ...numbers: readonly number[]): BusCall => ({
  service: DAEMON,
  path: "/org/freedesktop/DBus",
  interface: DAEMON,
  member,
  signature: `s${"u".repeat(numbers.length)}`,
  args: [text, ...numbers] satisfies readonly BusValue[],
});
