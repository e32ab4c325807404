// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import { nearest } from "../profile/nearest.ts";
import type { Arrival } from "../text/arrival-words.ts";
import { instantsOf, type WallTime, wallTimeAt } from "../text/zoned-time.ts";

/** When and where it was typed. */
export interface TypedAt {
  readonly nowMs: number;
  /** This machine's zone ("Europe/Berlin"). */
  readonly zone: string;
}

/** What a time on a clock may mean. */
export interface TypedArrival {
  /** Today's, or where that is over by half a day and more, tomorrow's: 06:30, typed at 23:00. */
  readonly arrival: Arrival;
  /** Where `arrival` is over: the same time tomorrow. Whoever typed it is asked. */
  readonly tomorrow: Arrival | null;
  /** Clocks are put back that night and show the time once more, then. */
  readonly again: Arrival | null;
  /** No clock shows it that night, as they are put forward over it; `arrival` is as far behind the leap as was typed. */
  readonly leftOut: boolean;
}

/** "18:40", "18:40@Europe/Berlin", "18:40@Berlin". Throws USAGE with what was meant, or how it is written. */
export function arrivalTyped(word: string, { nowMs, zone: here }: TypedAt): TypedArrival {
  const [clock = "", place, ...rest] = word.split("@");
  if (rest.length > 0) throw noClock(word);
  const time = timeTyped(clock, word);
  const zone = place === undefined ? here : zoneTyped(place);
  const today = onDay(time, nowMs, zone);
  if (today.arrival.atMs > nowMs) return { ...today, tomorrow: null };
  const tomorrow = onDay(time, nowMs, zone, 1);
  if (nowMs - today.arrival.atMs >= HALF_DAY_MS) return { ...tomorrow, tomorrow: null };
  return today.again !== null && today.again.atMs > nowMs
    ? { arrival: today.again, again: null, leftOut: false, tomorrow: null }
    : { ...today, tomorrow: tomorrow.arrival };
}

const HALF_DAY_MS = 12 * 3_600_000;

type Time = Pick<WallTime, "hour" | "minute">;

function timeTyped(clock: string, word: string): Time {
  const found = /^(\d{1,2})[:.](\d{2})$/u.exec(clock.trim());
  if (found === null) throw noClock(word);
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  if (hour > 23 || minute > 59) throw noClock(word);
  return { hour, minute };
}

const noClock = (word: string): TravelError =>
  new TravelError(
    "USAGE",
    `"${word}" is no time of day: write 18:40, or 18:40@Europe/Berlin for a clock elsewhere${meant(word)}`,
  );

/** "6:40pm" and "1840" are understood, so that they can be said right, and not guessed wrongly. */
function meant(word: string): string {
  const found = /^(\d{1,2}):?(\d{2})?\s*([ap])\.?m\.?$/iu.exec(word) ?? /^(\d{2})(\d{2})$/u.exec(word);
  if (found === null) return "";
  const [, typed = "", minute = "00", half] = found;
  const hour = half === undefined ? Number(typed) : (Number(typed) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  const isTime = hour < 24 && Number(minute) < 60 && (half === undefined || Number(typed) <= 12);
  return isTime ? `. Did you mean ${String(hour).padStart(2, "0")}:${minute}?` : "";
}

/** The zone's own name for "Europe/Berlin", "europe/berlin" or "Berlin". */
function zoneTyped(place: string): string {
  const known = zones();
  const wanted = place.trim().replaceAll(" ", "_").toLowerCase();
  const found = known.find((zone) => zone.toLowerCase() === wanted) ?? known.find((zone) => cityOf(zone) === wanted);
  return found ?? aliasOf(place.trim()) ?? noZone(place, known);
}

const zones = (): readonly string[] => [...Intl.supportedValuesOf("timeZone"), "UTC"];

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf("/") + 1).toLowerCase();

/** Older names ("US/Pacific") are in no list, but known. */
function aliasOf(place: string): string | null {
  try {
    return /^[A-Za-z]+\/[A-Za-z_/]+$/u.test(place) ? wholeName(place) : null;
  } catch {
    return null;
  }
}

const wholeName = (timeZone: string): string => new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;

function noZone(place: string, known: readonly string[]): never {
  const like = nearest(place, known) ?? withCityLike(place, known);
  const hint = like === undefined ? "write Europe/Berlin, as timedatectl list-timezones has them" : `did you mean ${like}?`;
  throw new TravelError("USAGE", `There is no time zone "${place}": ${hint}`);
}

function withCityLike(place: string, known: readonly string[]): string | undefined {
  const city = nearest(place.replaceAll(" ", "_"), known.map(cityOf));
  return known.find((zone) => cityOf(zone) === city);
}

/** That time on the day of `nowMs` in the zone, or so many days later. */
function onDay({ hour, minute }: Time, nowMs: number, zone: string, daysLater = 0): Omit<TypedArrival, "tomorrow"> {
  const now = wallTimeAt(nowMs, zone);
  const day = new Date(Date.UTC(now.year, now.month - 1, now.day + daysLater));
  const wall = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), hour, minute };
  const [atMs, againMs] = instantsOf(wall, zone);
  const shown = wallTimeAt(atMs, zone);
  return {
    arrival: { atMs, zone },
    again: againMs === undefined ? null : { atMs: againMs, zone },
    leftOut: shown.hour !== hour || shown.minute !== minute,
  };
}
