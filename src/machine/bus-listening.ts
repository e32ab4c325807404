// SPDX-License-Identifier: MIT
import { checkMatch } from "./bus-basics.ts";
import type { BusConnection, SentSignal } from "./bus-connection.ts";
import { busDaemonCall, DAEMON } from "./bus-daemon.ts";
import { nameOwners } from "./bus-name-owners.ts";
import type { SignalMatch, Stop } from "./live-doors.ts";
import { atMostOnce, shared } from "./shared.ts";

/** Listens to signals; throws what `BusConnection.call` throws. */
export type Listen = (match: SignalMatch, heard: (signal: SentSignal) => void) => Promise<Stop>;

/**
 * Listening on a connection. That a match rule names a sender is not enough: another listener's rule lets the same signal of
 * anybody else through, and a signal addressed to us needs no rule at all. So the sender must be the name's owner.
 */
export function busListening(connection: BusConnection): Listen {
  const rule = shared(async (text: string) => {
    await connection.call(busDaemonCall("AddMatch", text));
    const close = (): void => void connection.call(busDaemonCall("RemoveMatch", text)).catch(() => {}); // gone with the connection
    return { it: text, close };
  });
  const owner = nameOwners(connection, rule);

  return async (match, heard) => {
    checkMatch(match);
    const held = await rule(ruleOf(match));
    try {
      const sender = await ownerOf(match.sender);
      return atMostOnce(all(hear(match, sender.it, heard), sender.close, held.close, connection.hold()));
    } catch (error) {
      held.close();
      throw error;
    }
  };

  async function ownerOf(name: string) {
    return name === DAEMON || name.startsWith(":") ? { it: () => name, close: () => {} } : owner(name);
  }

  /** A listener that throws is a mistake of ours, and not to be taken for the connection's. */
  function hear(match: SignalMatch, owner: () => string | null, heard: (signal: SentSignal) => void): Stop {
    let over = false;
    const stop = connection.onSignal((signal) => {
      if (signal.sender === owner() && fits(match, signal)) queueMicrotask(() => over || heard(signal));
    });
    return () => {
      over = true;
      stop();
    };
  }
}

const all =
  (...stops: readonly Stop[]): Stop =>
  () => {
    for (const stop of stops) stop();
  };

function fits(match: SignalMatch, { path, interface: iface, member, args }: SentSignal): boolean {
  if (match.interface !== iface || match.member !== member || (match.path ?? path) !== path) return false;
  return match.arg0 === undefined || match.arg0 === args[0];
}

/** An apostrophe ends the quotation, stands behind a backslash, and begins another. */
function ruleOf({ sender, interface: iface, member, path, arg0 }: SignalMatch): string {
  const parts = Object.entries({ sender, interface: iface, member, path, arg0 }).filter(([, it]) => it !== undefined);
  return ["type='signal'", ...parts.map(([key, it]) => `${key}='${String(it).replaceAll("'", "'\\''")}'`)].join(",");
}
