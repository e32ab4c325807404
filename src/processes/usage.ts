// SPDX-License-Identifier: MIT
import { type ProcessLook, type ProcessRecord, TICKS_PER_S } from "../machine/processes.ts";
import { byPid, reapedSince, startedBefore } from "./reaped.ts";

/** What one process used between two looks. */
export interface Usage {
  /** As it was at the second look. */
  readonly process: ProcessRecord;
  /** CPU seconds: its own, and those of children that ended meanwhile, however short they lived. */
  readonly cpuS: number;
  /** How much of it was such children's. */
  readonly childrenS: number;
  /** How often it was woken; null where that may not be read. */
  readonly wakeups: number | null;
  /** To and from disks; null where that may not be read. */
  readonly diskBytes: number | null;
}

/**
 * What each process of the second look used since the first; nothing at all for one that has not run. A pid with another start is
 * another process. What children of a process used counts for it once they have ended and it has waited for them, less what they
 * had used, or were counted for, before.
 */
export function usageBetween(before: ProcessLook, after: ProcessLook): readonly Usage[] {
  const earlier = byPid(before.records);
  const reaped = reapedSince(before, after, earlier);
  return after.records.map((process) => {
    const match = earlier.get(process.pid);
    const since = match?.startTicks === process.startTicks ? match : undefined;
    if (since === process)
      return { process, cpuS: 0, childrenS: 0, wakeups: idle(process.wakeups), diskBytes: idle(process.diskBytes) };
    // One that was there already but could not be read: what it used since is not known, and its whole life is too much.
    const from = since ?? (startedBefore(before, process) ? process : NEWBORN);
    return usageSince(from, process, reaped.get(process.pid) ?? NOTHING_REAPED);
  });
}

/** Counters of a process before it was born. */
const NEWBORN = { cpuTicks: 0, childrenTicks: 0, wakeups: 0, diskBytes: 0 };

const NOTHING_REAPED = { ticks: 0, diskBytes: 0 };

type Counters = Pick<ProcessRecord, "cpuTicks" | "wakeups" | "diskBytes">;

function usageSince(
  from: Counters,
  process: ProcessRecord,
  reaped: { readonly ticks: number; readonly diskBytes: number },
): Usage {
  const childrenS = reaped.ticks / TICKS_PER_S;
  const disk = difference(from.diskBytes, process.diskBytes);
  return {
    process,
    cpuS: Math.max(0, process.cpuTicks - from.cpuTicks) / TICKS_PER_S + childrenS,
    childrenS,
    wakeups: difference(from.wakeups, process.wakeups),
    diskBytes: disk === null ? null : Math.max(0, disk - reaped.diskBytes),
  };
}

const idle = (count: number | null): number | null => (count === null ? null : 0);

const difference = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.max(0, to - from);
