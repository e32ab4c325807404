// SPDX-License-Identifier: MIT
import { type Forecast, forecast } from "../../forecast/forecast.ts";
import { observe, startForecast } from "../../forecast/forecast-state.ts";
import type { Memory } from "../../forecast/memory.ts";
import { sampleOf } from "../../forecast/sample.ts";
import { chanceOfLasting } from "../../forecast/trip/chance.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { durationText } from "../../text/duration.ts";
import { timeLeftBriefly } from "../../text/time-left-words.ts";
import { type Check, checks } from "./check.ts";

const { ok, said, toDo } = checks("lasting");

/** What is known of how fast this machine drains its battery, and until where. */
export interface Known {
  readonly memory: Memory | null;
  /** By UPower's history, where nothing was learned. */
  readonly usualDrawW: number | null;
  readonly endPercent: number;
  /** The profile that `on` would take. */
  readonly profile: string;
  readonly nowMs: number;
}

/** As likely as a trip is planned to be; and what is not worth hoping for. */
const [SURE, HOPELESS] = [0.8, 0.5];

/** Whether a full battery, or on battery what is left in it, lasts for `lastMs` at what earlier journeys drew: the trip's own probability. */
export function checkLasting(power: PowerSnapshot, lastMs: number, known: Known): Check {
  const { nowMs, endPercent, profile } = known;
  const state = observe(startForecast(known.memory, known.usualDrawW), sampleOf(asItLeaves(power), { atMs: nowMs, profile }));
  const question = { atMs: nowMs, endPercent, chargeLimitPercent: null };
  const told = forecast(state, question);
  const chance = chanceOfLasting(state, question, { untilMs: nowMs + lastMs, reservePercent: 0 });
  if (told === null || told.prior === "guess" || chance === null) return said(UNKNOWN);
  const sentence = `${lasts(power, told)} with ${profile}: ${likely(chance)} for ${durationText(lastMs)}`;
  if (chance >= SURE) return ok(sentence);
  return chance >= HOPELESS ? said(sentence, "use less than usual, or take a charger along") : toDo(sentence, CHARGER);
}

const UNKNOWN = "not known yet: nothing has been learned of what this laptop draws from its battery";

const CHARGER = "take a charger or a power bank along";

/** On a charger, as if it were full and just unplugged; what the machine draws meanwhile says nothing about the way. */
const asItLeaves = (power: PowerSnapshot): PowerSnapshot =>
  power.source === "battery"
    ? { ...power, rateW: null }
    : { ...power, source: "battery", state: "discharging", percent: 100, energyWh: power.energyFullWh, rateW: null };

const lasts = ({ source }: PowerSnapshot, told: Forecast): string =>
  `${source === "battery" ? "what is left" : "a full battery"} lasts ${timeLeftBriefly(told) ?? "an unknown time"}`;

function likely(chance: number): string {
  const percent = Math.round(100 * chance);
  return `${percent >= 99 ? "more than 98" : percent <= 1 ? "less than 2" : percent} % likely to be enough`;
}
