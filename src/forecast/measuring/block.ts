// SPDX-License-Identifier: MIT
import { mean, sum } from "../../mean.ts";
import type { Arm, Design, Meter, MeterValues } from "./design.ts";

/** Meters, and what else could change the power, at one moment. */
export interface MeterLook extends MeterValues {
  readonly atMs: number;
  /** A block is measured on battery from end to end, or not at all. */
  readonly onBattery: boolean;
  /** All CPUs' time, in ticks; null where it is not told. */
  readonly ticks: { readonly idle: number; readonly total: number } | null;
  /** How bright the screen is, in whatever way; null where that is unknown, or is being measured itself. */
  readonly brightness: string | null;
}

/** What a block that counts has come to. */
export interface Block {
  readonly kind: "block";
  readonly arm: Arm;
  readonly powerW: number;
  /** The processor package's part, where it may be read. */
  readonly packageW: number | null;
  readonly busyPercent: number | null;
}

/** Why a block does not count. `load` is found only beside others (`judge.ts`). */
export type SpoiltBy = "brightness" | "sleep" | "gauge" | "load";

export interface SpoiltBlock {
  readonly kind: "spoilt";
  readonly by: SpoiltBy;
}

const HOUR_MS = 3_600_000;

/** What the looks of a block, its first at its very beginning, come to. */
export function blockOf(arm: Arm, looks: readonly MeterLook[], design: Design): Block | SpoiltBlock {
  const by = spoiltBy(looks, design);
  if (by !== null) return { kind: "spoilt", by };
  const counted = looks.filter(({ atMs }) => atMs >= (looks[0]?.atMs ?? 0) + design.settleMs);
  const packageW = packagePowerW(counted);
  const powerW = design.meter === "package" ? packageW : METERS[design.meter](counted);
  if (powerW === null) return { kind: "spoilt", by: "gauge" };
  return { kind: "block", arm, powerW, packageW, busyPercent: busyPercent(counted) };
}

function spoiltBy(looks: readonly MeterLook[], { lookMs }: Design): SpoiltBy | null {
  if (looks.some(({ atMs }, index) => index > 0 && !isInTime(atMs - (looks[index - 1]?.atMs ?? 0), lookMs))) return "sleep";
  return looks.some(({ brightness }) => brightness !== looks[0]?.brightness) ? "brightness" : null;
}

/** A look that is much too late, or before the one before it: the machine slept, or its clock was set. */
const isInTime = (passedMs: number, lookMs: number): boolean => passedMs > 0 && passedMs < 3 * lookMs;

const METERS: Readonly<Record<Exclude<Meter, "package">, (looks: readonly MeterLook[]) => number | null>> = {
  energy: energySlopeW,
  power: meanRateW,
};

/** Least squares through all steps: two of them alone would leave 10 mWh of doubt at each end. null for a gauge that rises or does not move. */
function energySlopeW(looks: readonly MeterLook[]): number | null {
  const points = looks.flatMap(({ atMs, energyWh }) => (energyWh === null ? [] : [{ hours: atMs / HOUR_MS, energyWh }]));
  if (points.length < looks.length || points.some(({ energyWh }, index) => energyWh > (points[index - 1]?.energyWh ?? energyWh)))
    return null;
  const meanH = mean(points.map(({ hours }) => hours));
  const meanWh = mean(points.map(({ energyWh }) => energyWh));
  const spread = sum(points.map(({ hours }) => (hours - meanH) ** 2));
  const together = sum(points.map(({ hours, energyWh }) => (hours - meanH) * (energyWh - meanWh)));
  return spread > 0 && together < 0 ? -together / spread : null;
}

function meanRateW(looks: readonly MeterLook[]): number | null {
  const rates = looks.flatMap(({ powerW }) => powerW ?? []);
  return rates.length === 0 || rates.length < looks.length ? null : mean(rates);
}

function packagePowerW(looks: readonly MeterLook[]): number | null {
  const [first, last] = [looks[0], looks.at(-1)];
  if (first?.packageJ == null || last?.packageJ == null || last.atMs <= first.atMs) return null;
  return (last.packageJ - first.packageJ) / ((last.atMs - first.atMs) / 1000);
}

function busyPercent(looks: readonly MeterLook[]): number | null {
  const [first, last] = [looks[0]?.ticks, looks.at(-1)?.ticks];
  if (first == null || last == null || last.total <= first.total) return null;
  const share = 1 - (last.idle - first.idle) / (last.total - first.total);
  return 100 * Math.min(1, Math.max(0, share));
}
