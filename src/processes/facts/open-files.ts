// SPDX-License-Identifier: MIT
import { asUser } from "../../machine/as-user.ts";
import type { Commands, Files, Machine } from "../../machine/doors.ts";
import { type Reading, valueOr } from "../../machine/reading.ts";
import type { Living } from "./everyone.ts";

/** A file that a process has open: "/dev/fuse", "socket:[4711]", "anon_inode:[fanotify]". */
export interface OpenFile {
  readonly pid: number;
  readonly descriptor: string;
  readonly target: string;
}

/**
 * What they have open; null where that of one may not be read, which only its own user and root may. The keeper's root is shut into a sandbox
 * and may not look: it has systemd look from outside.
 */
export async function openFilesOf(
  { files, commands, caller }: Machine,
  members: readonly Living[],
): Promise<readonly OpenFile[] | null> {
  const pids = members.filter(({ record }) => record.state !== "Z").map(({ record }) => record.pid);
  const opened = readOpenFiles(files, pids);
  return opened === null && caller.uid === 0 ? findOpenFiles(commands, pids) : opened;
}

function readOpenFiles(files: Files, pids: readonly number[]): readonly OpenFile[] | null {
  const all = pids.map((pid) => openFiles(files, pid));
  return all.includes(null) ? null : all.flatMap((one) => one ?? []);
}

/** One that has ended since has nothing open any more. Root without its capabilities may list what it may not look at. */
function openFiles(files: Files, pid: number): readonly OpenFile[] | null {
  const folder = `/proc/${pid}/fd`;
  const descriptors = files.list(folder);
  const targets = valueOr(descriptors, []).map((descriptor) => ({ descriptor, target: files.link(`${folder}/${descriptor}`) }));
  if ([descriptors, ...targets.map(({ target }) => target)].some(isDenied)) return null;
  return targets.flatMap(({ descriptor, target }) =>
    target.kind === "value" ? [{ pid, descriptor, target: target.value }] : [],
  );
}

const isDenied = (reading: Reading<unknown>): boolean => reading.kind === "error" && reading.code !== "ESRCH";

const TIMEOUT_MS = 5000;

async function findOpenFiles(commands: Commands, pids: readonly number[]): Promise<readonly OpenFile[] | null> {
  const folders = pids.map((pid) => `/proc/${pid}/fd`);
  const argv = asUser(0, ["find", ...folders, "-type", "l", "-printf", "%p %l\\n"], { answers: true });
  const result = valueOr(await commands.run(argv, { timeoutMs: TIMEOUT_MS }), null);
  // 1: one has ended meanwhile.
  if (result === null || result.status > 1 || /Permission denied/u.test(result.stderr)) return null;
  const rows = [...result.stdout.matchAll(/^\/proc\/(\d+)\/fd\/(\d+) (.+)$/gmu)];
  return rows.map(([, pid, descriptor = "", target = ""]) => ({ pid: Number(pid), descriptor, target }));
}
