// SPDX-License-Identifier: MIT
import type { Ticks } from "../processes/proc-stat.ts";
import type { OneCpu } from "./cpu-use.ts";

/** What the kernel has counted for the CPUs that are online, by number. */
export interface CpuLook {
  readonly atMs: number;
  readonly cpus: ReadonlyMap<number, CpuCounts>;
}

export interface CpuCounts {
  /** null where /proc/stat does not have it. */
  readonly ticks: Ticks | null;
  /** The shallowest first; empty without cpuidle. */
  readonly idle: readonly IdleCount[];
}

/** One idle state since boot; null where it could not be read. */
export interface IdleCount {
  readonly state: string;
  readonly timeUs: number | null;
  /** How often it was entered. */
  readonly entries: number | null;
}

export type CpuShares = Pick<OneCpu, "shares" | "wakeupsPerS" | "busyPercent">;

/** A look so long ago says nothing of now: nobody was looking since, or the laptop slept. */
const LONGEST_MS = 60_000;

/** How long two looks are apart, where that is of use; null at the first one, and where the clock has stood still or gone back. */
export function timeBetween(before: CpuLook | null, after: CpuLook): number | null {
  const overMs = before === null ? 0 : after.atMs - before.atMs;
  return overMs > 0 && overMs <= LONGEST_MS ? overMs : null;
}

/** What each CPU did between two looks, by number; `states` are the columns. */
export function cpuUse(before: CpuLook | null, after: CpuLook, states: readonly string[]): ReadonlyMap<number, CpuShares> {
  const overMs = timeBetween(before, after);
  const entries = [...after.cpus].map(([number, counts]) => {
    const earlier = overMs === null ? undefined : before?.cpus.get(number);
    return [number, earlier === undefined ? nothing(states) : useOf(earlier, counts, { overMs: overMs ?? 0, states })] as const;
  });
  return new Map(entries);
}

export const nothing = (states: readonly unknown[]): CpuShares => ({
  shares: states.map(() => null),
  wakeupsPerS: null,
  busyPercent: null,
});

interface Window {
  readonly overMs: number;
  readonly states: readonly string[];
}

function useOf(before: CpuCounts, after: CpuCounts, { overMs, states }: Window): CpuShares {
  const spells = idleSpells(before.idle, after.idle);
  const bookedPercent = spells === null ? null : (100 * sum(spells, ({ timeUs }) => timeUs)) / (overMs * 1000);
  const idlePercent = idleByTicks(before.ticks, after.ticks) ?? (bookedPercent === null ? null : Math.min(100, bookedPercent));
  return {
    shares: states.map((state) => shareOf(spells ?? [], state, { idlePercent, bookedPercent })),
    wakeupsPerS: spells === null ? null : (1000 * sum(spells, ({ entries }) => entries)) / overMs,
    busyPercent: idlePercent === null ? null : 100 - idlePercent,
  };
}

interface Spell {
  readonly state: string;
  readonly timeUs: number;
  readonly entries: number;
}

/** What was added to each state; null where there is none, one is unknown, or a counter went back (the CPU was offline, or it wrapped). */
function idleSpells(before: readonly IdleCount[], after: readonly IdleCount[]): readonly Spell[] | null {
  if (after.length === 0 || after.length !== before.length) return null;
  const spells = after.flatMap(({ state, timeUs, entries }, index) => {
    const earlier = before[index];
    const grown = { timeUs: growth(earlier?.timeUs, timeUs), entries: growth(earlier?.entries, entries) };
    return earlier?.state !== state || grown.timeUs === null || grown.entries === null
      ? []
      : [{ state, timeUs: grown.timeUs, entries: grown.entries }];
  });
  return spells.length === after.length ? spells : null;
}

const growth = (before: number | null | undefined, after: number | null): number | null =>
  before === null || before === undefined || after === null || after < before ? null : after - before;

/** These ticks count a sleep that is still going on, too. */
function idleByTicks(before: Ticks | null, after: Ticks | null): number | null {
  const total = growth(before?.total, after?.total ?? null);
  const idle = growth(before?.idle, after?.idle ?? null);
  return total === null || idle === null || total === 0 ? null : Math.min(100, (100 * idle) / total);
}

interface Idleness {
  readonly idlePercent: number | null;
  readonly bookedPercent: number | null;
}

/**
 * A state's share of the time. cpuidle books a sleep when it ends (drivers/cpuidle/cpuidle.c, cpuidle_enter_state): a long one is
 * missing from this look and too much in a later one, so what was booked is taken for a sample of the idle time. Where it is less
 * than half of that, the CPU sleeps on and has not told how deeply.
 */
function shareOf(spells: readonly Spell[], state: string, { idlePercent, bookedPercent }: Idleness): number | null {
  const own = spells.filter((spell) => spell.state === state);
  if (own.length === 0 || idlePercent === null || bookedPercent === null) return null;
  if (idlePercent === 0) return 0;
  if (bookedPercent === 0 || bookedPercent < idlePercent / 2) return null;
  return (idlePercent * sum(own, ({ timeUs }) => timeUs)) / sum(spells, ({ timeUs }) => timeUs);
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);
