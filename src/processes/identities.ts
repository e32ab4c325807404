// SPDX-License-Identifier: MIT
import { type ProcessIdentity, type ProcessLook, type ProcessRecord, type ProcessTable, startMs } from "../machine/processes.ts";
import { valueOr } from "../machine/reading.ts";

/** Who the processes of a look are, in its order; null for the kernel's own, and for one that has ended since. */
export type Identities = (look: ProcessLook) => readonly (ProcessIdentity | null)[];

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
    const found = records.map((process) => {
      const before = known.get(process.pid);
      const now = before !== undefined && isSame(before, process) ? before : identify(table, process, atMs);
      if (now !== null) kept.set(process.pid, now);
      return now?.identity ?? null;
    });
    known = kept;
    return found;
  };
}

interface Known {
  readonly process: ProcessRecord;
  readonly identity: ProcessIdentity;
  readonly isSettled: boolean;
}

/** One that has not run since has the same record. */
const isSame = ({ process, isSettled }: Known, now: ProcessRecord): boolean =>
  process === now || (isSettled && process.startTicks === now.startTicks && process.name === now.name);

function identify(table: ProcessTable, process: ProcessRecord, atMs: number): Known | null {
  if (process.isKernelThread) return null;
  const identity = valueOr(table.identify(process), null);
  return identity === null ? null : { process, identity, isSettled: atMs - startMs(process) >= SETTLED_MS };
}
