// SPDX-License-Identifier: MIT
import type { Forecast } from "../forecast/forecast.ts";
import { leftInNumbers } from "../forecast/left-in-numbers.ts";

/** `timeLeft` and `timeToCharged`, as docs/json.md describes them; each null where it is not what the battery does. */
export function timeLeftJson(forecast: Forecast | null): Readonly<Record<string, unknown>> {
  const { until, left, phase, prior } = forecast ?? { until: null, left: null, phase: null, prior: null };
  const times = left === null ? null : wholeMs(leftInNumbers(left));
  return {
    timeLeft: until === "end" && times !== null ? { ...times, phase, from: prior } : null,
    timeToCharged: until === "charged" && times !== null ? { ...times, phase } : null,
  };
}

const wholeMs = ({ medianMs, lowMs, highMs }: ReturnType<typeof leftInNumbers>) => ({
  medianMs: Math.round(medianMs),
  lowMs: Math.round(lowMs),
  highMs: Math.round(highMs),
});
