// SPDX-License-Identifier: MIT
import { randomBytes } from "node:crypto";
import { TravelError } from "../../errors.ts";
import { hasOwner } from "../../machine/bus-values.ts";
import type { LiveBus, Stop } from "../../machine/live-doors.ts";

/** Travel mode for applications: each hold lasts until its owner releases it or leaves the bus. */
export interface Holds {
  /**
   * Begins a hold, and answers its cookie, which cannot be guessed. Throws TOO_MANY, or REFUSED when the owner has left meanwhile.
   * `begin` answers what ends the hold.
   */
  take(owner: string, note: HoldNote, begin: () => Promise<EndHold>): Promise<string>;
  /** Throws REFUSED for a cookie that is unknown or another owner's, without telling which. */
  release(owner: string, cookie: string): Promise<void>;
  list(): readonly HoldNote[];
  /** Watches no owner any longer; ends nothing. */
  close(): void;
}

export interface HoldNote {
  readonly profile: string;
  /** Why, in the application's words. */
  readonly reason: string;
}

export type EndHold = () => Promise<void>;

export interface HoldsParts {
  readonly bus: LiveBus;
  /** Told after `list` has changed. */
  onChange(): void;
  /** Told what went wrong where nobody waits for an answer. */
  onFault(error: unknown): void;
}

const MOST_PER_OWNER = 4;
const MOST = 32;

interface Hold {
  readonly owner: string;
  readonly note: HoldNote;
  readonly unwatch: Stop;
  readonly end: EndHold;
}

/** Keeps the holds of this bus's callers. */
export function keepHolds({ bus, onChange, onFault }: HoldsParts): Holds {
  const held = new Map<string, Hold>();
  /** The owners of holds that are beginning. */
  const beginning: string[] = [];

  function refuseTooMany(owner: string): void {
    const owners = [...beginning, ...[...held.values()].map((hold) => hold.owner)];
    if (owners.length < MOST && owners.filter((it) => it === owner).length < MOST_PER_OWNER) return;
    throw new TravelError(
      "TOO_MANY",
      `no more holds: at most ${MOST_PER_OWNER} for one caller and ${MOST} for all; release one first`,
    );
  }

  async function drop(cookie: string): Promise<void> {
    const hold = held.get(cookie);
    if (hold === undefined) return;
    held.delete(cookie);
    hold.unwatch();
    onChange();
    await hold.end();
  }

  async function start(owner: string, note: HoldNote, begin: () => Promise<EndHold>): Promise<string> {
    const cookie = randomBytes(16).toString("hex");
    const watch = await watchOwner(bus, owner, () => drop(cookie).catch(onFault));
    try {
      held.set(cookie, { owner, note, unwatch: watch.stop, end: await begin() });
    } catch (error) {
      watch.stop();
      throw error;
    }
    onChange();
    if (!watch.isGone()) return cookie;
    await drop(cookie);
    throw gone();
  }

  return {
    async take(owner, note, begin) {
      refuseTooMany(owner);
      beginning.push(owner);
      try {
        return await start(owner, note, begin);
      } finally {
        beginning.splice(beginning.indexOf(owner), 1);
      }
    },
    async release(owner, cookie) {
      if (held.get(cookie)?.owner !== owner) throw new TravelError("REFUSED", "there is no hold of yours with this cookie");
      await drop(cookie);
    },
    list: () => [...held.values()].map(({ note }) => note),
    close: () => {
      for (const { unwatch } of held.values()) unwatch();
    },
  };
}

interface Watch {
  readonly stop: Stop;
  isGone(): boolean;
}

/** Watched first and looked for then, so that no moment is left in which an owner could leave unseen. */
async function watchOwner(bus: LiveBus, owner: string, onGone: () => void): Promise<Watch> {
  let left = false;
  const watched = await bus.listen({ ...DAEMON, member: "NameOwnerChanged", arg0: owner }, ({ args: [name, , now] }) => {
    if (name !== owner || now !== "" || left) return;
    left = true;
    onGone();
  });
  if (watched.kind !== "value")
    throw new TravelError("INTERNAL", "the bus does not tell when a caller leaves, so it cannot be given a hold");
  const watch = { stop: watched.value, isGone: () => left };
  if (await hasOwner(bus, owner)) return watch;
  watch.stop();
  throw gone();
}

const DAEMON = { sender: "org.freedesktop.DBus", interface: "org.freedesktop.DBus" };

const gone = (): TravelError => new TravelError("REFUSED", "the caller has left the bus, so its hold has ended");
