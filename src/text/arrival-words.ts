// SPDX-License-Identifier: MIT
import { durationText } from "./duration.ts";
import { wallTimeAt, zoneWords } from "./zoned-time.ts";

/** A moment of a journey, with the zone ("Europe/Berlin") by whose clocks it is told. */
export interface Arrival {
  /** Milliseconds since 1970: moving the clocks of this machine does not move it. */
  readonly atMs: number;
  readonly zone: string;
}

/** "18:40 Berlin time, in 5 h 32 min" */
export function arrivalWords(arrival: Arrival, nowMs: number): string {
  const leftMs = arrival.atMs - nowMs;
  const away = leftMs < 0 ? `${durationText(-leftMs)} ago` : `in ${durationText(leftMs)}`;
  return `${arrivalClock(arrival, nowMs)}, ${away}`;
}

/** "18:40 Berlin time", with "tomorrow" or the date in front where it is another day there than now. */
export function arrivalClock({ atMs, zone }: Arrival, nowMs: number): string {
  const { hour, minute } = wallTimeAt(atMs, zone);
  return `${dayWords(atMs, nowMs, zone)}${two(hour)}:${two(minute)} ${zoneWords(zone)}`;
}

function dayWords(atMs: number, nowMs: number, zone: string): string {
  const [day, today] = [dayOf(atMs, zone), dayOf(nowMs, zone)];
  if (day === today) return "";
  return day === dayOf(nowMs + DAY_MS, zone) && atMs > nowMs ? "tomorrow " : `${day} `;
}

function dayOf(atMs: number, zone: string): string {
  const { year, month, day } = wallTimeAt(atMs, zone);
  return `${year}-${two(month)}-${two(day)}`;
}

const DAY_MS = 86_400_000;

const two = (number: number): string => String(number).padStart(2, "0");
