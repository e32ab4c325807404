// SPDX-License-Identifier: MIT
import type { Ticks } from "./cpu-counters.ts";

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
