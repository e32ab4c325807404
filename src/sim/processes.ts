// SPDX-License-Identifier: MIT
import type { Caller, Signals } from "../machine/doors.ts";
import { type Processes, type ProcessIdentity, type ProcessRecord, TICKS_PER_S } from "../machine/processes.ts";
import { absent, done, failure, value } from "../machine/reading.ts";
import { isStopped, PROGRAMS, type Program, pausedMs, pidOf, statLine, statOf, withHalting } from "./programs.ts";
import type { Runtime } from "./runtime.ts";
import type { World } from "./state.ts";

/** The simulated laptop's programs, in its own time. Of what they do, its physics feels only that they rest. */
export function simulatedProcesses(runtime: Runtime, { uid }: Pick<Caller, "uid">): Processes {
  const look = () => {
    const world = runtime.world();
    const { nowMs, bornMs } = world.state;
    const records = PROGRAMS.map((program) => recordOf(world, program, uid));
    return value({ atMs: Math.max(0, nowMs - bornMs), records, seesAll: true });
  };
  const identify = ({ pid }: Pick<ProcessRecord, "pid">) => {
    const program = programWith(pid);
    return program === undefined ? absent : value<ProcessIdentity>({ ...program, tracerPid: 0 });
  };
  return { open: () => ({ look, identify, close: () => undefined }) };
}

/** Signals that stop its programs and let them go on; none of them ends by one. */
export function simulatedSignals(runtime: Runtime, { uid }: Pick<Caller, "uid">): Signals {
  return {
    send: ({ pid, startTicks }, signal) => {
      const program = programWith(pid);
      if (program === undefined || PROGRAMS.indexOf(program) !== startTicks) return failure(`/proc/${pid}`, "ESRCH");
      if (uid !== 0 && uid !== program.uid) return failure(`/proc/${pid}`, "EPERM");
      const line = statLine(program, signal === "SIGSTOP" ? "T" : "S");
      if (signal !== "SIGTERM") runtime.become(withHalting(runtime.world(), { [statOf(program)]: line }));
      return done;
    },
  };
}

const programWith = (pid: number): Program | undefined => PROGRAMS.find((program) => pidOf(program) === pid);

/** As in /proc, an ordinary user does not see what others read and write. */
function recordOf(world: World, program: Program, uid: number): ProcessRecord {
  const { nowMs, bornMs } = world.state;
  const seconds = Math.max(0, nowMs - bornMs - pausedMs(world, program)) / 1000;
  const pid = pidOf(program);
  const index = PROGRAMS.indexOf(program);
  return {
    ...{ pid, startTicks: index, parentPid: index === 0 ? 0 : 1, name: program.name.slice(0, 15) },
    ...{
      state: isStopped(world, program) ? "T" : "S",
      isKernelThread: program.commandLine.length === 0,
      threads: 1,
      groupId: pid,
      sessionId: pid,
      terminal: 0,
      foregroundGroupId: -1,
    },
    cpuTicks: Math.floor(program.cpu * seconds * TICKS_PER_S),
    childrenTicks: 0,
    wakeups: Math.floor(program.wakeupsPerS * seconds),
    diskBytes: uid === 0 || uid === program.uid ? Math.floor(program.diskBytesPerS * seconds) : null,
  };
}
