// SPDX-License-Identifier: MIT

/** Hundredths of a second since boot: without work, and in all. */
export interface Ticks {
  readonly idle: number;
  readonly total: number;
}

/** One CPU's line; the columns are user, nice, system, idle, iowait, irq, softirq, steal and two that are in the first already. */
const LINE = /^cpu(\d+) +(\d+(?: \d+)*) *$/gm;
const COUNTED = 8;
const LEAST = 4;

/** The CPUs' ticks in /proc/stat by number (Documentation/filesystems/proc.rst, 1.7); lines that make no sense are left out. */
export function ticksIn(procStat: string): ReadonlyMap<number, Ticks> {
  const lines = [...procStat.matchAll(LINE)].flatMap(([, number, fields = ""]) => {
    const ticks = fields.split(" ").slice(0, COUNTED).map(Number);
    const total = ticks.reduce((sum, each) => sum + each, 0);
    // Waiting for a disk is idle, too.
    const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0);
    return ticks.length >= LEAST ? [[Number(number), { idle, total }] as const] : [];
  });
  return new Map(lines);
}

/** Those of all CPUs together; null where there are none. */
export function allTicks(procStat: string): Ticks | null {
  const each = [...ticksIn(procStat).values()];
  if (each.length === 0) return null;
  return each.reduce((sum, { idle, total }) => ({ idle: sum.idle + idle, total: sum.total + total }));
}
