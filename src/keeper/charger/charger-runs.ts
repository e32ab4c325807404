// SPDX-License-Identifier: MIT
import type { ChargerReading, ChargerWatch } from "./charger.ts";

/** A battery's status follows the charger by up to 3 s: until then its "discharging" says nothing. */
export const LAG_MS = 3_500;

/** Since when what is so has been so. */
export type Runs = Pick<
  ChargerWatch,
  "glance" | "glanceSinceMs" | "pluggedSinceMs" | "steadySinceMs" | "goodSinceMs" | "drainSinceMs" | "tooLittleSinceMs"
>;

/** The watch's runs with one more reading. */
export function runsWith(watch: ChargerWatch, { atMs, glance, offeredW, normalDrawW }: ChargerReading): Runs {
  const since = (is: boolean, before: number | null, mayBegin = true): number | null => {
    if (!is) return null;
    // A clock that was set back must not make anybody wait.
    return before === null ? (mayBegin ? atMs : null) : Math.min(before, atMs);
  };
  const steady = glance === "good" || glance === "unclear";
  const plugged = steady || glance === "draining";
  const pluggedSinceMs = since(plugged, watch.pluggedSinceMs);
  const settled = atMs >= (pluggedSinceMs ?? atMs) + LAG_MS;
  return {
    glance,
    glanceSinceMs: since(glance === watch.glance, watch.glanceSinceMs) ?? atMs,
    pluggedSinceMs,
    steadySinceMs: since(steady, watch.steadySinceMs),
    goodSinceMs: since(steady, watch.goodSinceMs, glance === "good"),
    drainSinceMs: since(glance === "draining", watch.drainSinceMs, settled),
    tooLittleSinceMs: since(plugged && isTooLittle(offeredW, normalDrawW), watch.tooLittleSinceMs),
  };
}

const isTooLittle = (offeredW: number | null, normalDrawW: number | null): boolean =>
  offeredW !== null && normalDrawW !== null && offeredW < normalDrawW;
