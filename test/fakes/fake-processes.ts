// SPDX-License-Identifier: MIT
import type { Processes, ProcessIdentity, ProcessLook, ProcessRecord } from "../../src/machine/processes.ts";
import { absent, failure, type Reading, value } from "../../src/machine/reading.ts";

/** A machine whose /proc cannot be read. */
export const noProcesses: Processes = {
  open: () => ({ look: () => failure("/proc", "EACCES"), identify: () => absent, close: () => undefined }),
};

export interface FakeProcesses extends Processes {
  /** How many tables are open. */
  readonly opened: number;
}

/** These looks one after the other, the last again and again; identities by pid. */
export function fakeProcesses(
  looks: readonly ProcessLook[],
  identities: Readonly<Record<number, Partial<ProcessIdentity>>> = {},
): FakeProcesses {
  let opened = 0;
  const left = [...looks];
  const look = (): Reading<ProcessLook> => {
    const next = left.length > 1 ? left.shift() : left[0];
    return next === undefined ? failure("/proc", "EACCES") : value(next);
  };
  const identify = ({ pid }: Pick<ProcessRecord, "pid">): Reading<ProcessIdentity> => {
    const identity = identities[pid];
    return identity === undefined ? absent : value({ uid: 1000, cgroup: null, commandLine: [], tracerPid: 0, ...identity });
  };
  return {
    get opened() {
      return opened;
    },
    open: () => {
      opened += 1;
      return {
        look,
        identify,
        close: () => {
          opened -= 1;
        },
      };
    },
  };
}

/** A process that has slept since it was started. */
export const record = (it: Partial<ProcessRecord> & Pick<ProcessRecord, "pid">): ProcessRecord => ({
  ...{ startTicks: it.pid, parentPid: 1, name: `program-${it.pid}`, state: "S", isKernelThread: false, threads: 1 },
  ...{ groupId: it.pid, sessionId: it.pid, terminal: 0, foregroundGroupId: -1 },
  ...{ cpuTicks: 0, childrenTicks: 0, wakeups: 0, diskBytes: 0 },
  ...it,
});
