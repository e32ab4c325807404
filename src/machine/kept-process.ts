// SPDX-License-Identifier: MIT
import type { KeptFile, KeptFiles } from "./kept-files.ts";
import { addThread, dropThread, type KeptThread, sinceThen, wakeupsSince } from "./kept-thread.ts";
import { parseDiskBytes, parseStat, type StatLine } from "./proc-parsing.ts";
import type { ProcessRecord } from "./processes.ts";
import { valueOr } from "./reading.ts";

/** A process that was seen before, with the files by which it is seen again. */
export interface KeptProcess {
  readonly stat: KeptFile;
  readonly io: KeptFile;
  /** By thread id. */
  readonly threads: Map<number, KeptThread>;
  record: ProcessRecord;
}

/** A process seen for the first time; null where it has ended meanwhile. Only what tells whether it runs stays open. */
export function keepProcess(files: KeptFiles, pid: number): KeptProcess | null {
  const threads = new Map<number, KeptThread>();
  const own = addThread(files, threads, { pid, threadId: pid });
  const length = files.readOnce(`/proc/${pid}/stat`);
  const stat = length === null ? null : parseStat(files.bytes, length);
  if (stat === null) {
    for (const thread of threads.values()) dropThread(files, thread);
    return null;
  }
  const others = addNewThreads(files, threads, { pid, stat });
  const record = recordOf(stat, { pid, wakeups: own === null ? null : own + others, diskBytes: readDisk(files, pid) });
  return { stat: fileOf(`/proc/${pid}/stat`), io: fileOf(`/proc/${pid}/io`), threads, record };
}

/**
 * The process as it is now; null where it has ended, or another one has its pid. For one that has not run this reads one
 * number a thread, and answers the record that there was: nothing else of it can have changed.
 */
export function lookAgain(files: KeptFiles, kept: KeptProcess): ProcessRecord | null {
  const moved = threadsThatRan(files, kept);
  if (moved === null) return null;
  if (moved.length === 0) return kept.record;
  const { record, threads } = kept;
  const length = files.read(kept.stat);
  const stat = length === null ? null : parseStat(files.bytes, length);
  if (stat === null || stat.startTicks !== record.startTicks) return null;
  const woken = wakeupsSince(files, moved) + addNewThreads(files, threads, { pid: record.pid, stat });
  const wakeups = record.wakeups === null ? null : record.wakeups + woken;
  kept.record = recordOf(stat, { pid: record.pid, wakeups, diskBytes: readDiskAgain(files, kept) });
  return kept.record;
}

/** Closes all that is open of it. */
export function dropProcess(files: KeptFiles, { stat, io, threads }: KeptProcess): void {
  for (const file of [stat, io]) files.close(file);
  for (const thread of threads.values()) dropThread(files, thread);
}

const fileOf = (path: string): KeptFile => ({ path, descriptor: null });

const recordOf = (stat: StatLine, { pid, wakeups, diskBytes }: Counts): ProcessRecord => ({ ...stat, pid, wakeups, diskBytes });

type Counts = Pick<ProcessRecord, "pid" | "wakeups" | "diskBytes">;

function readDisk(files: KeptFiles, pid: number): number | null {
  const length = files.readOnce(`/proc/${pid}/io`);
  return length === null ? null : parseDiskBytes(files.bytes, length);
}

/** What might not be read at first is not tried again. */
function readDiskAgain(files: KeptFiles, { io, record }: KeptProcess): number | null {
  const length = record.diskBytes === null ? null : files.read(io);
  return length === null ? null : parseDiskBytes(files.bytes, length);
}

/** Those that have run since; null where the process itself has ended. Threads that have ended are forgotten, and count as a move. */
function threadsThatRan(files: KeptFiles, { threads, record }: KeptProcess): readonly KeptThread[] | null {
  const moved: KeptThread[] = [];
  for (const [threadId, thread] of threads) {
    const since = sinceThen(files, thread);
    if (since === "slept") continue;
    if (since === "ended" && threadId === record.pid) return null;
    if (since === "ended") {
      dropThread(files, thread);
      threads.delete(threadId);
    }
    moved.push(thread);
  }
  return moved;
}

interface Found {
  readonly pid: number;
  readonly stat: StatLine;
}

/** Listed only where there are others than those that are kept. Answers how often the new ones were woken. */
function addNewThreads(files: KeptFiles, threads: Map<number, KeptThread>, { pid, stat }: Found): number {
  if (stat.threads === threads.size) return 0;
  const listed = valueOr(files.list(`/proc/${pid}/task`), []).map(Number);
  const added = listed.filter((threadId) => !threads.has(threadId));
  return added.reduce((sum, threadId) => sum + (addThread(files, threads, { pid, threadId }) ?? 0), 0);
}
