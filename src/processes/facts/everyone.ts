// SPDX-License-Identifier: MIT
import type { Machine } from "../../machine/doors.ts";
import type { ProcessIdentity, ProcessRecord, ProcessTable } from "../../machine/processes.ts";
import { valueOr } from "../../machine/reading.ts";
import type { Program } from "./program.ts";

/** A process with what it calls itself and where it belongs. */
export interface Living {
  readonly record: ProcessRecord;
  readonly identity: ProcessIdentity;
}

/** Everything that runs. */
export interface Everyone {
  /** Who has ended while they were read is not in it. */
  readonly byPid: ReadonlyMap<number, Living>;
  /** Whether others' processes are shown, too. */
  readonly seesAll: boolean;
}

/** Reads once what runs; nothing where /proc cannot be read. */
export function everyone({ processes }: Pick<Machine, "processes">): Everyone {
  const table = processes.open();
  try {
    const { records = [], seesAll = false } = valueOr(table.look(), null) ?? {};
    return { byPid: new Map(records.flatMap((record) => living(table, record))), seesAll };
  } finally {
    table.close();
  }
}

function living(table: ProcessTable, record: ProcessRecord): readonly (readonly [number, Living])[] {
  const identity = valueOr(table.identify(record), null);
  return identity === null ? [] : [[record.pid, { record, identity }]];
}

/** The processes of a program: those that it names and that are still the same, and all that live in its cgroup or below it. */
export function membersOf(all: Everyone, { pids, cgroup }: Program): readonly Living[] {
  const starts = new Map(pids.map(({ pid, startTicks }) => [pid, startTicks]));
  return [...all.byPid.values()].filter(
    ({ record, identity }) =>
      starts.get(record.pid) === record.startTicks || (cgroup !== null && isWithin(identity.cgroup, cgroup)),
  );
}

const isWithin = (path: string | null, cgroup: string): boolean => path === cgroup || path?.startsWith(`${cgroup}/`) === true;
