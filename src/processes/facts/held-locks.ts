// SPDX-License-Identifier: MIT
import type { PackageLock } from "../package-locks.ts";
import type { Living } from "./everyone.ts";
import type { OpenFile } from "./open-files.ts";

/**
 * The package locks that a program holds: those that one of its processes took, and those of a file that it has open, since a lock may be
 * inherited. Null where the kernel does not tell who took one, and their open files are not known.
 */
export function heldLocks(
  locks: readonly PackageLock[],
  members: readonly Living[],
  opened: readonly OpenFile[] | null,
): readonly string[] | null {
  const pids = new Set(members.map(({ record }) => record.pid));
  const targets = new Set(opened?.map(({ target }) => target));
  const held = locks.filter(({ pid, path }) => (pid !== null && pids.has(pid)) || targets.has(path));
  const isUnclear = opened === null && locks.some(({ pid }) => pid === null);
  return held.length === 0 && isUnclear ? null : held.map(({ path }) => path);
}
