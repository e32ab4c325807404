// SPDX-License-Identifier: MIT
import { messageOf } from "../errors.ts";
import type { BusConnection } from "./bus-connection.ts";
import type { Host } from "./bus-hosting.ts";
import type { Listen } from "./bus-listening.ts";
import type { LiveBus } from "./live-doors.ts";
import { type Failure, failure, type Reading, value } from "./reading.ts";

/** A connection and what is done over it. */
interface Link {
  readonly connection: BusConnection;
  readonly listen: Listen;
  readonly host: Host;
}

const ERROR = "org.freedesktop.DBus.Error";

/**
 * The bus at an address. dbus-next is loaded and connected by the first use; after an end, ours or the daemon's, the
 * next one connects anew, and what listened or was hosted is to be asked for again.
 */
export function liveBus(address: string): LiveBus {
  let current: Promise<Link> | null = null;
  const losses: (() => void)[] = [];

  function linked(): Promise<Link> {
    if (current !== null) return current;
    const attempt = link(address, () => {
      if (current !== attempt) return;
      current = null;
      for (const lost of losses.splice(0)) queueMicrotask(lost);
    });
    attempt.catch(() => {
      if (current === attempt) current = null;
    });
    current = attempt;
    return attempt;
  }

  return {
    call: (call) => settled(`${call.service} ${call.member}`, async () => (await linked()).connection.call(call)),
    listen: (match, heard) =>
      settled(`${match.sender} ${match.member}`, async () =>
        (await linked()).listen(match, ({ sender: _, ...signal }) => heard(signal)),
      ),
    host: (object) => settled(object.name, async () => (await linked()).host(object)),
    onLost: (lost) => void losses.push(lost),
    async close() {
      const attempt = current;
      current = null;
      losses.length = 0;
      (await attempt?.catch(() => null))?.connection.close();
    },
  };
}

async function link(address: string, onClose: () => void): Promise<Link> {
  const [{ openConnection }, { busListening }, { busHosting }] = await Promise.all([
    import("./bus-connection.ts"),
    import("./bus-listening.ts"),
    import("./bus-hosting.ts"),
  ]);
  const connection = await openConnection(address, onClose);
  return { connection, listen: busListening(connection), host: busHosting(connection) };
}

async function settled<T>(where: string, work: () => Promise<T>): Promise<Reading<T>> {
  try {
    return value(await work());
  } catch (error) {
    return refused(where, error);
  }
}

const refused = (where: string, error: unknown): Failure => failure(where, errorName(error), messageOf(error));

/** A name without an owner is `NameHasNoOwner` to dbus-daemon and `ServiceUnknown` to dbus-broker; here it is the latter. */
function errorName(error: unknown): string {
  if (error instanceof TypeError || error instanceof SyntaxError) return `${ERROR}.InvalidArgs`;
  const name = error instanceof Error && "type" in error ? String(error.type) : `${ERROR}.Failed`;
  return name === `${ERROR}.NameHasNoOwner` ? `${ERROR}.ServiceUnknown` : name;
}
