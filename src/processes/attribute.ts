// SPDX-License-Identifier: MIT
import type { MeasuredPower } from "./measured-power.ts";
import { type Activity, type Coefficients, joulesOf, sumOf, wakeupShare } from "./power-model.ts";

/** Who used the measured power, as far as it can be told: an estimate. `baseW` and all of `partsW` together are the total. */
export interface Attribution {
  readonly totalW: number;
  /** What flows whatever runs, and what cannot be told apart from it: screen, radios, memory, idle processor. */
  readonly baseW: number;
  /** In the order of the activities. */
  readonly partsW: readonly number[];
}

export interface Interval {
  readonly spanS: number;
  /** CPUs of the machine. */
  readonly cpus: number;
  readonly measured: Pick<MeasuredPower, "powerW" | "packageW">;
  readonly coefficients: Coefficients;
}

/**
 * Splits measured power into base and active share, and only the active share among those who were active, in proportion to what the
 * model says that each used. An idle one gets exactly nothing, nobody more than the total, and nothing is smeared.
 */
export function attribute(activities: readonly Activity[], interval: Interval): Attribution {
  const { spanS, measured, coefficients } = interval;
  const all = sumOf(activities);
  const share = wakeupShare(all.wakeups, spanS);
  const modelledW = spanS > 0 ? joulesOf(all, coefficients, share) / spanS : 0;
  const activeW = withinMeasured(modelledW, all, interval);
  const wattsPerJoule = modelledW > 0 ? activeW / (modelledW * spanS) : 0;
  const partsW = activities.map((activity) => joulesOf(activity, coefficients, share) * wattsPerJoule);
  const givenW = partsW.reduce((sum, partW) => sum + partW, 0);
  return { totalW: measured.powerW, baseW: Math.max(0, measured.powerW - givenW), partsW };
}

/**
 * The active share, held between what was measured: never more than the total, nor than the package where that is known; and no less
 * of the package than the share of its CPUs that was busy, which is what Kepler gives (sustainable-computing-io/kepler, PR 2125).
 */
function withinMeasured(modelledW: number, { cpuS }: Activity, { spanS, cpus, measured }: Interval): number {
  const { powerW, packageW } = measured;
  if (modelledW <= 0 || powerW <= 0) return 0;
  if (packageW === null) return Math.min(modelledW, powerW);
  const busyShare = spanS > 0 && cpus > 0 ? Math.min(1, cpuS / (spanS * cpus)) : 0;
  return Math.min(Math.max(modelledW, packageW * busyShare), packageW, powerW);
}
