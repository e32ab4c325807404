// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { packageLocks } from "../processes/package-locks.ts";

const SOMEBODY = "a package manager";

/** "dpkg is at work": who works on the installed packages now; undefined where nobody does. */
export function packagesAtWork(files: Files): string | undefined {
  const [lock] = packageLocks(files);
  if (lock === undefined) return undefined;
  const name = lock.pid === null ? SOMEBODY : valueOr(files.read(`/proc/${lock.pid}/comm`), SOMEBODY);
  return `${name} is at work`;
}
