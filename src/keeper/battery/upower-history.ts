// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import type { Pack } from "../../power/pack.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { countedPacks } from "../../power/totals.ts";

const FOLDER = "/var/lib/upower";

/**
 * The newest of what UPower has kept of the battery: its rate (W) or its charge (%). "" where that is not there or not readable (it is root's on
 * many systems). With two packs nobody knows whether they were drained together: "".
 */
export function upowerHistory(
  files: Pick<Files, "readEnd" | "list">,
  { packs }: Pick<PowerSnapshot, "packs">,
  what: "rate" | "charge",
): string {
  const [pack, ...others] = countedPacks(packs);
  if (pack === undefined || others.length > 0) return "";
  const name = valueOr(files.list(FOLDER), []).find((one) => isHistoryOf(one, what, pack));
  return name === undefined ? "" : valueOr(files.readEnd(`${FOLDER}/${name}`), "");
}

/** What UPower calls a pack's file: model, capacity (rounded in its own way) and serial number, each only where it is known. */
function isHistoryOf(name: string, what: string, { model, serial }: Pack): boolean {
  const [begins, ends] = [safe(model), safe(serial)];
  if (begins === "" && ends === "") return false;
  const [prefix, suffix] = [`history-${what}-${begins}`, `${ends}.dat`];
  if (!name.startsWith(prefix) || !name.endsWith(suffix) || name.length < prefix.length + suffix.length) return false;
  return /^-?\d*-?$/.test(name.slice(prefix.length, name.length - suffix.length));
}

/** UPower leaves out words of two letters or less, and replaces what a file's name may not hold. */
const safe = (words: string | null): string => (words === null || words.length <= 2 ? "" : words.replace(/[\\\t"?' /,.]/g, "_"));
