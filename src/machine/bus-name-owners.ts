// SPDX-License-Identifier: MIT
import type { BusConnection, SentSignal } from "./bus-connection.ts";
import { busDaemonCall, DAEMON } from "./bus-daemon.ts";
import { type Open, shared } from "./shared.ts";

/** Follows who owns a well-known name: a unique name, or null while nobody does. */
export type Owner = () => string | null;

/** The owners of names on a connection, with a match rule (from `rule`) for as long as somebody wants to know. */
export function nameOwners(
  connection: BusConnection,
  rule: (text: string) => Promise<Open<string>>,
): (name: string) => Promise<Open<Owner>> {
  return shared(async (name) => {
    const held = await rule(
      `type='signal',sender='${DAEMON}',interface='${DAEMON}',member='NameOwnerChanged',path='/org/freedesktop/DBus',arg0='${name}'`,
    );
    let owner: string | null = null;
    let told = false;
    const stop = connection.onSignal((signal) => {
      if (!isChange(signal, name)) return;
      owner = String(signal.args[2]) || null;
      told = true;
    });
    const close = (): void => {
      stop();
      held.close();
    };
    try {
      const asked = await ownerNow(connection, name);
      if (!told) owner = asked; // a change that we were told of is never older than the answer
      return { it: () => owner, close };
    } catch (error) {
      close();
      throw error;
    }
  });
}

const isChange = ({ sender, interface: iface, member, args }: SentSignal, name: string): boolean =>
  sender === DAEMON && iface === DAEMON && member === "NameOwnerChanged" && args[0] === name;

async function ownerNow(connection: BusConnection, name: string): Promise<string | null> {
  try {
    const [owner] = await connection.call(busDaemonCall("GetNameOwner", name));
    return String(owner);
  } catch (error) {
    if (error instanceof Error && "type" in error && error.type === `${DAEMON}.Error.NameHasNoOwner`) return null;
    throw error;
  }
}
