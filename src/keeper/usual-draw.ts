// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { Pack } from "../power/pack.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import { countedPacks } from "../power/totals.ts";

const FOLDER = "/var/lib/upower";

/**
 * What this machine draws from its battery as a rule (W), by the history that UPower keeps of the last days; null where that is not there,
 * not readable (it is root's on many systems), or too short. With two packs nobody knows whether they were drained together: null.
 */
export function usualDrawW(files: Pick<Files, "read" | "list">, { packs }: Pick<PowerSnapshot, "packs">): number | null {
  const [pack, ...others] = countedPacks(packs);
  if (pack === undefined || others.length > 0) return null;
  const name = valueOr(files.list(FOLDER), []).find((one) => isHistoryOf(one, pack));
  return name === undefined ? null : meanDrawW(valueOr(files.read(`${FOLDER}/${name}`), ""));
}

/** What UPower calls a pack's file: model, capacity (rounded in its own way) and serial number, each only where it is known. */
function isHistoryOf(name: string, { model, serial }: Pack): boolean {
  const [begins, ends] = [safe(model), safe(serial)];
  if (begins === "" && ends === "") return false;
  const [prefix, suffix] = [`history-rate-${begins}`, `${ends}.dat`];
  if (!name.startsWith(prefix) || !name.endsWith(suffix) || name.length < prefix.length + suffix.length) return false;
  return /^-?\d*-?$/.test(name.slice(prefix.length, name.length - suffix.length));
}

/** UPower leaves out words of two letters or less, and replaces what a file's name may not hold. */
const safe = (words: string | null): string => (words === null || words.length <= 2 ? "" : words.replace(/[\\\t"?' /,.]/g, "_"));

/** A rate holds until the next line, but no longer than this: behind a longer gap the machine slept. */
const HOLDS_S = 300;
/** Less than half an hour on battery says little about a machine. */
const LEAST_S = 1800;
const MOST_W = 300;

/** The mean power of all discharging in a history of UPower: lines of Unix time, watts and state. Lines that are none are passed over. */
export function meanDrawW(history: string): number | null {
  const lines = history.split("\n").map(lineOf);
  const all = { energyWs: 0, spanS: 0 };
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (line === null || line.state !== "discharging" || next == null) continue;
    const spanS = Math.min(HOLDS_S, Math.max(0, next.atS - line.atS));
    all.energyWs += line.powerW * spanS;
    all.spanS += spanS;
  }
  return all.spanS < LEAST_S ? null : all.energyWs / all.spanS;
}

/** null for what is no line of a history, or tells nothing: nothing runs on 0 W. */
function lineOf(text: string): { readonly atS: number; readonly powerW: number; readonly state: string } | null {
  const [atS, powerW, state = ""] = text.split("\t");
  const line = { atS: Number(atS || Number.NaN), powerW: Number(powerW || Number.NaN), state };
  const isSound = Number.isFinite(line.atS) && line.powerW >= 0 && line.powerW <= MOST_W;
  return isSound && (line.powerW > 0 || state !== "discharging") ? line : null;
}
