// SPDX-License-Identifier: MIT
import type { PowerSnapshot } from "../../power/snapshot.ts";
import type { ChargerMemory } from "../wishes/wishes.ts";

/**
 * What feeds the machine, once it is certain. `looking`: something was plugged in, and is being watched. `weak`: plugged in, and
 * the battery drains all the same. `none`: a machine without a battery.
 */
export type ChargerPhase = "unplugged" | "looking" | "weak" | "real" | "none";

/** What one reading says by itself. `unclear`: plugged in, but whether the battery gains or loses is not known. */
export type Glance = "unplugged" | "draining" | "good" | "unclear" | "none";

/** What this snapshot says. A battery that charges counts as a good charger, also where the kernel shows none. */
export function glanceAt({ source, state }: PowerSnapshot): Glance {
  if (source === "battery") return "unplugged";
  if (source === "weak-ac") return "draining";
  if (source === "none") return "none";
  return state === "charging" || state === "fully-charged" || state === "pending-charge" ? "good" : "unclear";
}

/** A reading of the power. Times are milliseconds of one clock; gaps (sleep) are fine. */
export interface ChargerReading {
  readonly atMs: number;
  readonly glance: Glance;
  /** What the charger has negotiated. */
  readonly offeredW: number | null;
  /** What the machine draws without travel mode. */
  readonly normalDrawW: number | null;
}

/** What the readings so far come to. Each `...SinceMs` is the first reading of what is still so; null where it is not so. */
export interface ChargerWatch {
  readonly phase: ChargerPhase;
  /** The last one; null before the first. */
  readonly glance: Glance | null;
  readonly glanceSinceMs: number;
  readonly pluggedSinceMs: number | null;
  /** Plugged in and never drained since; `good` is the first good reading of that time. */
  readonly steadySinceMs: number | null;
  readonly goodSinceMs: number | null;
  readonly drainSinceMs: number | null;
  /** It offers less than the machine normally draws. */
  readonly tooLittleSinceMs: number | null;
  readonly weakSinceMs: number | null;
  /** When it last was found real; kept until it is unplugged. */
  readonly realAtMs: number | null;
  readonly weakUntilUnplugged: boolean;
  /** How long after the last reading something that is pending wants the next one. */
  readonly againInMs: number | null;
}

/**
 * The watch before its first reading, which is believed at once if it says "unplugged". `known`: "plugged-in" for a keeper that
 * unplugging has woken, where it takes its moment as always.
 */
export const startWatch = (memory: ChargerMemory, known: "nothing" | "plugged-in" = "nothing"): ChargerWatch => ({
  phase: "looking",
  glance: known === "nothing" ? null : "unclear",
  glanceSinceMs: 0,
  pluggedSinceMs: null,
  steadySinceMs: null,
  goodSinceMs: null,
  drainSinceMs: null,
  tooLittleSinceMs: null,
  weakSinceMs: null,
  realAtMs: memory.ended?.atMs ?? null,
  weakUntilUnplugged: memory.weakUntilUnplugged,
  againInMs: null,
});
