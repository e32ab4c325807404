// SPDX-License-Identifier: MIT
import type { KeptFiles } from "./kept-files.ts";
import { parseNumber } from "./proc-parsing.ts";
import { mapReading, type Reading, value } from "./reading.ts";

/** Where processes may be that were not there at the look before. */
export interface NewPids {
  readonly pids: readonly number[];
  /** Whether these are all that there are, so that every other process has ended. */
  readonly isAll: boolean;
}

/** Looks for who is new, among so many that are known; an error where /proc cannot be listed. */
export type PidFinder = (known: number) => Reading<NewPids>;

/**
 * After so many looks all are listed again. What starts with a pid of its own choice (a checkpoint brought back) is found then, and so
 * is one of as many processes between two looks that the pids have gone all the way round.
 */
const LOOKS_FOR_A_LIST = 15;

/**
 * The kernel hands pids out in rising order and tells the last one (Documentation/admin-guide/sysctl/kernel.rst, ns_last_pid): what is
 * new lies behind the one of an earlier look. To ask for a few pids costs less than to list all of them, which for a thousand is a good
 * third of a look. Where the last pid is not told, where the pids began anew, or where there are more of them than processes, all are listed.
 */
export function pidFinder(files: KeptFiles): PidFinder {
  let before: Handed = { last: null, lastBut: null, looks: 0 };
  return (known) => {
    const last = lastPid(files);
    const pids = before.looks % LOOKS_FOR_A_LIST === 0 ? null : handedOut(before.lastBut, last, known);
    before = { last, lastBut: before.last, looks: before.looks + 1 };
    return pids === null ? listed(files) : value({ pids: pids.filter((pid) => files.exists(`/proc/${pid}`)), isAll: false });
  };
}

function lastPid(files: KeptFiles): number | null {
  const length = files.readOnce("/proc/sys/kernel/ns_last_pid");
  return length === null ? null : parseNumber(files.bytes, length);
}

/** The last pids that were handed out, by the look before and by the one before that: a fork may take until then to be seen. */
interface Handed {
  readonly last: number | null;
  readonly lastBut: number | null;
  readonly looks: number;
}

/** The pids behind `from`; null where nobody knows, or a list is cheaper. */
function handedOut(from: number | null, last: number | null, most: number): readonly number[] | null {
  if (from === null || last === null || last < from || last - from > most) return null;
  return Array.from({ length: last - from }, (_, index) => from + 1 + index);
}

const listed = (files: KeptFiles): Reading<NewPids> =>
  mapReading(files.list("/proc"), (names) => ({ pids: names.filter(isPid).map(Number), isAll: true }));

const DIGIT_1 = 49;
const DIGIT_9 = 57;

/** Only processes' folders begin with a digit. */
function isPid(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= DIGIT_1 && first <= DIGIT_9;
}
