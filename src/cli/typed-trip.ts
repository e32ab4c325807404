// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import { secondsTyped } from "./typed-duration.ts";

const FORMS = "5h30m, 5h or 90m";

/** Milliseconds of "5h30m", "5h30", "90m". Throws USAGE, also for a bare number: hours and minutes are equally likely there. */
export function spanTyped(word: string): number {
  if (/^\d+$/u.test(word)) throw new TravelError("USAGE", `"${word}" of what? Write ${word}h for hours, ${word}m for minutes`);
  const typed = /^\d+h\d{1,2}$/iu.test(word) ? `${word}m` : word;
  const seconds = secondsTyped(typed);
  if (seconds !== null) return seconds * 1000;
  throw new TravelError("USAGE", `"${word}" is no length of time: write ${FORMS}${meant(word)}`);
}

/** "5.5h" and "5:30" are understood, so that they can be said right. */
function meant(word: string): string {
  const [, clockHours, clockMinutes] = /^(\d{1,2}):(\d{2})h?$/iu.exec(word) ?? [];
  const [, whole, tenth] = /^(\d{1,2})[.,](\d)\s*h$/iu.exec(word) ?? [];
  if (clockHours !== undefined) return `. Did you mean ${clockHours}h${clockMinutes}m?`;
  return whole === undefined ? "" : `. Did you mean ${whole}h${Number(tenth) * 6}m?`;
}

/** The level that is to be left at the end. */
const MOST_RESERVE_PERCENT = 90;

/** Percent of "10%" or "10". Throws USAGE. */
export function reserveTyped(word: string): number {
  const percent = Number(/^(\d{1,2})\s*%?$/u.exec(word)?.[1] ?? Number.NaN);
  if (percent <= MOST_RESERVE_PERCENT) return percent;
  throw new TravelError(
    "USAGE",
    `"${word}" is no reserve: a level in percent from 0% to ${MOST_RESERVE_PERCENT}%, as in --reserve 10%`,
  );
}

/** How far a goal is to be moved, in milliseconds: "+30m", "-1h". null for a word without a sign. Throws USAGE. */
export function moveTyped(word: string): number | null {
  const sign = word.startsWith("+") ? 1 : word.startsWith("-") ? -1 : null;
  return sign === null ? null : sign * spanTyped(word.slice(1));
}
