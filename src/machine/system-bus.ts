// SPDX-License-Identifier: MIT
import type { BusConnection } from "./bus-connection.ts";
import type { Bus, BusCall } from "./doors.ts";
import { type Failure, failure, value } from "./reading.ts";

const SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";
const ERROR = "org.freedesktop.DBus.Error";

/**
 * The system bus at an address, else the caller's usual one. dbus-next is loaded and connected by the first call;
 * after an end, ours or the daemon's, the next call connects anew. No bus at all is `.NoServer`, or `.Timeout` when it does not greet.
 */
export function systemBus(address = defaultAddress()): Bus {
  let current: Promise<BusConnection> | null = null;

  function connected(): Promise<BusConnection> {
    if (current !== null) return current;
    const forget = (): void => {
      if (current === attempt) current = null;
    };
    const attempt = connect(address, forget);
    attempt.catch(forget);
    current = attempt;
    return attempt;
  }

  return {
    async call(call) {
      try {
        return value(await (await connected()).call(call));
      } catch (error) {
        return refused(call, error);
      }
    },
    async close() {
      const attempt = current;
      current = null;
      (await attempt?.catch(() => null))?.close();
    },
  };
}

/** $DBUS_SYSTEM_BUS_ADDRESS, else the usual socket. Root's environment may be that of a user (su keeps it), so root asks the socket. */
export function defaultAddress(): string {
  const { DBUS_SYSTEM_BUS_ADDRESS } = process.env;
  return process.getuid?.() === 0 ? SYSTEM_BUS : DBUS_SYSTEM_BUS_ADDRESS || SYSTEM_BUS;
}

async function connect(address: string, onClose: () => void): Promise<BusConnection> {
  const { openConnection } = await import("./bus-connection.ts");
  return openConnection(address, onClose);
}

function refused({ service, member }: BusCall, error: unknown): Failure {
  return failure(`${service} ${member}`, errorName(error), error instanceof Error ? error.message : String(error));
}

/** A name without an owner is `NameHasNoOwner` to dbus-daemon and `ServiceUnknown` to dbus-broker; here it is the latter. */
function errorName(error: unknown): string {
  if (error instanceof TypeError || error instanceof SyntaxError) return `${ERROR}.InvalidArgs`;
  const name = error instanceof Error && "type" in error ? String(error.type) : `${ERROR}.Failed`;
  return name === `${ERROR}.NameHasNoOwner` ? `${ERROR}.ServiceUnknown` : name;
}
