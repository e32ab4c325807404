// SPDX-License-Identifier: MIT
import type { Forecast } from "../../forecast/forecast.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { timeLeftWords } from "../../text/time-left-words.ts";
import { type Check, checks } from "./check.ts";

const { ok, said, toDo } = checks("level");

/** From here on a gauge means full: many never say 100. */
const FULL_FROM_PERCENT = 98;

/** How full the battery is, and how long it charges; `forecast` as of now. */
export function checkLevel(power: PowerSnapshot, forecast: Forecast | null): Check {
  const { source, state, percent } = power;
  if (source === "none") return said("there is no battery");
  const level = percent === null ? "its level is not told" : `${Math.round(percent)} %`;
  if (source === "battery") return toDo(`${level}, and nothing is plugged in`, "plug in the charger");
  if (source === "weak-ac") return toDo(`${level}, and it drains although something is plugged in`, WEAK);
  if (state === "fully-charged" || (percent ?? 0) >= FULL_FROM_PERCENT) return ok(`${level}, charged`);
  if (state === "charging") return ok([level, "charging", ...timeToFull(forecast)].join(", "));
  return said(`${level}, plugged in, and not charging`);
}

const WEAK = "use a charger with more watts, or another port";

function timeToFull(forecast: Forecast | null): readonly string[] {
  const words = forecast?.until === "charged" ? timeLeftWords(forecast) : null;
  return words === null ? [] : [words];
}
