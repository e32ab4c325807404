// SPDX-License-Identifier: MIT

/** What activity costs, beside the base that flows whatever runs. All of it is an estimate. */
export interface Coefficients {
  /** Watts of one CPU that is busy all the time. */
  readonly cpuW: number;
  /** Joules of one wake-up from idle. */
  readonly wakeupJ: number;
  /** Joules of one byte to or from a disk. */
  readonly diskJPerByte: number;
}

/**
 * What is taken before anything was learned. CPU and wake-ups: powertop's defaults (src/main.cpp: 1.56 W a CPU, 3.95 mJ a wake-up).
 * Disk: an SSD that draws 2.5 W more at 500 MB/s than idle.
 */
export const PRIOR: Coefficients = { cpuW: 1.56, wakeupJ: 0.00395, diskJPerByte: 5e-9 };

/** What was done in an interval, by one process or by all. Unknown counts are 0 here: nothing is charged for what is not known. */
export interface Activity {
  readonly cpuS: number;
  readonly wakeups: number;
  readonly diskBytes: number;
}

/**
 * At this many wake-ups a second a processor is hardly ever idle for the millisecond that its deep states take to pay: each further one
 * costs less. It also keeps two programs that hand each other work 50 000 times a second below the watts that there are.
 */
const SATURATION_PER_S = 1000;

/** The share of its price that each wake-up costs where the whole machine has so many. */
export function wakeupShare(wakeups: number, spanS: number): number {
  const perS = spanS > 0 ? wakeups / spanS : 0;
  return 1 / (1 + perS / SATURATION_PER_S);
}

/** The joules of some activity, by the model. */
export const joulesOf = (
  { cpuS, wakeups, diskBytes }: Activity,
  { cpuW, wakeupJ, diskJPerByte }: Coefficients,
  share: number,
): number => cpuW * cpuS + wakeupJ * share * wakeups + diskJPerByte * diskBytes;

export function sumOf(activities: readonly Activity[]): Activity {
  const sum = { cpuS: 0, wakeups: 0, diskBytes: 0 };
  for (const { cpuS, wakeups, diskBytes } of activities) {
    sum.cpuS += cpuS;
    sum.wakeups += wakeups;
    sum.diskBytes += diskBytes;
  }
  return sum;
}
