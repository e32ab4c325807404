// SPDX-License-Identifier: MIT
import type { Stats } from "node:fs";

/**
 * As root, throws EPERM for what neither root nor `owner` (a uid) owns, and for what is root's but others may write (`stats` as lstat
 * gives them): a forged journal, or a link that leads root astray. Ordinary users have no more rights than whoever might set them such a trap.
 */
export function refuseForeign(path: string, stats: Stats, owner = 0): void {
  if (process.getuid?.() !== 0) return;
  const fault = faultOf(stats, owner);
  if (fault !== null) throw Object.assign(new Error(`${path} ${fault}, so root does not use it.`), { code: "EPERM" });
}

function faultOf(stats: Stats, owner: number): string | null {
  if (stats.uid !== 0 && stats.uid !== owner) return `belongs to the user ${stats.uid}`;
  if (stats.isSymbolicLink()) return "is a link";
  return owner === 0 && (stats.mode & 0o022) !== 0 ? "may be written by others" : null;
}
