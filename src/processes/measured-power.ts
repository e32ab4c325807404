// SPDX-License-Identifier: MIT

import type { Files } from "../machine/doors.ts";
import { mean } from "../mean.ts";
import { joulesBetween, type PackageCounter, readPackages } from "../power/package-energy.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";

/** Measured power over an interval, named as what it is. */
export interface MeasuredPower {
  /** `battery`: all that the machine draws, by the battery's gauge. `rapl`: the processor package alone, by its own counter. */
  readonly source: "battery" | "rapl";
  readonly powerW: number;
  /** The processor package's part; null where it may not be read. */
  readonly packageW: number | null;
}

/** Why there are no watts. */
export type Unmeasured = "on-charger" | "weak-power" | "no-battery" | "plugged" | "no-rate" | "too-short";

export type Measurement = MeasuredPower | Unmeasured;

/** What meters say at one moment. */
export interface MeterReading extends Pick<PowerSnapshot, "source" | "state" | "rateW" | "energyWh"> {
  readonly packages: readonly PackageCounter[];
}

export const readMeters = (files: Files, { source, state, rateW, energyWh }: PowerSnapshot): MeterReading => ({
  ...{ source, state, rateW, energyWh },
  packages: readPackages(files),
});

/** Below this a gauge's few updates say nothing of an interval. */
const LEAST_SPAN_MS = 10_000;

/** A gauge's rate below this is noise. */
const LEAST_RATE_W = 0.3;

/** Gauges count in steps of 10 mWh: so much makes a step less than 4 %, and then the difference is better than any rate. */
const CLEAR_LOSS_WH = 0.3;

/**
 * The power between two readings. Firmware smooths a battery's rate over a minute (time constant 55 s on a ThinkPad X1): over a short
 * interval it tells of the minute before, so it may set the total, but never who used it. On a charger nothing but the package is known.
 */
export function measuredBetween(first: MeterReading, second: MeterReading, spanMs: number): Measurement {
  if (spanMs < LEAST_SPAN_MS) return "too-short";
  const joules = joulesBetween(first.packages, second.packages);
  const packageW = joules === null ? null : joules / (spanMs / 1000);
  const batteryW = onBattery(first) && onBattery(second) ? batteryPowerW(first, second, spanMs) : null;
  if (batteryW !== null) return { source: "battery", powerW: batteryW, packageW: belowOrNull(packageW, batteryW) };
  return packageW === null ? whyNot(first, second) : { source: "rapl", powerW: packageW, packageW };
}

const onBattery = ({ source }: MeterReading): boolean => source === "battery";

/** A part that is more than the whole (the rate lags) says nothing of it. */
const belowOrNull = (part: number | null, whole: number): number | null => (part !== null && part <= whole ? part : null);

function batteryPowerW(first: MeterReading, second: MeterReading, spanMs: number): number | null {
  const lossWh = first.energyWh === null || second.energyWh === null ? 0 : first.energyWh - second.energyWh;
  if (lossWh >= CLEAR_LOSS_WH) return lossWh / (spanMs / 3_600_000);
  const rates = [first.rateW, second.rateW].filter((rate) => rate !== null && rate >= LEAST_RATE_W) as readonly number[];
  return rates.length === 0 ? null : mean(rates);
}

function whyNot(first: MeterReading, second: MeterReading): Unmeasured {
  if (onBattery(first) !== onBattery(second)) return "plugged";
  if (onBattery(second)) return "no-rate";
  if (second.source === "none") return "no-battery";
  return second.source === "weak-ac" ? "weak-power" : "on-charger";
}
