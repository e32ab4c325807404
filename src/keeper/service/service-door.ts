// SPDX-License-Identifier: MIT
import { TravelError } from "../../errors.ts";
import type { Bus, Clock } from "../../machine/doors.ts";
import { type Authorise, uidOf } from "./authorise.ts";
import { type Admit, type Rate, type Room, tokenBuckets, waitingRoom } from "./limits.ts";

/** Who comes in, how often and how many at once. */
export interface Doorkeeper {
  /** Counts a call, a dear one as several; throws TOO_MANY, or REFUSED for a caller that has left. */
  count(sender: string, cost: number): Promise<Caller>;
  readonly admit: Admit;
  readonly authorise: Authorise;
}

/** A connection and the user behind it. */
export interface Caller {
  readonly sender: string;
  readonly user: string;
}

export interface Strictness {
  readonly sender: Rate;
  /** For all connections of a user together, since new ones cost nothing. */
  readonly user: Rate;
  readonly room: Room;
}

const STRICTNESS: Strictness = {
  sender: { burst: 20, perSecond: 2 },
  user: { burst: 80, perSecond: 8 },
  room: { perSender: 1, perUser: 4, inAll: 16 },
};

export function doorkeeper(parts: {
  readonly bus: Bus;
  readonly clock: Pick<Clock, "now">;
  readonly authorise: Authorise;
  readonly strictness?: Strictness;
}): Doorkeeper {
  const { sender: senderRate, user: userRate, room } = parts.strictness ?? STRICTNESS;
  const countSender = tokenBuckets(parts.clock, senderRate);
  const countUser = tokenBuckets(parts.clock, userRate);
  return {
    count: async (sender, cost) => {
      countSender(sender, cost);
      const uid = await uidOf(parts.bus, sender);
      if (uid === null) throw new TravelError("REFUSED", "the caller has left the bus");
      countUser(String(uid), cost);
      return { sender, user: String(uid) };
    },
    admit: waitingRoom(room),
    authorise: parts.authorise,
  };
}
