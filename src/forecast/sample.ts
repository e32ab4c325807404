// SPDX-License-Identifier: MIT
import type { PowerSnapshot } from "../power/snapshot.ts";

/** What the battery does. `idle`: something else feeds the machine, and the battery neither gains nor loses. */
export type BatteryFlow = "discharging" | "charging" | "idle";

/** The machine's battery at one moment; two packs are summed by the caller. Unknown is null, never 0. */
export interface Sample {
  /** Milliseconds of any clock that goes on during sleep. */
  readonly atMs: number;
  readonly flow: BatteryFlow;
  readonly energyWh: number | null;
  readonly energyFullWh: number | null;
  readonly percent: number | null;
  /** The rate that firmware reports, as a magnitude. */
  readonly powerW: number | null;
  /** The profile in force; null for none. */
  readonly profile: string | null;
  /** What a trip's settings have saved since the sample before, beyond the profile, as far as it is believed. Nothing if missing. */
  readonly savedW?: number;
  /** The machine slept, or nobody watched, since the sample before. Gaps of more than ten minutes are seen without it. */
  readonly afterGap?: boolean;
}

/** The unit in which a gauge is followed: watt-hours where energy is known, else percent. */
export type GaugeUnit = "Wh" | "percent";

/** How much is in the battery, and what it can hold (null: nobody knows), in the gauge's unit. */
export interface Level {
  readonly unit: GaugeUnit;
  readonly amount: number;
  readonly full: number | null;
}

/** More of anything than this is a driver's way to say that it does not know. */
const MOST = 1e6;
/** Less than this is nothing. */
const LEAST = 1e-3;

/** The sample that a snapshot of the machine's power gives. A charger that is too weak does not stop a discharge. */
export const sampleOf = (
  snapshot: PowerSnapshot,
  { atMs, profile, savedW }: Pick<Sample, "atMs" | "profile" | "savedW">,
): Sample => ({
  atMs,
  flow: flowOf(snapshot),
  energyWh: snapshot.energyWh,
  energyFullWh: snapshot.energyFullWh,
  percent: snapshot.percent,
  powerW: snapshot.rateW,
  profile,
  ...(savedW === undefined ? {} : { savedW }),
});

function flowOf({ source, state }: PowerSnapshot): BatteryFlow {
  if (source === "battery" || source === "weak-ac") return "discharging";
  return source === "ac" && state === "charging" ? "charging" : "idle";
}

/** The level that a sample tells; null where it tells none. */
export function levelOf({ energyWh, energyFullWh, percent }: Sample): Level | null {
  const held = amountOrNull(energyWh);
  const share = amountOrNull(percent);
  if (held === null) return share === null ? null : { unit: "percent", amount: Math.min(share, 100), full: 100 };
  const told = positive(energyFullWh) ?? (share !== null && share >= 1 ? positive((100 * held) / share) : null);
  // A gauge may read a little above what it calls full.
  return { unit: "Wh", amount: held, full: told === null ? null : Math.max(told, held) };
}

/** The power that a sample tells; null where it tells none: nothing runs on 0 W. */
export const powerOf = ({ powerW }: Sample): number | null => positive(powerW);

function positive(amount: number | null): number | null {
  const known = amountOrNull(amount);
  return known === 0 ? null : known;
}

function amountOrNull(amount: number | null): number | null {
  if (amount === null || !(amount >= 0 && amount <= MOST)) return null;
  return amount < LEAST ? 0 : amount;
}
