// SPDX-License-Identifier: MIT

import { type Course, standingNow } from "./course.ts";
import type { KeeperState } from "./keeper.ts";
import { forecastNow } from "./learn.ts";

/** All that the keeper tells of itself. */
export async function keeperState(course: Course): Promise<KeeperState> {
  const { wishes, charger, power, lastReport, parts } = course;
  const { mode, profile, sinceMs, settings } = await parts.engine.status();
  const { byHand, pause, auto } = wishes;
  return {
    mode,
    winner: standingNow(course).winner,
    profile,
    sinceMs,
    stayOn: byHand?.kind === "on" && byHand.stayOn,
    armed: byHand?.kind === "on" ? byHand.armed : null,
    pause,
    auto: auto?.name ?? null,
    fullCharge: wishes.fullCharge,
    charger: charger.phase,
    power,
    forecast: forecastNow(course),
    settings,
    lastReport,
  };
}
