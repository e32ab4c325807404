// SPDX-License-Identifier: MIT
import type { Everyone, Living } from "./everyone.ts";

/** Whether one of them is process 1, ourselves, or what we descend from. */
export function holdsAncestor(all: Everyone, members: readonly Living[], ourPid: number): boolean {
  const line = new Set([1, ...lineOf(all, ourPid)]);
  return members.some(({ record }) => line.has(record.pid));
}

/** A process and those above it. A parent that has ended while they were read could make a circle. */
function lineOf(all: Everyone, pid: number): ReadonlySet<number> {
  const line = new Set<number>();
  for (let at = pid; at > 0 && !line.has(at); at = all.byPid.get(at)?.record.parentPid ?? 0) line.add(at);
  return line;
}
