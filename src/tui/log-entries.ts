// SPDX-License-Identifier: MIT
import type { LogEntry, State } from "./state.ts";

const MOST_ENTRIES = 500;
/** A keeper tells of what a key here has asked for, too. */
const SAME_MS = 10_000;

/** The log with one more entry, unless just that has just been told. */
export function withEntry(state: State, entry: LogEntry): State {
  const isTold = state.log.some(({ sentence, atMs }) => sentence === entry.sentence && Math.abs(entry.atMs - atMs) < SAME_MS);
  return isTold ? state : { ...state, log: [...state.log, entry].slice(-MOST_ENTRIES) };
}
