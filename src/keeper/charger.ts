// SPDX-License-Identifier: MIT
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { ChargerMemory } from "./wishes.ts";

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

/** "Unplugged for a moment": shorter is a plug that wobbles. */
const GONE_MS = 2_000;
/** Two readings this far apart confirm one another. */
const CONFIRM_MS = 3_000;
/** A battery's status follows the charger by up to 3 s: until then its "discharging" says nothing. */
const LAG_MS = 3_500;
const UNCLEAR_MS = 30_000;
/** A weak phase longer than this was no slip of the gauge. */
const LONG_WEAK_MS = 10_000;
/** A charger that gives no answer for so long is none to rely on. */
const MOST_LOOK_MS = 60_000;
/** A real charger whose battery drains sooner than this was good only as long as travel mode was on. */
export const RELAPSE_MS = 600_000;

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

/** When what is pending will be certain, if it goes on as now. */
function dueAtMs(watch: ChargerWatch): number | null {
  const { phase, glance, glanceSinceMs, weakUntilUnplugged, tooLittleSinceMs } = watch;
  if (glance === "unplugged" || glance === "none") return phase === glance ? null : glanceSinceMs + GONE_MS;
  if (weakUntilUnplugged) return null;
  if (glance === "draining" && phase !== "weak") return confirmsDrainMs(watch);
  if (phase === "real") return null;
  if (tooLittleSinceMs !== null) return tooLittleSinceMs + CONFIRM_MS;
  return glance === "draining" ? null : confirmsRealMs(watch);
}

type Runs = Pick<
  ChargerWatch,
  "glance" | "glanceSinceMs" | "pluggedSinceMs" | "steadySinceMs" | "goodSinceMs" | "drainSinceMs" | "tooLittleSinceMs"
>;

function runsWith(watch: ChargerWatch, { atMs, glance, offeredW, normalDrawW }: ChargerReading): Runs {
  const since = (is: boolean, before: number | null, mayBegin = true): number | null => {
    if (!is) return null;
    // A clock that was set back must not make anybody wait.
    return before === null ? (mayBegin ? atMs : null) : Math.min(before, atMs);
  };
  const steady = glance === "good" || glance === "unclear";
  const plugged = steady || glance === "draining";
  const pluggedSinceMs = since(plugged, watch.pluggedSinceMs);
  const settled = atMs >= (pluggedSinceMs ?? atMs) + LAG_MS;
  return {
    glance,
    glanceSinceMs: since(glance === watch.glance, watch.glanceSinceMs) ?? atMs,
    pluggedSinceMs,
    steadySinceMs: since(steady, watch.steadySinceMs),
    goodSinceMs: since(steady, watch.goodSinceMs, glance === "good"),
    drainSinceMs: since(glance === "draining", watch.drainSinceMs, settled),
    tooLittleSinceMs: since(plugged && isTooLittle(offeredW, normalDrawW), watch.tooLittleSinceMs),
  };
}

const isTooLittle = (offeredW: number | null, normalDrawW: number | null): boolean =>
  offeredW !== null && normalDrawW !== null && offeredW < normalDrawW;

function phaseFor(watch: ChargerWatch, atMs: number, isFirst: boolean): ChargerPhase {
  const { phase, glance, glanceSinceMs } = watch;
  if (glance === "unplugged" || glance === "none") return isFirst || atMs >= glanceSinceMs + GONE_MS ? glance : phase;
  if (isWeak(watch, atMs)) return "weak";
  if (phase === "real" || (glance !== "draining" && atMs >= confirmsRealMs(watch))) return "real";
  return phase === "weak" ? "weak" : "looking";
}

function isWeak({ phase, glance, ...watch }: ChargerWatch, atMs: number): boolean {
  if (watch.weakUntilUnplugged) return true;
  if (glance === "draining" && watch.drainSinceMs !== null && atMs >= watch.drainSinceMs + CONFIRM_MS) return true;
  // What has proved itself real is judged by the battery alone.
  if (phase === "real") return false;
  if (watch.tooLittleSinceMs !== null) return true;
  return glance === "draining" && phase === "looking" && atMs >= (watch.pluggedSinceMs ?? atMs) + MOST_LOOK_MS;
}

/** When the drain that is seen now will be certain, or can begin to count. */
const confirmsDrainMs = ({ drainSinceMs, pluggedSinceMs }: ChargerWatch): number =>
  drainSinceMs === null ? (pluggedSinceMs ?? 0) + LAG_MS : drainSinceMs + CONFIRM_MS;

/** When a charger that goes on as now will be real. */
function confirmsRealMs({ glance, goodSinceMs, steadySinceMs, weakSinceMs }: ChargerWatch): number {
  const steadyMs = steadySinceMs ?? Number.POSITIVE_INFINITY;
  const wasLongWeak = weakSinceMs !== null && steadyMs - weakSinceMs > LONG_WEAK_MS;
  const byGood = glance === "good" && goodSinceMs !== null && !wasLongWeak ? goodSinceMs + CONFIRM_MS : Number.POSITIVE_INFINITY;
  return Math.min(byGood, steadyMs + UNCLEAR_MS);
}

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
