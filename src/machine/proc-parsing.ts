// SPDX-License-Identifier: MIT

/**
 * Files of /proc/PID taken apart byte by byte, without making text of them (proc_pid_stat(5), proc_pid_status(5), proc_pid_io(5),
 * Documentation/scheduler/sched-stats.rst). `length`: how much of the buffer the last read has filled.
 */

export interface StatLine {
  readonly name: string;
  readonly state: string;
  readonly parentPid: number;
  readonly groupId: number;
  readonly sessionId: number;
  readonly terminal: number;
  readonly foregroundGroupId: number;
  readonly isKernelThread: boolean;
  readonly cpuTicks: number;
  readonly childrenTicks: number;
  readonly threads: number;
  readonly startTicks: number;
}

/** PF_KTHREAD of the kernel's include/linux/sched.h. */
const KERNEL_THREAD = 0x00200000;

/** Bytes of ASCII. */
const [TAB, NEWLINE, SPACE, OPEN, CLOSE, MINUS, ZERO, NINE] = [9, 10, 32, 40, 41, 45, 48, 57];

/** How many of the numbers behind the state are wanted: ppid (field 4) to starttime (field 22). */
const NUMBERS = 19;

/** The line of /proc/PID/stat; null where it is none. The name may hold spaces, parentheses and newlines: only the last ")" ends it. */
export function parseStat(bytes: Buffer, length: number): StatLine | null {
  const open = bytes.indexOf(OPEN);
  const close = length > 0 ? bytes.lastIndexOf(CLOSE, length - 1) : -1;
  if (open < 0 || close < open || close + 3 >= length) return null;
  const numbers = numbersFrom(bytes, { at: close + 4, length, count: NUMBERS });
  if (numbers === null) return null;
  const field = (number: number): number => numbers[number - 4] ?? 0;
  return {
    name: bytes.toString("utf8", open + 1, close),
    state: String.fromCharCode(bytes[close + 2] ?? SPACE),
    parentPid: field(4),
    groupId: field(5),
    sessionId: field(6),
    terminal: field(7),
    foregroundGroupId: field(8),
    isKernelThread: (field(9) & KERNEL_THREAD) !== 0,
    cpuTicks: field(14) + field(15),
    childrenTicks: field(16) + field(17),
    threads: field(20),
    startTicks: field(22),
  };
}

/** A file that is one number. */
export const parseNumber = (bytes: Buffer, length: number): number | null => numberAt(bytes, 0, length);

/** What a kernel says that does not count. A thread that ran too briefly for the clock has a zero, too, but was on a CPU so many times. */
const NOT_COUNTED = "0 0 0";

/** Nanoseconds that a thread has run (its schedstat's first number); null where the kernel does not count. */
export function parseRunTime(bytes: Buffer, length: number): number | null {
  const runNs = parseNumber(bytes, length);
  return runNs === 0 && bytes.toString("latin1", 0, NOT_COUNTED.length) === NOT_COUNTED ? null : runNs;
}

const VOLUNTARY = Buffer.from("\nvoluntary_ctxt_switches:\t");

/** A thread's voluntary context switches, of its status; null where they are not there. */
export const parseWakeups = (bytes: Buffer, length: number): number | null => numberBehind(bytes, length, VOLUNTARY);

const PROCESS = Buffer.from("\nTgid:\t");

/** The pid of the process that a thread belongs to, of its status. */
export const parseProcessId = (bytes: Buffer, length: number): number | null => numberBehind(bytes, length, PROCESS);

const UID = Buffer.from("\nUid:\t");

/** The real user id, of a status. */
export const parseUid = (bytes: Buffer, length: number): number | null => numberBehind(bytes, length, UID);

const TRACER = Buffer.from("\nTracerPid:\t");

/** Who traces it, of a status; 0 for nobody. */
export const parseTracer = (bytes: Buffer, length: number): number | null => numberBehind(bytes, length, TRACER);

const READ = Buffer.from("\nread_bytes: ");
const WRITTEN = Buffer.from("\nwrite_bytes: ");

/** What went to and from disks, of an io file. */
export function parseDiskBytes(bytes: Buffer, length: number): number | null {
  const read = numberBehind(bytes, length, READ);
  const written = numberBehind(bytes, length, WRITTEN);
  return read === null || written === null ? null : read + written;
}

/** The cgroup's path, of a cgroup file: of the unified hierarchy, unless systemd keeps its own and that one is bare. */
export function parseCgroup(text: string): string | null {
  const lines = text.split("\n");
  const behind = (prefix: string): string | null => lines.find((line) => line.startsWith(prefix))?.slice(prefix.length) ?? null;
  const unified = behind("0::");
  return unified !== null && unified !== "/" ? unified : (systemdsOwn(lines) ?? unified);
}

const systemdsOwn = (lines: readonly string[]): string | null =>
  lines.map((line) => /^\d+:name=systemd:(.*)$/u.exec(line)?.[1]).find((path) => path !== undefined) ?? null;

function numberBehind(bytes: Buffer, length: number, label: Buffer): number | null {
  const at = bytes.indexOf(label);
  return at < 0 || at + label.length >= length ? null : numberAt(bytes, at + label.length, length);
}

function numbersFrom(
  bytes: Buffer,
  { at, length, count }: { readonly at: number; readonly length: number; readonly count: number },
): readonly number[] | null {
  const numbers: number[] = [];
  for (let start = at; numbers.length < count; ) {
    const number = numberAt(bytes, start, length);
    if (number === null) return null;
    numbers.push(number);
    while (start < length && bytes[start] !== SPACE) start += 1;
    start += 1;
  }
  return numbers;
}

/** The whole number that begins here and ends before a space, a newline or the end; null where there is none. */
function numberAt(bytes: Buffer, at: number, length: number): number | null {
  const isNegative = bytes[at] === MINUS;
  let value = 0;
  let index = isNegative ? at + 1 : at;
  const first = index;
  for (; index < length; index += 1) {
    const byte = bytes[index] ?? SPACE;
    if (byte === SPACE || byte === NEWLINE || byte === TAB) break;
    if (byte < ZERO || byte > NINE) return null;
    value = value * 10 + (byte - ZERO);
  }
  if (index === first) return null;
  return isNegative ? -value : value;
}
