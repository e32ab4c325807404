// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { Context } from "./context.ts";

const LOCK_WAIT_MS = 3000;

/** One process at a time. Throws BUSY when another one does not finish within three seconds. */
export async function withLock<T>({ folder }: Pick<Context, "folder">, work: () => Promise<T>): Promise<T> {
  const lock = await folder.lock(LOCK_WAIT_MS);
  if (lock.kind === "locked-out") throw lockedOut(lock, folder.path);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function lockedOut({ code, why }: { readonly code: string; readonly why: string }, path: string): TravelError {
  if (code === "held") return new TravelError("BUSY", `Another travelmode is at work: ${why}. Try again when it is done.`);
  return new TravelError("JOURNAL_UNWRITABLE", `Cannot keep a journal in ${path}: ${why}. Nothing was changed.`);
}
