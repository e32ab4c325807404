// SPDX-License-Identifier: MIT
import type { PowerSnapshot } from "../power/snapshot.ts";
import { durationText } from "../text/duration.ts";
import type { PowerPoint, State } from "./state.ts";

/**
 * How long the battery lasts, in words for the top of the screen. `rough`: energy over power, smoothed over five minutes; `first`: over less than
 * a minute, so hardly more than a guess.
 */
export interface TimeLeft {
  readonly text: string;
  /** null where there is none to tell (on a charger, no battery, nothing known). */
  readonly leftMs: number | null;
  readonly certainty: "first" | "rough" | "none";
}

const HOUR_MS = 3_600_000;
const SMOOTHED_MS = 300_000;
const FIRST_MS = 60_000;
const MOST_MS = 48 * HOUR_MS;
/** Below this a gauge's rate is noise, and a quotient of it means nothing. */
const LEAST_W = 0.3;

/** Never more than 48 h, never for a battery that does not drain; the energy counts down to the level at which the system acts. */
export function timeLeft({
  power,
  points,
  endPercent,
  nowMs,
}: Pick<State, "power" | "points" | "endPercent" | "nowMs">): TimeLeft {
  if (power === null) return nothing("looking");
  if (power.packs.every(({ present }) => !present)) return nothing("no battery");
  if (power.state === "charging") return untilFull(power);
  if (power.state !== "discharging") return nothing(RESTS[power.state]);
  const recent = sinceUnplugged(points, nowMs);
  const powerW = meanPowerW(recent) ?? power.rateW;
  const energyWh = usableWh(power, endPercent);
  if (powerW === null || powerW < LEAST_W || energyWh === null) return nothing("time left unknown");
  const leftMs = (energyWh / powerW) * HOUR_MS;
  const spanMs = nowMs - (recent[0]?.atMs ?? nowMs);
  return drained(leftMs, spanMs < FIRST_MS ? "first" : "rough");
}

function drained(leftMs: number, certainty: "first" | "rough"): TimeLeft {
  if (leftMs >= MOST_MS) return { text: "more than 48 h left", leftMs: MOST_MS, certainty };
  return { text: `${durationText(cautious(leftMs))} left`, leftMs, certainty };
}

/** Rounded down, and the more there is the more coarsely: nobody plans by the minute of five hours. */
function cautious(leftMs: number): number {
  const stepMs = leftMs > 2 * HOUR_MS ? 10 * 60_000 : leftMs > HOUR_MS / 2 ? 5 * 60_000 : 60_000;
  return Math.floor(leftMs / stepMs) * stepMs;
}

function untilFull({ energyWh, energyFullWh, rateW }: PowerSnapshot): TimeLeft {
  if (energyWh === null || energyFullWh === null || rateW === null || rateW < LEAST_W) return nothing("charging");
  const fullMs = (Math.max(0, energyFullWh - energyWh) / rateW) * HOUR_MS;
  return nothing(fullMs >= MOST_MS ? "charging" : `${durationText(fullMs)} to full`);
}

const nothing = (text: string): TimeLeft => ({ text, leftMs: null, certainty: "none" });

const RESTS: Readonly<Record<Exclude<PowerSnapshot["state"], "charging" | "discharging">, string>> = {
  empty: "empty",
  "fully-charged": "full",
  "pending-charge": "plugged in, not charging",
  unknown: "time left unknown",
};

/** What is left until the system puts itself to sleep. */
function usableWh({ energyWh, energyFullWh }: PowerSnapshot, endPercent: number): number | null {
  if (energyWh === null) return null;
  return Math.max(0, energyWh - ((energyFullWh ?? 0) * endPercent) / 100);
}

/** The last five minutes, as far as the battery drained without a break. */
function sinceUnplugged(points: readonly PowerPoint[], nowMs: number): readonly PowerPoint[] {
  const recent = points.filter(({ atMs }) => nowMs - atMs <= SMOOTHED_MS);
  return recent.slice(recent.findLastIndex(({ draining }) => !draining) + 1);
}

/** The mean of what the gauge says; where it says nothing, of what was lost. */
function meanPowerW(points: readonly PowerPoint[]): number | null {
  const told = points.flatMap(({ powerW }) => (powerW === null ? [] : [powerW]));
  if (told.length > 0) return told.reduce((sum, one) => sum + one, 0) / told.length;
  const [first, last] = [points[0], points.at(-1)];
  if (first?.energyWh == null || last?.energyWh == null || last.atMs - first.atMs < 2 * FIRST_MS) return null;
  return ((first.energyWh - last.energyWh) * HOUR_MS) / (last.atMs - first.atMs);
}
