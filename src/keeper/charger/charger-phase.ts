// SPDX-License-Identifier: MIT
import type { ChargerPhase, ChargerWatch } from "./charger.ts";
import { LAG_MS } from "./charger-runs.ts";

/** "Unplugged for a moment": shorter is a plug that wobbles. */
const GONE_MS = 2_000;
/** Two readings this far apart confirm one another. */
export const CONFIRM_MS = 3_000;
const UNCLEAR_MS = 30_000;
/** A weak phase longer than this was no slip of the gauge. */
const LONG_WEAK_MS = 10_000;
/** A charger that gives no answer for so long is none to rely on. */
const MOST_LOOK_MS = 60_000;

/** What the runs of a watch come to. `isFirst`: the first reading is believed at once if it says "unplugged". */
export function phaseFor(watch: ChargerWatch, atMs: number, isFirst: boolean): ChargerPhase {
  const { phase, glance, glanceSinceMs } = watch;
  if (glance === "unplugged" || glance === "none") return isFirst || atMs >= glanceSinceMs + GONE_MS ? glance : phase;
  if (isWeak(watch, atMs)) return "weak";
  if (phase === "real" || (glance !== "draining" && atMs >= confirmsRealMs(watch))) return "real";
  return phase === "weak" ? "weak" : "looking";
}

function isWeak({ phase, glance, ...watch }: ChargerWatch, atMs: number): boolean {
  if (watch.weakUntilUnplugged) return true;
  if (glance === "draining" && watch.drainSinceMs !== null && atMs >= watch.drainSinceMs + CONFIRM_MS) return true;
  // What has proved itself real is judged by the battery alone.
  if (phase === "real") return false;
  if (watch.tooLittleSinceMs !== null) return true;
  return glance === "draining" && phase === "looking" && atMs >= (watch.pluggedSinceMs ?? atMs) + MOST_LOOK_MS;
}

/** When what is pending will be certain, if it goes on as now. */
export function dueAtMs(watch: ChargerWatch): number | null {
  const { phase, glance, glanceSinceMs, weakUntilUnplugged, tooLittleSinceMs } = watch;
  if (glance === "unplugged" || glance === "none") return phase === glance ? null : glanceSinceMs + GONE_MS;
  if (weakUntilUnplugged) return null;
  if (glance === "draining" && phase !== "weak") return confirmsDrainMs(watch);
  if (phase === "real") return null;
  if (tooLittleSinceMs !== null) return tooLittleSinceMs + CONFIRM_MS;
  return glance === "draining" ? null : confirmsRealMs(watch);
}

/** When the drain that is seen now will be certain, or can begin to count. */
const confirmsDrainMs = ({ drainSinceMs, pluggedSinceMs }: ChargerWatch): number =>
  drainSinceMs === null ? (pluggedSinceMs ?? 0) + LAG_MS : drainSinceMs + CONFIRM_MS;

/** When a charger that goes on as now will be real. */
function confirmsRealMs({ glance, goodSinceMs, steadySinceMs, weakSinceMs }: ChargerWatch): number {
  const steadyMs = steadySinceMs ?? Number.POSITIVE_INFINITY;
  const wasLongWeak = weakSinceMs !== null && steadyMs - weakSinceMs > LONG_WEAK_MS;
  const byGood = glance === "good" && goodSinceMs !== null && !wasLongWeak ? goodSinceMs + CONFIRM_MS : Number.POSITIVE_INFINITY;
  return Math.min(byGood, steadyMs + UNCLEAR_MS);
}
