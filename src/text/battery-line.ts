// SPDX-License-Identifier: MIT
import type { Forecast } from "../forecast/forecast.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { Look } from "./look.ts";
import { timeLeftWords } from "./time-left-words.ts";

/** Below this a gauge's rate is noise, and a quotient of it means nothing. */
const LEAST_RATE_W = 0.3;
const MOST_MS = 48 * 3_600_000;
const HOUR_MS = 3_600_000;

/** Charge, state and time left in one line: "Battery 76 %, discharging at 9.8 W, about 4 h 10 min left (likely 3 h 30 min to 4 h 50 min)." */
export function batteryLine(power: PowerSnapshot, forecast: Forecast | null, { signs }: Look): string {
  if (power.packs.every(({ present }) => !present)) return "No battery.";
  const percent = power.percent === null ? signs.unknown : `${Math.round(power.percent)} %`;
  const left = forecast === null ? null : timeLeftWords(forecast);
  return `Battery ${[percent, stateText(power), ...(left === null ? [] : [left])].join(", ")}.`;
}

/** A rough time left at the rate of this moment, at most 48 h; null unless it drains and both numbers are known. */
export function timeLeftMs({ state, energyWh, rateW }: Pick<PowerSnapshot, "state" | "energyWh" | "rateW">): number | null {
  if (state !== "discharging" || energyWh === null || rateW === null || rateW <= LEAST_RATE_W) return null;
  return Math.min(MOST_MS, (energyWh / rateW) * HOUR_MS);
}

const STATES: Readonly<Record<PowerSnapshot["state"], string>> = {
  charging: "charging",
  discharging: "discharging",
  empty: "empty",
  "fully-charged": "full",
  "pending-charge": "plugged in, not charging",
  unknown: "state unknown",
};

function stateText({ state, rateW, source }: PowerSnapshot): string {
  const moving = state === "charging" || state === "discharging";
  const rate = moving && rateW !== null ? ` at ${rateW.toFixed(1)} W` : "";
  return `${STATES[state]}${rate}${source === "weak-ac" ? " on weak power (a charger is in, but gives too little)" : ""}`;
}
