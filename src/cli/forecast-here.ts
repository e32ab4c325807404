// SPDX-License-Identifier: MIT
import { type Forecast, forecast } from "../forecast/forecast.ts";
import { observe, startForecast } from "../forecast/forecast-state.ts";
import type { Memory } from "../forecast/memory.ts";
import { sampleOf } from "../forecast/sample.ts";
import { readBatteryMemory } from "../keeper/battery/battery-memory.ts";
import { batteryQuestion } from "../keeper/battery/battery-question.ts";
import { endPercent } from "../keeper/battery/end-percent.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { Session } from "./session.ts";

/**
 * What one reading and the memory of earlier discharges tell, without asking any keeper; `profile` is the one in force. null where there is nothing
 * to go by: a size alone is not enough to guess by.
 */
export function forecastHere({ laptop }: Session, power: PowerSnapshot, profile: string | null): Forecast | null {
  const { clock, files } = laptop.machine;
  const atMs = clock.now();
  const state = observe(startForecast(memoryHere(laptop.folders, power)), sampleOf(power, { atMs, profile }));
  const answer = forecast(state, batteryQuestion(power, { atMs, endPercent: endPercent(files) }));
  const knowsNothing = answer?.prior === "guess" && (power.energyWh === null || power.rateW === null);
  return knowsNothing ? null : answer;
}

/** The caller's own, else that of the other owner: for an ordinary user, of the whole computer. */
export const memoryHere = ({ own, other }: Session["laptop"]["folders"], power: PowerSnapshot): Memory | null =>
  readBatteryMemory(own, power) ?? (other === undefined ? null : readBatteryMemory(other, power));
