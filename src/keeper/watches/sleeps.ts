// SPDX-License-Identifier: MIT

/** What sleep has taken, over a session. Pure. */
export interface Sleeps {
  readonly total: { readonly sleepMs: number; readonly sleepLostWh: number };
  /** Asleep since then, with so much in the battery. */
  readonly asleep: { readonly atMs: number; readonly energyWh: number | null } | null;
}

export const NO_SLEEP: Sleeps = { total: { sleepMs: 0, sleepLostWh: 0 }, asleep: null };

export const fallAsleep = (sleeps: Sleeps, atMs: number, energyWh: number | null): Sleeps => ({
  ...sleeps,
  asleep: { atMs, energyWh },
});

/** What was charged meanwhile is not a loss, and what cannot be known none either. */
export function wakeUp({ total, asleep }: Sleeps, atMs: number, energyWh: number | null): Sleeps {
  if (asleep === null) return { total, asleep };
  const lostWh = asleep.energyWh === null || energyWh === null ? 0 : Math.max(0, asleep.energyWh - energyWh);
  const sleepMs = total.sleepMs + Math.max(0, atMs - asleep.atMs);
  return { total: { sleepMs, sleepLostWh: total.sleepLostWh + lostWh }, asleep: null };
}
