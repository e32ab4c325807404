// SPDX-License-Identifier: MIT
import type { MeterLook } from "../../../src/forecast/measuring/block.ts";
import { blockMs, type Design } from "../../../src/forecast/measuring/design.ts";

/** A look on battery in which nothing else is told, and what is. */
export const look = (more: Partial<MeterLook>): MeterLook => ({
  ...{ atMs: 0, onBattery: true, energyWh: null, powerW: null, packageJ: null, ticks: null, brightness: null },
  ...more,
});

/** The looks of a block in which the battery gives so much, by a gauge with steps of 10 mWh. `of` may add to each. */
export function steadyLooks(
  design: Design,
  powerW: number,
  of: (atMs: number) => Partial<MeterLook> = () => ({}),
): readonly MeterLook[] {
  const count = blockMs(design) / design.lookMs + 1;
  return Array.from({ length: count }, (_, index) => {
    const atMs = 1_000_000 + index * design.lookMs;
    const lostWh = (powerW * index * design.lookMs) / 3_600_000;
    return look({ atMs, energyWh: Math.floor((40 - lostWh) * 100) / 100, powerW, ...of(atMs) });
  });
}
