// SPDX-License-Identifier: MIT
import type { Caller } from "../machine/doors.ts";
import { type Processes, type ProcessIdentity, type ProcessRecord, TICKS_PER_S } from "../machine/processes.ts";
import { absent, value } from "../machine/reading.ts";
import type { Runtime } from "./runtime.ts";

/** A make-believe program: it uses the same of everything all the time. */
interface Program {
  readonly name: string;
  readonly uid: number;
  readonly cgroup: string;
  readonly commandLine: readonly string[];
  /** Share of one CPU, 0 to 1. */
  readonly cpu: number;
  readonly wakeupsPerS: number;
  readonly diskBytesPerS: number;
  /** It is a client of the compositor. */
  readonly hasWindow?: true;
}

const USER = "/user.slice/user-1000.slice/user@1000.service";

const quiet = { uid: 1000, cpu: 0, wakeupsPerS: 0, diskBytesPerS: 0 };
const system = { ...quiet, uid: 0 };

/** The first is process 1; the others follow in order. */
const PROGRAMS: readonly Program[] = [
  { ...system, name: "systemd", cgroup: "/init.scope", commandLine: ["/sbin/init"] },
  { ...system, name: "kworker/0:1", cgroup: "/", commandLine: [], cpu: 0.002, wakeupsPerS: 14 },
  {
    ...{ ...system, name: "NetworkManager", cgroup: "/system.slice/NetworkManager.service" },
    ...{ commandLine: ["/usr/sbin/NetworkManager", "--no-daemon"], wakeupsPerS: 1 },
  },
  {
    ...{ ...quiet, name: "gnome-shell", cgroup: `${USER}/session.slice/org.gnome.Shell@wayland.service` },
    ...{ commandLine: ["/usr/bin/gnome-shell"], cpu: 0.03, wakeupsPerS: 62 },
  },
  {
    ...{ ...quiet, name: "firefox", cgroup: `${USER}/app.slice/app-gnome-firefox-2101.scope` },
    ...{ commandLine: ["/usr/lib/firefox/firefox"], cpu: 0.05, wakeupsPerS: 130, diskBytesPerS: 40_000, hasWindow: true },
  },
  {
    ...{ ...quiet, name: "Web Content", cgroup: `${USER}/app.slice/app-gnome-firefox-2101.scope` },
    ...{ commandLine: ["/usr/lib/firefox/firefox", "-contentproc"], cpu: 0.04, wakeupsPerS: 90 },
  },
  {
    ...{ ...quiet, name: "tracker-miner-fs-3", cgroup: `${USER}/background.slice/tracker-miner-fs-3.service` },
    ...{ commandLine: ["/usr/libexec/tracker-miner-fs-3"], cpu: 0.06, wakeupsPerS: 20, diskBytesPerS: 900_000 },
  },
  {
    ...{ ...quiet, name: "syncthing", cgroup: `${USER}/app.slice/syncthing.service` },
    ...{ commandLine: ["/usr/bin/syncthing", "serve"], cpu: 0.02, wakeupsPerS: 45, diskBytesPerS: 200_000 },
  },
  {
    ...{ ...quiet, name: "bash", cgroup: `${USER}/app.slice/app-org.gnome.Terminal.slice/vte-spawn-1.scope` },
    ...{ commandLine: ["bash"] },
  },
];

/** The simulated laptop's programs, in its own time. What they do is not felt by its physics. */
export function simulatedProcesses(runtime: Runtime, { uid }: Pick<Caller, "uid">): Processes {
  const look = () => {
    const { state } = runtime.world();
    const atMs = Math.max(0, state.nowMs - state.bornMs);
    const records = PROGRAMS.map((program, index) => recordOf(program, { index, atMs, uid }));
    return value({ atMs, records, seesAll: true });
  };
  const identify = ({ pid }: Pick<ProcessRecord, "pid">) => {
    const program = PROGRAMS.find((_, index) => pidOf(index) === pid);
    return program === undefined ? absent : value<ProcessIdentity>({ ...program, tracerPid: 0 });
  };
  return { open: () => ({ look, identify, close: () => undefined }) };
}

/** Those with a window. */
export const WINDOWED_PIDS: readonly number[] = PROGRAMS.flatMap(({ hasWindow }, index) => (hasWindow ? [pidOf(index)] : []));

function pidOf(index: number): number {
  return index === 0 ? 1 : 100 + index;
}

interface Moment {
  readonly index: number;
  readonly atMs: number;
  readonly uid: number;
}

/** As in /proc, an ordinary user does not see what others read and write. */
function recordOf(program: Program, { index, atMs, uid }: Moment): ProcessRecord {
  const seconds = atMs / 1000;
  const pid = pidOf(index);
  return {
    ...{ pid, startTicks: index, parentPid: index === 0 ? 0 : 1, name: program.name.slice(0, 15), state: "S" },
    ...{
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
