// SPDX-License-Identifier: MIT
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** What changes the disk, one by one and in a record, so that a test can crash at each. All throw as node:fs does. */
export interface DurableSteps {
  /** May write less than all; answers how many bytes it took. */
  write(descriptor: number, bytes: Uint8Array): number;
  sync(descriptor: number): void;
  rename(from: string, to: string): void;
  /** Makes names (new, renamed, removed) survive a power cut, as `sync` does for contents. */
  syncFolder(path: string): void;
  unlink(path: string): void;
}

export const durableSteps: DurableSteps = {
  write: (descriptor, bytes) => writeSync(descriptor, bytes),
  sync: fsyncSync,
  rename: renameSync,
  syncFolder,
  unlink: unlinkSync,
};

/** Some file systems (FUSE, CIFS) keep order by themselves and know no fsync of a folder: EINVAL. */
function syncFolder(path: string): void {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(descriptor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EINVAL") throw error;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Makes a folder (an absolute path) and its missing parents, with these permissions whatever the umask.
 * Node's own way to make parents never ends below /proc.
 */
export function makeFolder(path: string, mode: number, steps: DurableSteps): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path), mode, steps);
  if (!isFirstToMake(path)) return;
  chmodSync(path, mode);
  steps.syncFolder(dirname(path));
}

/** Two processes may want it at once. Closed to others until it has its permissions. */
function isFirstToMake(path: string): boolean {
  try {
    mkdirSync(path, 0o700);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" && existsSync(path)) return false;
    throw error;
  }
}
