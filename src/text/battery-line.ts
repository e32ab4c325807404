// SPDX-License-Identifier: MIT
import type { PowerSnapshot } from "../power/snapshot.ts";
import { durationText } from "./duration.ts";
import type { Look } from "./look.ts";

/** Below this a gauge's rate is noise, and a quotient of it means nothing. */
const LEAST_RATE_W = 0.3;
const MOST_MS = 48 * 3_600_000;
const HOUR_MS = 3_600_000;

/** Charge, state and time left in one line: "Battery 76 %, discharging at 9.8 W, about 4 h 10 min left". */
export function batteryLine(power: PowerSnapshot, { signs }: Look): string {
  if (power.packs.every(({ present }) => !present)) return "No battery.";
  const percent = power.percent === null ? signs.unknown : `${Math.round(power.percent)} %`;
  const left = timeLeftMs(power);
  return `Battery ${[percent, stateText(power), ...(left === null ? [] : [leftText(left)])].join(", ")}.`;
}

/** A rough time left at the rate of this moment, at most 48 h; null unless it drains and both numbers are known. */
export function timeLeftMs({ state, energyWh, rateW }: Pick<PowerSnapshot, "state" | "energyWh" | "rateW">): number | null {
  if (state !== "discharging" || energyWh === null || rateW === null || rateW <= LEAST_RATE_W) return null;
  return Math.min(MOST_MS, (energyWh / rateW) * HOUR_MS);
}

const leftText = (leftMs: number): string => (leftMs >= MOST_MS ? "more than 48 h left" : `about ${durationText(leftMs)} left`);

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
