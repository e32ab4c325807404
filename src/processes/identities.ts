// SPDX-License-Identifier: MIT
import { type ProcessLook, type ProcessRecord, type ProcessTable, startMs } from "../machine/processes.ts";
import { valueOr } from "../machine/reading.ts";
import { programName } from "./program-name.ts";

/** What a process is called in full, and where it belongs. */
export interface Identity {
  readonly program: string;
  readonly cgroup: string | null;
}

/** Who the processes of a look are, in its order. The kernel's own, and one that has ended since, are known by their name only. */
export type Identities = (look: ProcessLook) => readonly Identity[];

/** Desktops start a program first and give it a cgroup of its own a moment later. */
const SETTLED_MS = 10_000;

/**
 * Identities that are read once: a program stays what it is until it runs another, which changes its name, and once it has settled
 * it stays where it is. Those of the dead are forgotten with the next look.
 */
export function identities(table: ProcessTable): Identities {
  let known = new Map<number, Known>();
  return ({ atMs, records }) => {
    const kept = new Map<number, Known>();
    for (const process of records) {
      const before = known.get(process.pid);
      kept.set(process.pid, before !== undefined && isSame(before, process) ? before : identify(table, process, atMs));
    }
    known = kept;
    return [...kept.values()];
  };
}

interface Known extends Identity {
  readonly process: ProcessRecord;
  readonly isSettled: boolean;
}

/** One that has not run since has the same record. */
const isSame = ({ process, isSettled }: Known, now: ProcessRecord): boolean =>
  process === now || (isSettled && process.startTicks === now.startTicks && process.name === now.name);

function identify(table: ProcessTable, process: ProcessRecord, atMs: number): Known {
  const identity = process.isKernelThread ? null : valueOr(table.identify(process), null);
  return {
    process,
    program: programName(process.name, identity?.commandLine ?? []),
    cgroup: identity?.cgroup ?? null,
    isSettled: process.isKernelThread || (identity !== null && atMs - startMs(process) >= SETTLED_MS),
  };
}
