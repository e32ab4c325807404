// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";

/** The variables that a process was started with; null where they may not be read, which only its own user and root may. */
export function environmentOf(files: Files, pid: number): ReadonlyMap<string, string> | null {
  const text = files.read(`/proc/${pid}/environ`);
  if (text.kind !== "value") return null;
  return new Map(text.value.split("\0").map((entry) => splitAt(entry, entry.indexOf("="))));
}

const splitAt = (entry: string, at: number): readonly [string, string] =>
  at < 0 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1)];
