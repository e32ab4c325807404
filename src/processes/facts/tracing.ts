// SPDX-License-Identifier: MIT
import type { Everyone, Living } from "./everyone.ts";

/** Whether one of them is traced, or traces another; null where others' processes are hidden, which they may trace. */
export function isDebugged(all: Everyone, members: readonly Living[]): boolean | null {
  const tracers = new Set([...all.byPid.values()].map(({ identity }) => identity.tracerPid));
  if (members.some(({ record, identity }) => tracers.has(record.pid) || (identity.tracerPid ?? 0) !== 0)) return true;
  return all.seesAll && members.every(({ identity }) => identity.tracerPid !== null) ? false : null;
}
