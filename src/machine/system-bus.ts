// SPDX-License-Identifier: MIT
import { liveBus } from "./live-bus.ts";
import type { LiveBus } from "./live-doors.ts";

const SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";

/** The system bus at an address, else the caller's usual one. No bus at all is `.NoServer`, or `.Timeout` when it does not greet. */
export const systemBus = (address = defaultAddress()): LiveBus => liveBus(address);

/** The caller's own ("session") bus, in the same way. */
export const userBus = (address = userAddress()): LiveBus => liveBus(address);

/** $DBUS_SYSTEM_BUS_ADDRESS, else the usual socket. Root's environment may be that of a user (su keeps it), so root asks the socket. */
export function defaultAddress(): string {
  const { DBUS_SYSTEM_BUS_ADDRESS } = process.env;
  return isRoot() ? SYSTEM_BUS : DBUS_SYSTEM_BUS_ADDRESS || SYSTEM_BUS;
}

/** $DBUS_SESSION_BUS_ADDRESS, else the bus that systemd starts for each user. Root takes no other user's for its own. */
export function userAddress(): string {
  const { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } = process.env;
  if (isRoot()) return "unix:path=/run/user/0/bus";
  return DBUS_SESSION_BUS_ADDRESS || `unix:path=${XDG_RUNTIME_DIR || `/run/user/${process.getuid?.()}`}/bus`;
}

const isRoot = (): boolean => process.getuid?.() === 0;
