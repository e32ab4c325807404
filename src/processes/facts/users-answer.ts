// SPDX-License-Identifier: MIT
import { type Argv, asUser } from "../../machine/as-user.ts";
import type { Machine } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";

const TIMEOUT_MS = 3000;

/** What a program of a user's own prints; by root it is run as that user. Null where it may not be asked, is not there, or fails. */
export async function usersAnswer({ commands, caller }: Machine, uid: number, argv: Argv): Promise<string | null> {
  if (caller.uid !== uid && caller.uid !== 0) return null;
  const as = caller.uid === uid ? argv : asUser(uid, argv, { answers: true });
  const result = valueOr(await commands.run(as, { timeoutMs: TIMEOUT_MS }), null);
  return result?.status === 0 ? result.stdout : null;
}
