// SPDX-License-Identifier: MIT
import { upowerLines } from "../../history/upower-lines.ts";
import type { Files } from "../../machine/doors.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { upowerHistory } from "./upower-history.ts";

/** What this machine draws from its battery as a rule (W), by the history that UPower keeps of the last days; null where that tells too little. */
export const usualDrawW = (files: Pick<Files, "readEnd" | "list">, power: Pick<PowerSnapshot, "packs">): number | null =>
  meanDrawW(upowerHistory(files, power, "rate"));

/** A rate holds until the next line, but no longer than this: behind a longer gap the machine slept. */
const HOLDS_S = 300;
/** Less than half an hour on battery says little about a machine. */
const LEAST_S = 1800;
const MOST_W = 300;

/** The mean power of all discharging in a history of UPower's rates. Nothing runs on 0 W. */
export function meanDrawW(history: string): number | null {
  const lines = upowerLines(history, MOST_W).filter(({ amount, state }) => amount > 0 || state !== "discharging");
  const all = { energyWs: 0, spanS: 0 };
  for (const [index, { atS, amount, state }] of lines.entries()) {
    const next = lines[index + 1];
    if (state !== "discharging" || next === undefined) continue;
    const spanS = Math.min(HOLDS_S, Math.max(0, next.atS - atS));
    all.energyWs += amount * spanS;
    all.spanS += spanS;
  }
  return all.spanS < LEAST_S ? null : all.energyWs / all.spanS;
}
