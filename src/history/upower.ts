// SPDX-License-Identifier: MIT
import type { HistoryRecord, Look, Mark } from "./record.ts";
import { type UpowerLine, upowerLines } from "./upower-lines.ts";

/** What UPower has kept of one battery: the texts of its files, "" where there is none. */
export interface UpowerTexts {
  readonly charge: string;
  readonly rate: string;
}

/** Lines further apart than this, and the machine slept: UPower looks every two minutes at least. */
const SLEPT_S = 900;

/**
 * UPower's history of a battery as records: what the gauge showed, when it slept (nothing was written), when UPower began anew (a boot, as a rule).
 * It knows nothing of profiles and brightness. `fullWh`: what the battery holds, by which its percents are energy.
 */
export function upowerRecords({ charge, rate }: UpowerTexts, fullWh: number | null): readonly HistoryRecord[] {
  const rates = upowerLines(rate, MOST_W);
  const records: HistoryRecord[] = [];
  let before: UpowerLine | null = null;
  let atRate = 0;
  for (const line of upowerLines(charge, 100)) {
    records.push(...marksBetween(before, line));
    before = line;
    if (line.state === "unknown") continue;
    while ((rates[atRate + 1]?.atS ?? Number.POSITIVE_INFINITY) <= line.atS) atRate += 1;
    records.push(lookOf(line, { rate: rates[atRate], fullWh }));
  }
  return records;
}

const MOST_W = 300;

function marksBetween(before: UpowerLine | null, { atS, state }: UpowerLine): readonly Mark[] {
  const atMs = atS * 1000;
  if (state === "unknown") return [{ kind: "begin", atMs, boot: `upower ${atS}` }];
  if (before === null || before.state === "unknown" || atS - before.atS < SLEPT_S) return [];
  return [
    { kind: "sleep", atMs: before.atS * 1000 },
    { kind: "wake", atMs },
  ];
}

function lookOf({ atS, amount, state }: UpowerLine, more: { rate: UpowerLine | undefined; fullWh: number | null }): Look {
  const { rate, fullWh } = more;
  const isNear = rate !== undefined && Math.abs(rate.atS - atS) < SLEPT_S && rate.state === state && rate.amount > 0;
  return {
    kind: "look",
    atMs: atS * 1000,
    flow: state === "discharging" || state === "charging" ? state : "idle",
    energyWh: fullWh === null ? null : (fullWh * amount) / 100,
    powerW: isNear ? rate.amount : null,
    percent: amount,
    brightnessPercent: null,
    profile: null,
  };
}
