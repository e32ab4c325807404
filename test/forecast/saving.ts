// SPDX-License-Identifier: MIT
import type { KnownSaving, Saving } from "../../src/forecast/savings.ts";

/** A saving of half a watt with the CPU's boost off, and what is told otherwise. */
export const saving = (more: Partial<Saving>): Saving => ({
  ...{ knob: "cpu.boost", wish: "off", medianW: 0.5, lowW: 0.4, highW: 0.6, blocks: 10, measuredAtMs: 1, from: "battery" },
  conditions: { before: "on", brightnessPercent: 70, profile: null, powerW: 8, busyPercent: 5 },
  ...more,
});

/** The same as it goes with a journey. */
export function known(more: Partial<Saving>): KnownSaving {
  const { blocks: _, conditions: __, ...rest } = saving(more);
  return rest;
}
