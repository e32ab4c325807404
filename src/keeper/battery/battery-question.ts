// SPDX-License-Identifier: MIT
import type { Question } from "../../forecast/forecast.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { countedPacks } from "../../power/totals.ts";

/** What is asked of the forecast on a machine: until the level at which the system acts, or where charging stops. */
export const batteryQuestion = (
  power: Pick<PowerSnapshot, "packs">,
  { atMs, endPercent }: Pick<Question, "atMs" | "endPercent">,
): Question => ({ atMs, endPercent, chargeLimitPercent: chargeLimitPercent(power) });

/** Of two packs the one that is charged further; one without a limit is charged until it is full. */
function chargeLimitPercent({ packs }: Pick<PowerSnapshot, "packs">): number | null {
  const limits = countedPacks(packs).map(({ chargeEndPercent }) => chargeEndPercent ?? 100);
  return limits.length === 0 ? null : Math.max(...limits);
}
