// SPDX-License-Identifier: MIT
import type { Reading } from "./reading.ts";

/** The door to what runs on this machine. */
export interface Processes {
  /** A table of processes that is cheap to look at again and again. Whoever opens it closes it. */
  open(): ProcessTable;
}

export interface ProcessTable {
  /** All processes as they are now; an error where /proc cannot be listed. */
  look(): Reading<ProcessLook>;
  /** What a process calls itself and where it belongs, read afresh; absent where it has ended since it was recorded. */
  identify(process: ProcessKey): Reading<ProcessIdentity>;
  close(): void;
}

export interface ProcessLook {
  /** Milliseconds since boot, time asleep among them, on the clock of start times; what is not recorded was started later, or hidden. */
  readonly atMs: number;
  readonly records: readonly ProcessRecord[];
  /** Whether others' processes are shown, too (mount option `hidepid`). */
  readonly seesAll: boolean;
}

/**
 * What the kernel counts for one process. While it has not run, every look answers the very same object. Unknown is null:
 * I/O of other users' processes may not be read.
 */
export interface ProcessRecord {
  readonly pid: number;
  /** Clock ticks from boot to its start. A pid is handed out again; pid and start together are not. */
  readonly startTicks: number;
  readonly parentPid: number;
  /** At most 15 bytes of the program's name; any characters but NUL. */
  readonly name: string;
  /** One letter, as in proc_pid_stat(5): R, S, D, Z ... */
  readonly state: string;
  readonly isKernelThread: boolean;
  /** How many threads it has. */
  readonly threads: number;
  readonly groupId: number;
  readonly sessionId: number;
  /** The controlling terminal's device number; 0 for none. */
  readonly terminal: number;
  /** The process group in that terminal's foreground; -1 for none. */
  readonly foregroundGroupId: number;
  /** CPU time of its own threads, those that have ended among them. */
  readonly cpuTicks: number;
  /** CPU time of its children that have ended and been waited for, with theirs. */
  readonly childrenTicks: number;
  /** How often its threads went to sleep and were woken (voluntary context switches); of threads that ended unseen, nothing. */
  readonly wakeups: number | null;
  /** Read from and written to disks, by its children that were waited for, too. */
  readonly diskBytes: number | null;
}

/** A process that cannot be mistaken for another one with its pid. */
export type ProcessKey = Pick<ProcessRecord, "pid" | "startTicks">;

export interface ProcessIdentity {
  readonly uid: number | null;
  /** Its path in the unified hierarchy, or in systemd's own on older systems; null where there is none. */
  readonly cgroup: string | null;
  /** The arguments, or the title that it gave itself; empty for kernel threads. At most 4 KiB. */
  readonly commandLine: readonly string[];
  /** The pid of whoever traces it (a debugger); 0 for nobody. */
  readonly tracerPid: number | null;
}

/** USER_HZ: what the kernel calls a clock tick towards programs, whatever its own timer does. */
export const TICKS_PER_S = 100;

/** When a process was started, on the clock of `ProcessLook.atMs`; rounded down to a tick. */
export const startMs = ({ startTicks }: Pick<ProcessRecord, "startTicks">): number => (startTicks * 1000) / TICKS_PER_S;
