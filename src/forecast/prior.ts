// SPDX-License-Identifier: MIT
import { LONGEST_NAME, type Memory } from "./memory.ts";
import type { GaugeUnit } from "./sample.ts";
import { atMost, HOUR_MS, lasting, MINUTE_MS, perHourOf, plus, type Tally } from "./tally.ts";

/** What is believed of the draw before the discharge itself has shown anything. */
export interface Prior {
  readonly perHour: number;
  /** For how much evidence it counts. */
  readonly weightMs: number;
  /** Earlier discharges; what somebody knows of the machine; or nothing. */
  readonly from: "memory" | "hint" | "guess";
}

/** What there is to believe by. */
export interface Background {
  readonly memory: Memory | null;
  /** What the machine normally draws, as far as somebody knows. */
  readonly normalDrawW: number | null;
}

export interface Circumstances {
  readonly unit: GaugeUnit;
  /** What the battery can hold, in that unit. */
  readonly full: number;
  readonly profile: string | null;
}

/** A laptop of which nothing is known lasts so long: a worn pack of 50 Wh at 10 W. */
const GUESS_MS = 5 * HOUR_MS;
const GUESS_WEIGHT_MS = 10 * MINUTE_MS;
const KNOWN_WEIGHT_MS = 45 * MINUTE_MS;
/** So much of what all profiles drew stands beside what a profile has drawn itself. */
const ALIKE_MS = 30 * MINUTE_MS;
/** So many hours of a memory are half believed. */
const DOUBT_MS = 2 * HOUR_MS;
/** For how long a power reading is believed to be right, and how wrong it may turn out. */
const RIGHT_MS = 2 * HOUR_MS;
const [LEAST_RATIO, MOST_RATIO] = [0.77, 1.3];

/** The prior for these circumstances. A memory of minutes only leans on the hint or the guess. */
export function priorFor({ memory, normalDrawW }: Background, circumstances: Circumstances): Prior {
  const { unit, full, profile } = circumstances;
  const hint = unit === "Wh" ? positive(normalDrawW) : null;
  const without = hint ?? (full * HOUR_MS) / GUESS_MS;
  if (memory === null || memory.unit !== unit || perHourOf(memory.draw) === null) {
    const from = hint === null ? "guess" : "hint";
    return { perHour: without, weightMs: from === "hint" ? KNOWN_WEIGHT_MS : GUESS_WEIGHT_MS, from };
  }
  const seen = plus(drawUnder(memory, profile), lasting(without, GUESS_WEIGHT_MS));
  return { perHour: perHourOf(seen) ?? without, weightMs: weightOf(memory), from: "memory" };
}

/** One discharge may have been an odd one; many are known well. */
function weightOf({ draw }: Memory): number {
  const known = draw.spanMs / (draw.spanMs + DOUBT_MS);
  return GUESS_WEIGHT_MS + (KNOWN_WEIGHT_MS - GUESS_WEIGHT_MS) * known;
}

function drawUnder({ draw, profiles }: Memory, profile: string | null): Tally {
  const own = profiles.find(({ name }) => name === profile?.slice(0, LONGEST_NAME));
  return own === undefined ? draw : plus(atMost(draw, ALIKE_MS), own);
}

/** What the gauge loses for each watt-hour of which the power reading tells: 1, unless many hours have shown another. */
export function gaugeRatio(memory: Memory | null): number {
  if (memory === null || memory.unit !== "Wh" || memory.metered.reading <= 0) return 1;
  const { gauge, reading, spanMs } = memory.metered;
  const ratio = 1 + ((gauge / reading - 1) * spanMs) / (spanMs + RIGHT_MS);
  return Math.min(MOST_RATIO, Math.max(LEAST_RATIO, ratio));
}

const positive = (amount: number | null): number | null =>
  amount !== null && Number.isFinite(amount) && amount > 0 ? amount : null;
