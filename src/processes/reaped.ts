// SPDX-License-Identifier: MIT
import { type ProcessLook, type ProcessRecord, startMs } from "../machine/processes.ts";

/** What a process got to its account by waiting for children that had ended. */
export interface Reaped {
  /** CPU time that those children used since the first look. */
  readonly ticks: number;
  /** What of its disk traffic is theirs from before the first look. */
  readonly diskBytes: number;
}

/**
 * By pid, what processes got by waiting for children that ended between two looks. The kernel adds a child's whole life, with that of
 * its own children, to whoever waits for it: so what was seen of it at the first look is taken off again, from the nearest ancestor
 * that is still there. An orphan is waited for by an ancestor further up, so what the nearest did not get is taken off there.
 */
export function reapedSince(before: ProcessLook, after: ProcessLook, earlier: RecordsByPid): ReadonlyMap<number, Reaped> {
  const accounts = new Map<number, Account>();
  let survivors = 0;
  for (const record of after.records) {
    const since = earlier.get(record.pid);
    const same = since?.startTicks === record.startTicks;
    if (same) survivors += 1;
    if (since !== record) accounts.set(record.pid, same ? accountOf(since, record) : openedSince(before, record));
  }
  if (survivors < before.records.length) deductGone(before, after, { earlier, accounts });
  return accounts;
}

interface Accounts {
  readonly earlier: RecordsByPid;
  readonly accounts: ReadonlyMap<number, Account>;
}

function deductGone(before: ProcessLook, after: ProcessLook, { earlier, accounts }: Accounts): void {
  const later = byPid(after.records);
  const survives = ({ pid, startTicks }: ProcessRecord): boolean => later.get(pid)?.startTicks === startTicks;
  for (const gone of before.records) if (!survives(gone)) deduct(gone, ancestorsOf(gone, earlier).filter(survives), accounts);
}

export type RecordsByPid = ReadonlyMap<number, ProcessRecord>;

export function byPid(records: readonly ProcessRecord[]): RecordsByPid {
  const map = new Map<number, ProcessRecord>();
  for (const record of records) map.set(record.pid, record);
  return map;
}

/** Whether a process is older than a look that did not show it. */
export const startedBefore = ({ atMs }: ProcessLook, { startTicks }: ProcessRecord): boolean =>
  startMs({ startTicks: startTicks + 1 }) <= atMs;

interface Account {
  ticks: number;
  diskBytes: number;
  /** How much of its traffic could be children's. */
  diskLeft: number;
}

const accountOf = (since: ProcessRecord, { childrenTicks, diskBytes }: ProcessRecord): Account => ({
  ticks: Math.max(0, childrenTicks - since.childrenTicks),
  diskBytes: 0,
  diskLeft: Math.max(0, (diskBytes ?? 0) - (since.diskBytes ?? 0)),
});

/** All that a new process waited for has ended since; of one that was only not seen before, nothing is known. */
const openedSince = (before: ProcessLook, record: ProcessRecord): Account =>
  startedBefore(before, record)
    ? { ticks: 0, diskBytes: 0, diskLeft: 0 }
    : { ticks: record.childrenTicks, diskBytes: 0, diskLeft: record.diskBytes ?? 0 };

function deduct(gone: ProcessRecord, ancestors: readonly ProcessRecord[], accounts: ReadonlyMap<number, Account>): void {
  let ticks = gone.cpuTicks + gone.childrenTicks;
  let diskBytes = gone.diskBytes ?? 0;
  for (const { pid } of ancestors) {
    const account = accounts.get(pid);
    if (account === undefined) continue;
    const taken = { ticks: Math.min(ticks, account.ticks), diskBytes: Math.min(diskBytes, account.diskLeft) };
    account.ticks -= taken.ticks;
    account.diskBytes += taken.diskBytes;
    account.diskLeft -= taken.diskBytes;
    ticks -= taken.ticks;
    diskBytes -= taken.diskBytes;
  }
}

/** The nearest first. Where pids were handed out again while the list was read, it may lead in a circle. */
function ancestorsOf({ parentPid }: ProcessRecord, records: RecordsByPid): readonly ProcessRecord[] {
  const line = new Set<ProcessRecord>();
  let next = records.get(parentPid);
  while (next !== undefined && !line.has(next)) {
    line.add(next);
    next = records.get(next.parentPid);
  }
  return [...line];
}
