// SPDX-License-Identifier: MIT
import { TravelError } from "../../errors.ts";
import type { Clock } from "../../machine/doors.ts";

/** How often somebody may call. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** How many calls may be under way at once. */
export interface Room {
  readonly perSender: number;
  readonly perUser: number;
  readonly inAll: number;
}

/** As many callers are remembered; the one that was silent longest is forgotten first. */
const MOST_REMEMBERED = 64;

/** Counts calls of one key (a connection, a user), dear ones as several; throws TOO_MANY for one too many. */
export type Count = (key: string, cost: number) => void;

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** A token bucket for each key. A clock that is set back gives nothing and takes nothing. */
export function tokenBuckets(clock: Pick<Clock, "now">, { burst, perSecond }: Rate, most = MOST_REMEMBERED): Count {
  const buckets = new Map<string, Bucket>();
  return (key, cost) => {
    const nowMs = clock.now();
    const { tokens, atMs } = buckets.get(key) ?? { tokens: burst, atMs: nowMs };
    const filled = Math.min(burst, tokens + (Math.max(0, nowMs - atMs) / 1000) * perSecond);
    buckets.delete(key); // the order of the map is that of the last calls
    buckets.set(key, { tokens: filled < cost ? filled : filled - cost, atMs: nowMs });
    for (const oldest of buckets.keys()) if (buckets.size > most) buckets.delete(oldest);
    if (filled < cost) throw new TravelError("TOO_MANY", "too many requests from this caller; try again in a few seconds");
  };
}

/** Runs work as long as there is room for it; throws TOO_MANY, and runs nothing, where there is none. */
export type Admit = <T>(caller: { readonly sender: string; readonly user: string }, work: () => Promise<T>) => Promise<T>;

/** Room for so many at once; nobody's connections can take all of it. */
export function waitingRoom({ perSender, perUser, inAll }: Room): Admit {
  const waiting = new Set<{ readonly sender: string; readonly user: string }>();
  return async (caller, work) => {
    const seat = { ...caller };
    const others = [...waiting];
    if (others.filter(({ sender }) => sender === seat.sender).length >= perSender)
      throw new TravelError("TOO_MANY", "an earlier request of this caller is still being worked on; wait for its answer");
    if (others.length >= inAll || others.filter(({ user }) => user === seat.user).length >= perUser)
      throw new TravelError("TOO_MANY", "too many requests are being worked on; try again in a few seconds");
    waiting.add(seat);
    try {
      return await work();
    } finally {
      waiting.delete(seat);
    }
  };
}
