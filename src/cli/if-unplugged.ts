// SPDX-License-Identifier: MIT
import { type Forecast, forecast } from "../forecast/forecast.ts";
import { observe, startForecast } from "../forecast/forecast-state.ts";
import type { Memory } from "../forecast/memory.ts";
import { sampleOf } from "../forecast/sample.ts";
import { chanceOfLasting, type TripGoal } from "../forecast/trip/chance.ts";
import { endPercent } from "../keeper/battery/end-percent.ts";
import { usualDrawW } from "../keeper/battery/usual-draw.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import { memoryHere } from "./forecast-here.ts";
import type { Session } from "./session.ts";

/** What is known of how fast this machine drains its battery, and until where. */
export interface Known {
  readonly memory: Memory | null;
  /** By UPower's history, where nothing was learned. */
  readonly usualDrawW: number | null;
  readonly endPercent: number;
  /** The profile that will be in force; null for none. */
  readonly profile: string | null;
  readonly nowMs: number;
}

/** How long the battery would last from now on, and how likely that is enough (0 to 1). */
export interface IfUnplugged {
  readonly lasts: Forecast;
  readonly chance: number;
}

/** By what earlier journeys drew, the trip's own probability; what the machine draws on a charger says nothing. null where nothing was learned. */
export function ifUnplugged(power: PowerSnapshot, { memory, usualDrawW, ...known }: Known, goal: TripGoal): IfUnplugged | null {
  const { nowMs: atMs, profile, endPercent } = known;
  const now: PowerSnapshot = { ...power, source: "battery", state: "discharging", rateW: null };
  const state = observe(startForecast(memory, usualDrawW), sampleOf(now, { atMs, profile }));
  const question = { atMs, endPercent, chargeLimitPercent: null };
  const lasts = forecast(state, question);
  const chance = chanceOfLasting(state, question, goal);
  return lasts === null || lasts.prior === "guess" || chance === null ? null : { lasts, chance };
}

/** The same battery, charged full. */
export const fullyCharged = (power: PowerSnapshot): PowerSnapshot => ({
  ...power,
  percent: 100,
  energyWh: power.energyFullWh,
});

export const knownHere = ({ laptop }: Session, power: PowerSnapshot, profile: string | null): Known => ({
  memory: memoryHere(laptop.folders, power),
  usualDrawW: usualDrawW(laptop.machine.files, power),
  endPercent: endPercent(laptop.machine.files),
  profile,
  nowMs: laptop.machine.clock.now(),
});
