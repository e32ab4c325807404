// SPDX-License-Identifier: MIT
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { LevelRule } from "../profile/config.ts";

/** A level that rises again by less is the gauge's doing. */
const HYSTERESIS_PERCENT = 3;

/**
 * The rule for this level (percent): of those that it lies below, the lowest. The one that is in force (`current`) is left only 3 points
 * above its limit. An unknown level changes nothing.
 */
export function ruleInForce(rules: readonly LevelRule[], percent: number | null, current: LevelRule | null): LevelRule | null {
  const isCurrent = (rule: LevelRule): boolean => rule.below === current?.below;
  const matches = rules.filter((rule) =>
    percent === null ? isCurrent(rule) : percent < rule.below + (isCurrent(rule) ? HYSTERESIS_PERCENT : 0),
  );
  return matches.toSorted((one, other) => one.below - other.below)[0] ?? null;
}

/** The warning that nothing holds back, in percent. */
export const LAST_WARNING_PERCENT = 5;

/** Where a word is due, in percent. */
const WARN_AT = [LAST_WARNING_PERCENT, 10] as const;

/**
 * Which warning is due, in percent: each once in a discharge, and of two at once the more urgent. `lowest`: the lowest level of this
 * discharge before now; null where there is none.
 */
export function warningAt(lowest: number | null, percent: number | null): number | null {
  if (percent === null) return null;
  return WARN_AT.find((limit) => percent <= limit && (lowest === null || lowest > limit)) ?? null;
}

/** The lowest level of this discharge, with this one. */
export const lowestLevel = (lowest: number | null, percent: number | null): number | null =>
  lowest === null || percent === null ? (lowest ?? percent) : Math.min(lowest, percent);

/** What the machine does, and at which level, when its battery comes to an end. */
export interface BatteryEnd {
  readonly action: "hibernation" | "sleep" | "shutdown" | "empty";
  readonly atPercent: number;
}

/** The last percents cannot be counted on. */
const UNKNOWN_END: BatteryEnd = { action: "empty", atPercent: 2 };

/** What is known of a battery that runs low; `rateW` is what it gives, `leftMs` what is forecast until the machine acts (null: nothing). */
export interface LowBattery extends Pick<PowerSnapshot, "percent" | "energyWh" | "energyFullWh" | "rateW"> {
  readonly leftMs: number | null;
}

/** The sentence if one is due, else null: "Battery at 10 %: about 9 min to hibernation". */
export function lowWord(lowest: number | null, battery: LowBattery, end: BatteryEnd = UNKNOWN_END): string | null {
  const { percent } = battery;
  if (percent === null || warningAt(lowest, percent) === null) return null;
  const minutes = minutesLeft(battery, percent, end.atPercent);
  const level = `Battery at ${Math.round(percent)} %`;
  return minutes === null ? level : `${level}: ${spanWords(minutes)} ${END_WORDS[end.action]}`;
}

const END_WORDS: Readonly<Record<BatteryEnd["action"], string>> = {
  hibernation: "to hibernation",
  sleep: "to sleep",
  shutdown: "to shutdown",
  empty: "until it is empty",
};

/** null: not known how much it holds, or how fast that goes. */
function minutesLeft({ leftMs, energyWh, energyFullWh, rateW }: LowBattery, percent: number, atPercent: number): number | null {
  if (leftMs !== null) return leftMs / 60_000;
  if (energyFullWh === null || rateW === null || rateW <= 0) return null;
  const heldWh = energyWh ?? (energyFullWh * percent) / 100;
  return ((heldWh - (energyFullWh * atPercent) / 100) / rateW) * 60;
}

/** Rounded down: too early a warning costs less than one too late. */
function spanWords(minutes: number): string {
  if (minutes < 1) return "less than 1 min";
  return `about ${minutes <= 10 ? Math.floor(minutes) : Math.floor(minutes / 5) * 5} min`;
}
