// SPDX-License-Identifier: MIT
import type { KeptFile, KeptFiles } from "./kept-files.ts";
import { parseProcessId, parseRunTime, parseWakeups } from "./proc-parsing.ts";

/** One thread of a process that is looked at again and again: the kernel counts context switches by thread only. */
export interface KeptThread {
  readonly threadId: number;
  /** Null where the kernel has none (CONFIG_SCHED_INFO): then the thread may always have run. */
  readonly schedstat: KeptFile | null;
  readonly status: KeptFile;
  /** Whose thread it is; null where its status may not be read. */
  readonly processId: number | null;
  runNs: number | null;
  wakeups: number | null;
}

/** A thread seen for the first time; its `wakeups` are those so far, null where they are unknown. */
export function keepThread(files: KeptFiles, { pid, threadId }: { readonly pid: number; readonly threadId: number }): KeptThread {
  const folder = threadId === pid ? `/proc/${pid}` : `/proc/${pid}/task/${threadId}`;
  const schedstat: KeptFile = { path: `${folder}/schedstat`, descriptor: null };
  const length = files.read(schedstat);
  const runNs = length === null ? null : parseRunTime(files.bytes, length);
  const status: KeptFile = { path: `${folder}/status`, descriptor: null };
  const statusLength = files.readOnce(status.path);
  const wakeups = statusLength === null ? null : parseWakeups(files.bytes, statusLength);
  const processId = statusLength === null ? null : parseProcessId(files.bytes, statusLength);
  return { threadId, schedstat: length === null ? null : schedstat, status, processId, runNs, wakeups };
}

/** What a thread has done since the last look. */
export function sinceThen(files: KeptFiles, thread: KeptThread): "slept" | "ran" | "ended" {
  if (thread.schedstat === null) return "ran";
  const length = files.read(thread.schedstat);
  if (length === null) return "ended";
  const runNs = parseRunTime(files.bytes, length);
  if (runNs !== null && runNs === thread.runNs) return "slept";
  thread.runNs = runNs;
  return "ran";
}

/** How often these threads were woken since the last look; those that have ended meanwhile take theirs with them. */
export function wakeupsSince(files: KeptFiles, moved: readonly KeptThread[]): number {
  let sum = 0;
  for (const thread of moved) {
    const length = files.read(thread.status);
    const wakeups = length === null ? null : parseWakeups(files.bytes, length);
    if (wakeups === null) continue;
    sum += Math.max(0, wakeups - (thread.wakeups ?? 0));
    thread.wakeups = wakeups;
  }
  return sum;
}

export function dropThread(files: KeptFiles, { schedstat, status }: KeptThread): void {
  if (schedstat !== null) files.close(schedstat);
  files.close(status);
}
