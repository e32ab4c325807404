// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** A lock of a package manager that is held now. */
export interface PackageLock {
  readonly path: string;
  /** Who took it; null where the kernel does not tell (locks of an open file), or where the file itself is the lock. */
  readonly pid: number | null;
}

/** What package managers lock while they work, whoever has started them. */
const LOCK_FILES: readonly string[] = [
  "/var/lib/dpkg/lock-frontend",
  "/var/lib/dpkg/lock",
  "/var/lib/dpkg/triggers/Lock",
  "/var/lib/apt/lists/lock",
  "/var/cache/apt/archives/lock",
  "/var/cache/debconf/config.dat",
  "/var/lib/rpm/.rpm.lock",
  "/usr/lib/sysimage/rpm/.rpm.lock",
  "/usr/lib/sysimage/libdnf5/transaction_lock",
  "/ostree/repo/.lock",
  "/var/lib/flatpak/repo/.lock",
  "/nix/var/nix/db/big-lock",
  "/var/guix/db/big-lock",
  "/lib/apk/db/lock",
];

/** These are there only while somebody works. */
const MARKS: readonly string[] = ["/var/lib/pacman/db.lck", "/run/zypp.pid"];

/**
 * The locks that are held now. The kernel's list tells without taking one (proc_locks(5)). It names files by inode; the device beside it is
 * another than stat(2)'s on btrfs, so the inode alone counts.
 */
export function packageLocks(files: Files): readonly PackageLock[] {
  const locked = new Map(parseLocks(valueOr(files.read("/proc/locks"), "")).map(({ inode, pid }) => [inode, pid]));
  const held = locked.size === 0 ? [] : LOCK_FILES.flatMap((path) => lockOn(files, path, locked));
  const marks = MARKS.filter((path) => files.stat(path).kind === "value");
  return [...held, ...marks.map((path) => ({ path, pid: null }))];
}

function lockOn(files: Files, path: string, locked: ReadonlyMap<number, number>): readonly PackageLock[] {
  const stat = files.stat(path);
  const pid = stat.kind === "value" ? locked.get(stat.value.inode) : undefined;
  return pid === undefined ? [] : [{ path, pid: pid > 0 ? pid : null }];
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
