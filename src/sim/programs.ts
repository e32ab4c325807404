// SPDX-License-Identifier: MIT
import { type SimState, textOf, type World, withMemory, withValues } from "./state.ts";

/** A make-believe program: it uses the same of everything all the time, unless it is slowed or stands still. */
export interface Program {
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
export const PROGRAMS: readonly Program[] = [
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
    ...{ ...quiet, name: "tracker-miner-fs-3", cgroup: `${USER}/background.slice/localsearch-3.service` },
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
  {
    ...{ ...quiet, name: "fold-proteins", cgroup: "/user.slice/user-1000.slice/session-2.scope" },
    ...{ commandLine: ["/usr/local/bin/fold-proteins"], cpu: 0.25, wakeupsPerS: 3 },
  },
  {
    ...{ ...system, name: "camera-archive", cgroup: "/system.slice/camera-archive.service" },
    ...{ commandLine: ["/usr/local/bin/camera-archive"], cpu: 0.3, wakeupsPerS: 5 },
  },
];

export function pidOf(program: Program): number {
  const index = PROGRAMS.indexOf(program);
  return index === 0 ? 1 : 100 + index;
}

/** Those with a window. */
export const WINDOWED_PIDS: readonly number[] = PROGRAMS.flatMap((program) => (program.hasWindow ? [pidOf(program)] : []));

/** Which manager has the unit that a program's control group ends in, and its name; undefined where it has none of its own. */
export function unitOf({ cgroup }: Program): { readonly manager: string; readonly name: string } | undefined {
  const name = cgroup.slice(cgroup.lastIndexOf("/") + 1);
  if (!/\.(?:service|scope)$/u.test(name) || /^(?:session|vte-spawn)-/u.test(name)) return undefined;
  return { manager: cgroup.startsWith(USER) ? "systemd-user" : "systemd", name };
}

export const freezerOf = ({ cgroup }: Program): string => `/sys/fs/cgroup${cgroup}/cgroup.freeze`;

export const statOf = (program: Program): string => `/proc/${pidOf(program)}/stat`;

/** The line of proc_pid_stat(5) for one in this state (S, T). */
export function statLine(program: Program, state: string): string {
  const pid = pidOf(program);
  const parent = pid === 1 ? 0 : 1;
  const flags = program.commandLine.length === 0 ? 0x00200000 : 0x00400000;
  const numbers = [parent, pid, pid, 0, -1, flags, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 1, 0, PROGRAMS.indexOf(program), 4096, 9];
  return `${pid} (${program.name.slice(0, 15)}) ${state} ${numbers.join(" ")}`;
}

export const isStopped = (world: World, program: Program): boolean =>
  / T \d/u.test(textOf(world, statOf(program)) ?? "") || textOf(world, freezerOf(program)) === "1";

/** How long it has stood still so far, in milliseconds. */
export function pausedMs({ state }: World, program: Program): number {
  const [sumMs = 0, sinceMs] = (state.memory[pauseKey(program)] ?? "0").split(" ").map(Number);
  return sumMs + (sinceMs === undefined ? 0 : state.nowMs - sinceMs);
}

const pauseKey = (program: Program): string => `paused ${pidOf(program)}`;

/** The machine with these files as they are now, and with the time at which programs were halted or went on. */
export function withHalting(before: World, values: Readonly<Record<string, string>>): SimState {
  const after: World = { model: before.model, state: withValues(before.state, values) };
  const turned = PROGRAMS.filter((program) => isStopped(before, program) !== isStopped(after, program));
  const notes = turned.map((program) => {
    const sumMs = pausedMs(before, program);
    return [pauseKey(program), isStopped(after, program) ? `${sumMs} ${after.state.nowMs}` : String(sumMs)];
  });
  return withMemory(after.state, Object.fromEntries(notes));
}

/** What a whole CPU draws at work, beside what the model counts for its usual load. */
const CPU_W = 4;

/** What is saved while programs are slowed or stand still. */
export const restedW = (world: World): number =>
  PROGRAMS.reduce((sum, program) => sum + (program.cpu - cpuNow(world, program)) * CPU_W, 0);

function cpuNow(world: World, program: Program): number {
  if (isStopped(world, program)) return 0;
  const unit = unitOf(program);
  return unit === undefined ? program.cpu : Math.min(program.cpu, quotaOf(world, `${unit.manager} ${unit.name}`));
}

/** systemd's largest number: nothing is set. */
const UNSET = String(2n ** 64n - 1n);

/** CPUWeight and CPUQuotaPerSecUSec of a unit, as they are set until the next boot. */
export function shareOf({ state }: World, unit: string): { readonly weight: string; readonly quota: string } {
  const [weight = UNSET, quota = UNSET] = state.memory[`share ${unit}`]?.split(" ") ?? [];
  return { weight, quota };
}

export const withShare = (state: SimState, unit: string, { weight, quota }: ReturnType<typeof shareOf>): SimState =>
  withMemory(state, { [`share ${unit}`]: `${weight} ${quota}` });

const quotaOf = (world: World, unit: string): number => {
  const { quota } = shareOf(world, unit);
  return quota === UNSET ? Number.POSITIVE_INFINITY : Number(quota) / 1_000_000;
};

/** Each program that stands still, and each unit whose share of the CPU is set, for a comparison. */
export function programTexts(world: World): Record<string, string> {
  const stopped = PROGRAMS.filter((program) => isStopped(world, program)).map(({ name }) => [`process ${name}`, "stopped"]);
  const units = PROGRAMS.flatMap((program) => unitOf(program) ?? []).map(({ manager, name }) => `${manager} ${name}`);
  const shares = units.map((unit) => ({ unit, ...shareOf(world, unit) }));
  const set = shares.filter(({ weight, quota }) => weight !== UNSET || quota !== UNSET);
  return Object.fromEntries([...stopped, ...set.map(({ unit, weight, quota }) => [`${unit} CPU`, `${weight} ${quota}`])]);
}
