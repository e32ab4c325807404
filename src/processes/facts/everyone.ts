// SPDX-License-Identifier: MIT
import type { Machine } from "../../machine/doors.ts";
import type { ProcessIdentity, ProcessRecord } from "../../machine/processes.ts";
import { valueOr } from "../../machine/reading.ts";
import type { Program } from "./program.ts";

/** A process with what it calls itself and where it belongs. */
export interface Living {
  readonly record: ProcessRecord;
  readonly identity: ProcessIdentity;
}

/** Everything that runs, by pid. Who has ended while it was read is not in it. */
export type Everyone = ReadonlyMap<number, Living>;

/** Reads once what runs; nothing where /proc cannot be read. */
export function everyone({ processes }: Pick<Machine, "processes">): Everyone {
  const table = processes.open();
  try {
    const records = valueOr(table.look(), null)?.records ?? [];
    return new Map(
      records.flatMap((record) => {
        const identity = valueOr(table.identify(record), null);
        return identity === null ? [] : [[record.pid, { record, identity }] as const];
      }),
    );
  } finally {
    table.close();
  }
}

/** The processes of a program: those that it names and that are still the same, and all that live in its cgroup or below it. */
export function membersOf(all: Everyone, { pids, cgroup }: Program): readonly Living[] {
  const starts = new Map(pids.map(({ pid, startTicks }) => [pid, startTicks]));
  return [...all.values()].filter(
    ({ record, identity }) =>
      starts.get(record.pid) === record.startTicks || (cgroup !== null && isWithin(identity.cgroup, cgroup)),
  );
}

const isWithin = (path: string | null, cgroup: string): boolean => path === cgroup || path?.startsWith(`${cgroup}/`) === true;
