// SPDX-License-Identifier: MIT
import type { Forecast, TimeLeft } from "../../forecast/forecast.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { type Arrival, arrivalClock } from "../../text/arrival-words.ts";
import { timeLeftWords } from "../../text/time-left-words.ts";
import { type Check, checks, type Journey } from "./check.ts";

const { ok, said, toDo } = checks("level");

/** From here on a gauge means full: many never say 100. */
const FULL_FROM_PERCENT = 98;

/** How full the battery is, and whether it will be charged when the journey begins; `forecast` as of now. */
export function checkLevel(power: PowerSnapshot, forecast: Forecast | null, journey: Journey): Check {
  const { source, state, percent } = power;
  if (source === "none") return said("there is no battery");
  const level = percent === null ? "its level is not told" : `${Math.round(percent)} %`;
  if (source === "battery") return toDo(`${level}, and nothing is plugged in`, "plug in the charger");
  if (source === "weak-ac") return toDo(`${level}, and it drains although something is plugged in`, WEAK);
  if (state === "fully-charged" || (percent ?? 0) >= FULL_FROM_PERCENT) return ok(`${level}, charged`);
  if (state === "charging") return checkCharging(level, forecast, journey);
  return said(`${level}, plugged in, and not charging`);
}

const WEAK = "use a charger with more watts, or another port";

function checkCharging(level: string, forecast: Forecast | null, journey: Journey): Check {
  const words = forecast?.until === "charged" ? timeLeftWords(forecast) : null;
  const charges = [level, "charging", ...(words === null ? [] : [words])].join(", ");
  const left = words === null ? null : (forecast?.left ?? null);
  return journey.by === null || left === null ? ok(charges) : checkInTime(charges, left, { ...journey, by: journey.by });
}

/** The interval decides: what is late four times out of five is told as late. */
function checkInTime(charges: string, left: NonNullable<Forecast["left"]>, { nowMs, by }: Journey & { by: Arrival }): Check {
  const clock = arrivalClock(by, nowMs);
  const { medianMs, highMs } = left === "more than 48 h" ? NEVER : left;
  if (nowMs + highMs <= by.atMs) return ok(`${charges}: in time for ${clock}`);
  if (nowMs + medianMs <= by.atMs) return said(`${charges}: perhaps not by ${clock}`, FASTER);
  return toDo(`${charges}: not by ${clock}`, FASTER);
}

const NEVER: Pick<TimeLeft, "medianMs" | "highMs"> = { medianMs: Number.POSITIVE_INFINITY, highMs: Number.POSITIVE_INFINITY };

const FASTER = "use a charger with more watts, or let the laptop sleep while it charges";
