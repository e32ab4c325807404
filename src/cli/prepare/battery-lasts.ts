// SPDX-License-Identifier: MIT
import type { Memory } from "../../forecast/memory.ts";
import { priorFor } from "../../forecast/prior.ts";
import { HOUR_MS } from "../../forecast/tally.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { durationText } from "../../text/duration.ts";
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
}

/** A mean of earlier journeys is that far off on a usual day. */
const UNSURE = 0.15;

/** Whether a full battery, or on battery what is left in it, lasts for `lastMs` at what earlier journeys drew. */
export function checkLasting(power: PowerSnapshot, lastMs: number, known: Known): Check {
  const ms = howLong(power, known);
  if (ms === null) return said(UNKNOWN);
  const [lasts, wanted] = [durationText(ms), durationText(lastMs)];
  const what = `${power.source === "battery" ? "what is left" : "a full battery"} lasts about ${lasts} with ${known.profile}`;
  if (ms >= lastMs * (1 + UNSURE)) return ok(`${what}: enough for ${wanted}`);
  if (ms >= lastMs) return said(`${what}: just enough for ${wanted}`, "use less than usual, or take a charger along");
  return toDo(`${what}: ${durationText(lastMs - ms)} short of ${wanted}`, "take a charger or a power bank along");
}

const UNKNOWN = "not known yet: nothing has been learned of what this laptop draws from its battery";

function howLong(power: PowerSnapshot, { memory, usualDrawW, endPercent, profile }: Known): number | null {
  const unit = memory?.unit ?? "Wh";
  const full = unit === "percent" ? 100 : power.energyFullWh;
  if (full === null || full <= 0) return null;
  const { perHour, from } = priorFor({ memory, normalDrawW: usualDrawW }, { unit, full, profile });
  const percent = power.source === "battery" ? power.percent : 100;
  if (from === "guess" || perHour <= 0 || percent === null) return null;
  return (Math.max(0, (full * (percent - endPercent)) / 100) / perHour) * HOUR_MS;
}
