// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { applicationOf } from "../application.ts";
import type { Everyone, Living } from "../facts/everyone.ts";
import { namesOf } from "../facts/names.ts";
import type { InstalledProgram } from "./find-program.ts";

/** The processes of a program that runs now: by its desktop file's id, by its file, or by its name. */
export const instancesOf = (files: Files, all: Everyone, program: InstalledProgram): readonly Living[] =>
  [...all.byPid.values()].filter((one) => isOf(files, one, program));

function isOf(files: Files, living: Living, { path, command, desktopId }: InstalledProgram): boolean {
  const { record, identity } = living;
  if (record.isKernelThread) return false;
  const place = { cgroup: identity.cgroup, isKernelThread: false, program: record.name };
  if (desktopId !== null && applicationOf(place).desktopId === desktopId) return true;
  return valueOr(files.link(`/proc/${record.pid}/exe`), "") === path || namesOf(files, living).includes(command);
}

/** So many are kept of a program; a browser has some hundreds. */
const MOST_FILES = 800;

/**
 * The files that it has mapped or holds open to read: program code first, then data. What it writes, what lies in memory only and what is
 * deleted is left out. Nothing where the caller may not look (another user's program).
 */
export function filesOf(files: Files, processes: readonly Living[]): readonly string[] {
  const pids = processes.map(({ record }) => record.pid);
  const mapped = pids.flatMap((pid) => mappedBy(files, pid));
  const code = mapped.filter(({ runs }) => runs);
  const paths = [...code, ...mapped].map(({ path }) => path);
  return [...new Set([...paths, ...pids.flatMap((pid) => heldOpen(files, pid))])].filter(isOnDisk).slice(0, MOST_FILES);
}

interface Mapping {
  readonly path: string;
  /** It is code. */
  readonly runs: boolean;
}

/** "7f0c-7f0d r-xp 00000000 fe:00 4711    /usr/lib/libc.so.6" (proc_pid_maps(5)). */
const mappedBy = (files: Files, pid: number): readonly Mapping[] =>
  [...valueOr(files.read(`/proc/${pid}/maps`), "").matchAll(/^\S+ (\S{4}) \S+ \S+ \d+ +(\/.*)$/gmu)].map(
    ([, rights = "", path = ""]) => ({ path, runs: rights[2] === "x" }),
  );

function heldOpen(files: Files, pid: number): readonly string[] {
  const numbers = valueOr(files.list(`/proc/${pid}/fd`), []).filter((number) => isReadOnly(files, pid, number));
  return numbers.map((number) => valueOr(files.link(`/proc/${pid}/fd/${number}`), "")).filter((path) => path.startsWith("/"));
}

/** The last octal digit of its flags has the way it was opened: 0 to read (open(2)). */
function isReadOnly(files: Files, pid: number, number: string): boolean {
  const flags = /^flags:\s*([0-7]+)$/mu.exec(valueOr(files.read(`/proc/${pid}/fdinfo/${number}`), ""))?.[1];
  return flags !== undefined && (Number.parseInt(flags, 8) & 0b11) === 0;
}

const isOnDisk = (path: string): boolean =>
  !/^\/(?:proc\/|sys\/|dev\/|run\/|tmp\/|var\/tmp\/|memfd:|SYSV)/u.test(path) && !path.endsWith(" (deleted)");
