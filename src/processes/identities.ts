// SPDX-License-Identifier: MIT
import { type ProcessIdentity, type ProcessLook, type ProcessRecord, type ProcessTable, startMs } from "../machine/processes.ts";
import { valueOr } from "../machine/reading.ts";
import { type Application, applicationOf } from "./application.ts";
import { programName } from "./program-name.ts";

/** What a process is called in full, and where it belongs. */
export interface Identity {
  readonly program: string;
  readonly application: Application;
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
  const known = new Map<number, Known>();
  return ({ atMs, records }) => {
    const who = records.map((process) => {
      const before = known.get(process.pid);
      if (before !== undefined && isSame(before, process)) return before;
      const now = identify(table, process, atMs);
      known.set(process.pid, now);
      return now;
    });
    if (known.size > records.length) forgetOthers(known, records);
    return who;
  };
}

function forgetOthers(known: Map<number, Known>, records: readonly ProcessRecord[]): void {
  const living = new Set(records.map(({ pid }) => pid));
  for (const pid of known.keys()) if (!living.has(pid)) known.delete(pid);
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
  const who = identity === null ? knownByName(process) : identityOf(process, identity);
  return { ...who, process, isSettled: process.isKernelThread || (identity !== null && atMs - startMs(process) >= SETTLED_MS) };
}

function identityOf({ name, isKernelThread }: ProcessRecord, { commandLine, cgroup }: ProcessIdentity): Identity {
  const program = programName(name, commandLine);
  return { program, application: applicationOf({ cgroup, isKernelThread, program }) };
}

/** The identity of one of which no more could be read. */
export const knownByName = ({ name, isKernelThread }: ProcessRecord): Identity => ({
  program: name,
  application: applicationOf({ cgroup: null, isKernelThread, program: name }),
});
