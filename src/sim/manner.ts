// SPDX-License-Identifier: MIT
import type { SimState, World } from "./state.ts";

/** What the kernel answers to a write that it does not take. */
export type Errno = "EACCES" | "EBUSY" | "EINVAL" | "EOPNOTSUPP";

/** One write as it reaches a driver: the file's real path, and the text less its newline. */
export interface FileWrite {
  readonly path: string;
  readonly text: string;
}

/** How a kind of file takes a write: the machine afterwards, or the refusal. */
export type Manner = (world: World, write: FileWrite) => SimState | Errno;

/** A whole number as kstrtoul reads it; null for anything else. */
export function wholeNumber(text: string): number | null {
  const trimmed = text.trim();
  return /^\+?(0x[0-9a-f]{1,12}|\d{1,15})$/i.test(trimmed) ? Number(trimmed) : null;
}

/** The words of a list such as `scaling_available_governors`. */
export const wordsOf = (text: string | undefined): readonly string[] => text?.split(" ").filter((word) => word !== "") ?? [];

export const clamp = (number: number, least: number, most: number): number => Math.max(least, Math.min(most, number));
