// SPDX-License-Identifier: MIT
import type { Forecast } from "../../forecast/forecast.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { durationText } from "../../text/duration.ts";
import { timeLeftBriefly } from "../../text/time-left-words.ts";
import { fullyCharged, ifUnplugged, type Known } from "../if-unplugged.ts";
import { type Check, checks } from "./check.ts";

const { ok, said, toDo } = checks("lasting");

/** As likely as a trip is planned to be; and what is not worth hoping for. */
const [SURE, HOPELESS] = [0.8, 0.5];

/** Whether a full battery, or on battery what is left in it, lasts for `lastMs` at what earlier journeys drew under the profile that `on` would take. */
export function checkLasting(power: PowerSnapshot, lastMs: number, known: Known): Check {
  const asItLeaves = power.source === "battery" ? power : fullyCharged(power);
  const told = ifUnplugged(asItLeaves, known, { untilMs: known.nowMs + lastMs, reservePercent: 0 });
  if (told === null) return said(UNKNOWN);
  const sentence = `${lasts(power, told.lasts)} with ${known.profile}: ${likely(told.chance)} for ${durationText(lastMs)}`;
  if (told.chance >= SURE) return ok(sentence);
  return told.chance >= HOPELESS ? said(sentence, "use less than usual, or take a charger along") : toDo(sentence, CHARGER);
}

const UNKNOWN = "not known yet: nothing has been learned of what this laptop draws from its battery";

const CHARGER = "take a charger or a power bank along";

const lasts = ({ source }: PowerSnapshot, told: Forecast): string =>
  `${source === "battery" ? "what is left" : "a full battery"} lasts ${timeLeftBriefly(told) ?? "an unknown time"}`;

function likely(chance: number): string {
  const percent = Math.round(100 * chance);
  return `${percent >= 99 ? "more than 98" : percent <= 1 ? "less than 2" : percent} % likely to be enough`;
}
