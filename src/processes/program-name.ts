// SPDX-License-Identifier: MIT
import { basename } from "node:path";

/** How many bytes of a name the kernel keeps (TASK_COMM_LEN, less its end). */
const KEPT_BYTES = 15;

/** A program's name in full: the kernel keeps 15 bytes of it, its command line often has the rest. */
export function programName(kept: string, [first = ""]: readonly string[]): string {
  const typed = basename(first.replace(/^-/u, ""));
  return isCut(kept) && typed.startsWith(kept) && !/\s/u.test(typed) ? typed : kept;
}

const isCut = (kept: string): boolean => Buffer.byteLength(kept) >= KEPT_BYTES;

/** Whether a name is the one that a pattern spells, "*" standing for any ending. One that the kernel has cut may be any that begins so. */
export function isLike(kept: string, pattern: string): boolean {
  const isOpen = pattern.endsWith("*");
  const spelled = isOpen ? pattern.slice(0, -1) : pattern;
  return kept === spelled || (isOpen && kept.startsWith(spelled)) || (isCut(kept) && spelled.startsWith(kept));
}
