// SPDX-License-Identifier: MIT
import type { Signals } from "./doors.ts";
import { describe, kernelFiles } from "./files.ts";
import { parseStat } from "./proc-parsing.ts";
import type { ProcessKey } from "./processes.ts";
import { done, failure, valueOr, type Writing } from "./reading.ts";

/** How a signal leaves us, and whose pid it is; other acts than the real ones stand in for them in tests. */
export interface SignalSteps {
  kill(pid: number, signal: NodeJS.Signals): void;
  /** The tick at which the process with that pid was started; null where there is none. */
  startTicks(pid: number): number | null;
}

/**
 * Signals to the processes of this machine. Below another root there is nobody: the pids there are not ours. A pid may change hands
 * between the look and the signal, so it is looked at again: a stranger that was stopped in its place goes on at once.
 */
export function processSignals(root: string, steps: SignalSteps = signalSteps(root)): Signals {
  const isStill = ({ pid, startTicks }: ProcessKey): boolean => steps.startTicks(pid) === startTicks;
  return {
    send: (process, signal) => {
      const where = `/proc/${process.pid}`;
      if (root !== "/") return failure(where, "EPERM");
      if (!isAimable(process) || !isStill(process)) return failure(where, "ESRCH");
      const sent = sendTo(steps, process.pid, signal);
      // One that has ended by it is done.
      if (sent.kind === "error" || signal === "SIGTERM" || isStill(process)) return sent;
      if (signal === "SIGSTOP") sendTo(steps, process.pid, "SIGCONT");
      return failure(where, "ESRCH");
    },
  };
}

/** kill(2) takes 0 and less for whole groups, and 1 is init. */
const isAimable = ({ pid }: ProcessKey): boolean => Number.isSafeInteger(pid) && pid > 1;

function sendTo({ kill }: SignalSteps, pid: number, signal: NodeJS.Signals): Writing {
  try {
    kill(pid, signal);
    return done;
  } catch (error) {
    return describe(`/proc/${pid}`, error);
  }
}

function signalSteps(root: string): SignalSteps {
  const files = kernelFiles(root);
  return {
    kill: (pid, signal) => void process.kill(pid, signal),
    startTicks: (pid) => {
      const stat = Buffer.from(valueOr(files.read(`/proc/${pid}/stat`), ""));
      return parseStat(stat, stat.length)?.startTicks ?? null;
    },
  };
}
