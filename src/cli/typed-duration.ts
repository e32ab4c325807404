// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";

const MOST_S = 24 * 3600;
const PARTS = /^(?:(\d{1,4})h)?(?:(\d{1,5})m(?:in)?)?(?:(\d{1,6})s)?$/u;

/**
 * Seconds of "10m", "1h30m", "90s"; a bare number counts minutes. Null for any other word. Throws USAGE for none at all, and for
 * more than a day; the hint says what to do instead.
 */
export function secondsTyped(word: string, hint = ""): number | null {
  const typed = /^\d{1,5}$/u.test(word) ? `${word}m` : word.toLowerCase();
  const found = PARTS.exec(typed);
  if (found === null || typed === "") return null;
  const [, hours = "0", minutes = "0", seconds = "0"] = found;
  const durationS = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (durationS > 0 && durationS <= MOST_S) return durationS;
  throw new TravelError(
    "USAGE",
    `"${word}" is no length of time to count with: between 1s and 24h${hint === "" ? "" : `; ${hint}`}`,
  );
}
