// SPDX-License-Identifier: MIT
import type { ChargerPhase, ChargerReading, ChargerWatch } from "./charger.ts";
import { CONFIRM_MS, dueAtMs, phaseFor } from "./charger-phase.ts";
import { runsWith } from "./charger-runs.ts";

/** A real charger whose battery drains sooner than this was good only as long as travel mode was on. */
export const RELAPSE_MS = 600_000;

/** One more reading. Answers the same object where it changes nothing, however often it comes. */
export function watchCharger(watch: ChargerWatch, reading: ChargerReading): ChargerWatch {
  const seen = { ...watch, ...runsWith(watch, reading) };
  const entered = enter(seen, phaseFor(seen, reading.atMs, watch.glance === null), reading.atMs);
  const dueMs = dueAtMs(entered);
  const next: ChargerWatch = { ...entered, againInMs: dueMs === null ? null : dueMs - reading.atMs };
  return isSame(watch, next) ? watch : next;
}

/**
 * How long after the last reading the next one is needed, as something is pending; null: events and a slow safety look are enough.
 * Never 0.
 */
export const lookAgainMs = ({ againInMs }: ChargerWatch): number | null => againInMs;

const isSame = (watch: ChargerWatch, next: ChargerWatch): boolean => {
  const before = new Map<string, unknown>(Object.entries(watch));
  return Object.entries(next).every(([key, value]) => before.get(key) === value);
};

/** The watch in this phase, with what entering it means. */
function enter(watch: ChargerWatch, phase: ChargerPhase, atMs: number): ChargerWatch {
  if (phase === "unplugged" || phase === "none")
    return { ...watch, phase, weakSinceMs: null, realAtMs: null, weakUntilUnplugged: false };
  if (phase === "weak") return enterWeak(watch, atMs);
  const realAtMs = phase === "real" && watch.phase !== "real" ? atMs : watch.realAtMs;
  return { ...watch, phase, weakSinceMs: null, realAtMs };
}

function enterWeak(watch: ChargerWatch, atMs: number): ChargerWatch {
  const { tooLittleSinceMs, realAtMs } = watch;
  const knownTooLittle = tooLittleSinceMs !== null && atMs >= tooLittleSinceMs + CONFIRM_MS;
  const relapsed = watch.phase !== "weak" && realAtMs !== null && atMs - realAtMs <= RELAPSE_MS;
  return {
    ...watch,
    phase: "weak",
    weakSinceMs: watch.weakSinceMs ?? atMs,
    weakUntilUnplugged: watch.weakUntilUnplugged || knownTooLittle || relapsed,
  };
}
