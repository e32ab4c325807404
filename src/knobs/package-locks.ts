// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** What package managers lock while they work, whoever has started them. */
const LOCK_FILES: readonly string[] = [
  "/var/lib/dpkg/lock-frontend",
  "/var/lib/dpkg/lock",
  "/var/lib/apt/lists/lock",
  "/var/cache/apt/archives/lock",
  "/var/lib/rpm/.rpm.lock",
  "/usr/lib/sysimage/rpm/.rpm.lock",
  "/usr/lib/sysimage/libdnf5/transaction_lock",
];

/** These are there only while somebody works. */
const MARKS: readonly string[] = ["/var/lib/pacman/db.lck", "/run/zypp.pid"];

/**
 * "dpkg is at work": who works on the installed packages now; undefined where nobody does. The kernel's list of locks tells without taking one
 * (proc_locks(5)). It names files by inode; the device beside it is another than stat(2)'s on btrfs, so the inode alone counts.
 */
export function packagesAtWork(files: Files): string | undefined {
  const locked = new Map(parseLocks(valueOr(files.read("/proc/locks"), "")).map(({ inode, pid }) => [inode, pid]));
  for (const path of LOCK_FILES) {
    const stat = locked.size === 0 ? undefined : files.stat(path);
    const pid = stat?.kind === "value" ? locked.get(stat.value.inode) : undefined;
    if (pid !== undefined) return `${valueOr(files.read(`/proc/${pid}/comm`), "a package manager")} is at work`;
  }
  return MARKS.some((path) => files.stat(path).kind === "value") ? "a package manager is at work" : undefined;
}

interface HeldLock {
  readonly inode: number;
  readonly pid: number;
}

/** "1: POSIX  ADVISORY  WRITE 4242 08:01:131 0 EOF"; one that only waits has "->" before its kind. */
const parseLocks = (text: string): readonly HeldLock[] =>
  [...text.matchAll(/^\d+: (?:POSIX|OFDLCK|FLOCK) +\w+ +WRITE +(-?\d+) [0-9a-f]+:[0-9a-f]+:(\d+) /gm)].map(([, pid, inode]) => ({
    pid: Number(pid),
    inode: Number(inode),
  }));
