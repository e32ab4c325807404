// SPDX-License-Identifier: MIT
import { type Argv, asUser } from "./as-user.ts";
import type { BusCall, BusValue } from "./doors.ts";
import { failure, type Reading } from "./reading.ts";
import type { UsersRelay } from "./users-relay.ts";

/** Other users' own buses, for root. */
export interface UsersBuses {
  call(uid: number, call: BusCall): Promise<Reading<readonly BusValue[]>>;
  close(): void;
}

/** How long a user whose relay answered nonsense, or nothing, is not asked again: nobody may hold up root's keeper for longer than once. */
const BAN_MS = 60_000;

/**
 * A user's bus lets only that user in, and a sandbox hides its socket; so systemd runs a program of ours (`program`) as that user, outside
 * of the sandbox, which passes calls on. It is started by the first call and serves all that follow, since starting one takes a tenth of a second
 * at best, and ends when nothing was asked for some seconds; or with us, whatever ends us, as systemd hands our pipe on to it. It is no session
 * of that user's (no PAM, no polkit): that user's systemd knows it by its number alone. Without a program nobody's bus can be reached.
 */
export function relayedBuses(
  program: Argv | null,
  runAs = (uid: number, argv: Argv): Argv => asUser(uid, argv, { answers: true }),
): UsersBuses {
  const relays = new Map<number, Promise<UsersRelay>>();
  const bannedUntilMs = new Map<number, number>();
  const open = async (uid: number, argv: Argv): Promise<UsersRelay> => {
    const { usersRelay } = await import("./users-relay.ts");
    return usersRelay(runAs(uid, argv), (how) => {
      relays.delete(uid);
      if (how === "bad") bannedUntilMs.set(uid, performance.now() + BAN_MS);
    });
  };
  return {
    async call(uid, call) {
      const isBanned = performance.now() < (bannedUntilMs.get(uid) ?? 0);
      if (program === null || isBanned)
        return failure(`${call.service} ${call.member}`, `${ERROR}.${isBanned ? "NoReply" : "AccessDenied"}`);
      const relay = relays.get(uid) ?? open(uid, program);
      relays.set(uid, relay);
      return (await relay).call(call);
    },
    close() {
      for (const relay of relays.values()) void relay.then((it) => it.end());
    },
  };
}

const ERROR = "org.freedesktop.DBus.Error";
