// SPDX-License-Identifier: MIT
import type { KeptFile, KeptFiles } from "./kept-files.ts";
import { dropThread, type KeptThread, keepThread, sinceThen, wakeupsSince } from "./kept-thread.ts";
import { parseDiskBytes, parseStat, type StatLine } from "./proc-parsing.ts";
import type { ProcessRecord } from "./processes.ts";
import { valueOr } from "./reading.ts";

/** A process that was seen before, with the files by which it is seen again. */
export interface KeptProcess {
  readonly stat: KeptFile;
  readonly io: KeptFile;
  threads: readonly KeptThread[];
  record: ProcessRecord;
}

/**
 * A process seen for the first time; null where it has ended meanwhile, or the id is a thread's. Only what tells whether it runs
 * stays open.
 */
export function keepProcess(files: KeptFiles, pid: number): KeptProcess | null {
  const own = keepThread(files, { pid, threadId: pid });
  const length = files.readOnce(`/proc/${pid}/stat`);
  const stat = length === null ? null : parseStat(files.bytes, length);
  // /proc answers for a thread's id, too, though it lists processes only.
  if (stat === null || (own.processId ?? pid) !== pid) {
    dropThread(files, own);
    return null;
  }
  const others = newThreads(files, [own], { pid, stat });
  const wakeups = own.wakeups === null ? null : own.wakeups + wakeupsOf(others);
  const record = recordOf(stat, { pid, wakeups, diskBytes: readDisk(files, pid) });
  return { stat: fileOf(`/proc/${pid}/stat`), io: fileOf(`/proc/${pid}/io`), threads: [own, ...others], record };
}

/**
 * The process as it is now; null where it has ended, or another one has its pid. For one that has not run this reads one
 * number a thread, and answers the record that there was: nothing else of it can have changed.
 */
export function lookAgain(files: KeptFiles, kept: KeptProcess): ProcessRecord | null {
  const moved = threadsThatRan(files, kept);
  if (moved === null) return null;
  if (moved.length === 0) return kept.record;
  const { record } = kept;
  const length = files.read(kept.stat);
  const stat = length === null ? null : parseStat(files.bytes, length);
  if (stat === null || stat.startTicks !== record.startTicks) return null;
  const added = newThreads(files, kept.threads, { pid: record.pid, stat });
  const wakeups = record.wakeups === null ? null : record.wakeups + wakeupsSince(files, moved) + wakeupsOf(added);
  if (added.length > 0) kept.threads = [...kept.threads, ...added];
  kept.record = recordOf(stat, { pid: record.pid, wakeups, diskBytes: readDiskAgain(files, kept) });
  return kept.record;
}

/** Closes all that is open of it. */
export function dropProcess(files: KeptFiles, { stat, io, threads }: KeptProcess): void {
  for (const file of [stat, io]) files.close(file);
  for (const thread of threads) dropThread(files, thread);
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

const NONE: readonly KeptThread[] = [];

/**
 * Those that have run since; null where the process itself has ended. Threads that have ended are forgotten, and count as a move.
 * Most have slept, and for them nothing is made that would have to be cleared away.
 */
function threadsThatRan(files: KeptFiles, kept: KeptProcess): readonly KeptThread[] | null {
  let moved = NONE;
  let ended = NONE;
  for (const thread of kept.threads) {
    const since = sinceThen(files, thread);
    if (since === "slept") continue;
    moved = [...moved, thread];
    if (since === "ended") ended = [...ended, thread];
  }
  if (ended.length > 0) kept.threads = kept.threads.filter((thread) => !ended.includes(thread));
  for (const thread of ended) dropThread(files, thread);
  return ended.some(({ threadId }) => threadId === kept.record.pid) ? null : moved;
}

interface Found {
  readonly pid: number;
  readonly stat: StatLine;
}

/** Listed only where there are others than those that are kept. */
function newThreads(files: KeptFiles, known: readonly KeptThread[], { pid, stat }: Found): readonly KeptThread[] {
  if (stat.threads === known.length) return NONE;
  const ids = new Set(known.map(({ threadId }) => threadId));
  const listed = valueOr(files.list(`/proc/${pid}/task`), []).map(Number);
  return listed.filter((threadId) => !ids.has(threadId)).map((threadId) => keepThread(files, { pid, threadId }));
}

const wakeupsOf = (threads: readonly KeptThread[]): number => threads.reduce((sum, { wakeups }) => sum + (wakeups ?? 0), 0);
