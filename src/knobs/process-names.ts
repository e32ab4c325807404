// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

export interface Process {
  readonly name: string;
  /** The arguments, or the title that the process gave itself, with spaces between; "" where it may not be read. */
  readonly commandLine: string;
}

/** The running processes of the given names (as in /proc/PID/comm), whoever owns them. */
export function processesNamed(files: Files, names: readonly string[]): readonly Process[] {
  const ids = valueOr(files.list("/proc"), []).filter((entry) => /^\d+$/.test(entry));
  return ids.flatMap((id) => {
    const name = valueOr(files.read(`/proc/${id}/comm`), "");
    if (!names.includes(name)) return [];
    return [
      {
        name,
        commandLine: valueOr(files.read(`/proc/${id}/cmdline`), "")
          .replaceAll("\0", " ")
          .trim(),
      },
    ];
  });
}
