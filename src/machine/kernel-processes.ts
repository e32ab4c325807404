// SPDX-License-Identifier: MIT
import { type KeptFiles, keptFiles, type ProcSteps, procSteps } from "./kept-files.ts";
import { dropProcess, type KeptProcess, keepProcess, lookAgain } from "./kept-process.ts";
import { type PidFinder, pidFinder } from "./new-pids.ts";
import { parseCgroup, parseStat, parseTracer, parseUid } from "./proc-parsing.ts";
import type { Processes, ProcessIdentity, ProcessLook, ProcessRecord, ProcessTable } from "./processes.ts";
import { absent, failure, type Reading, value } from "./reading.ts";

/** Half of this many stay free for others; where the limit cannot be read, it is taken for what old systems give at least. */
const USUAL_LIMIT = 1024;

const LONGEST_COMMAND_LINE_BYTES = 4096;

/** What runs on this machine, from /proc below a root; other acts than the real ones stand in for it in tests. */
export function kernelProcesses(root: string, steps: ProcSteps = procSteps(root)): Processes {
  return { open: () => processTable(steps) };
}

function processTable(steps: ProcSteps): ProcessTable {
  const files = keptFiles(steps, Math.floor(descriptorLimit(steps) / 2));
  const kept = new Map<number, KeptProcess>();
  const findPids = pidFinder(files);
  return {
    look: () => look(files, kept, findPids),
    identify: (process) => identify(files, process),
    close: () => {
      for (const process of kept.values()) dropProcess(files, process);
      kept.clear();
    },
  };
}

/** Node raises its own limit of open files as far as it may. */
function descriptorLimit(steps: ProcSteps): number {
  const text = textOf(keptFiles(steps, 0), "/proc/self/limits") ?? "";
  const limit = Number(/^Max open files\s+(\d+)/mu.exec(text)?.[1] ?? USUAL_LIMIT);
  return Number.isSafeInteger(limit) ? limit : USUAL_LIMIT;
}

function look(files: KeptFiles, kept: Map<number, KeptProcess>, findPids: PidFinder): Reading<ProcessLook> {
  // Read before the pids: what is not found is younger than this.
  const atMs = uptimeMs(files);
  const found = findPids(kept.size);
  if (found.kind !== "value") return found;
  if (atMs === null) return failure("/proc/uptime", "EIO");
  const { pids, isAll } = found.value;
  if (isAll) forgetOthers(files, kept, new Set(pids));
  return value({ atMs, records: recordsOf(files, kept, pids), seesAll: kept.has(1) });
}

/** Of the dead nothing stays open. */
function forgetOthers(files: KeptFiles, kept: Map<number, KeptProcess>, living: ReadonlySet<number>): void {
  for (const [pid, process] of kept) if (!living.has(pid)) forget(files, kept, { pid, process });
}

/** Of all that are kept, and of those at the pids. */
function recordsOf(files: KeptFiles, kept: Map<number, KeptProcess>, pids: readonly number[]): readonly ProcessRecord[] {
  const fresh = pids.filter((pid) => !kept.has(pid));
  return [...kept.keys(), ...fresh].map((pid) => recordOf(files, kept, pid)).filter((record) => record !== null);
}

/** A pid whose process has ended may have a new owner already. */
function recordOf(files: KeptFiles, kept: Map<number, KeptProcess>, pid: number): ProcessRecord | null {
  const before = kept.get(pid);
  const again = before === undefined ? null : lookAgain(files, before);
  if (again !== null) return again;
  if (before !== undefined) forget(files, kept, { pid, process: before });
  const process = keepProcess(files, pid);
  if (process === null) return null;
  kept.set(pid, process);
  return process.record;
}

function forget(
  files: KeptFiles,
  kept: Map<number, KeptProcess>,
  { pid, process }: { readonly pid: number; readonly process: KeptProcess },
): void {
  dropProcess(files, process);
  kept.delete(pid);
}

function uptimeMs(files: KeptFiles): number | null {
  const seconds = Number.parseFloat(textOf(files, "/proc/uptime") ?? "");
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) : null;
}

/** The start is read last: what was read before it belongs to the process that still has the pid. */
function identify(files: KeptFiles, { pid, startTicks }: Pick<ProcessRecord, "pid" | "startTicks">): Reading<ProcessIdentity> {
  const status = files.readOnce(`/proc/${pid}/status`);
  const uid = status === null ? null : parseUid(files.bytes, status);
  const tracerPid = status === null ? null : parseTracer(files.bytes, status);
  const cgroup = textOf(files, `/proc/${pid}/cgroup`);
  const commandLine = textOf(files, `/proc/${pid}/cmdline`) ?? "";
  const length = files.readOnce(`/proc/${pid}/stat`);
  const stat = length === null ? null : parseStat(files.bytes, length);
  if (stat?.startTicks !== startTicks) return absent;
  return value({ uid, cgroup: cgroup === null ? null : parseCgroup(cgroup), commandLine: argumentsOf(commandLine), tracerPid });
}

/** Titles that a process gives itself end in many zero bytes. */
const argumentsOf = (text: string): readonly string[] => {
  const trimmed = text.replace(/\0+$/u, "");
  return trimmed === "" ? [] : trimmed.split("\0");
};

function textOf(files: KeptFiles, path: string): string | null {
  const length = files.readOnce(path);
  return length === null ? null : files.bytes.toString("utf8", 0, Math.min(length, LONGEST_COMMAND_LINE_BYTES));
}
