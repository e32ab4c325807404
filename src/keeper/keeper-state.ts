// SPDX-License-Identifier: MIT

import { forecastNow } from "./battery/learn.ts";
import { type Course, standingNow } from "./course.ts";
import type { KeeperState } from "./keeper.ts";
import { tripTold } from "./trip/trip-told.ts";

/** All that the keeper tells of itself. */
export async function keeperState(course: Course): Promise<KeeperState> {
  const { wishes, charger, power, lastReport, parts } = course;
  const { mode, profile, sinceMs, settings } = await parts.engine.status();
  const { byHand, trip, pause, auto } = wishes;
  const typed = byHand?.kind === "on" ? byHand : trip;
  return {
    mode,
    winner: standingNow(course).winner,
    profile,
    sinceMs,
    stayOn: typed?.stayOn ?? false,
    armed: typed?.armed ?? null,
    pause,
    auto: auto?.name ?? null,
    fullCharge: wishes.fullCharge,
    trip: tripTold(course),
    charger: charger.phase,
    power,
    forecast: forecastNow(course),
    settings,
    lastReport,
  };
}
