// SPDX-License-Identifier: MIT

/** "2 h 10 min", "3 days 4 h": as people say it, rounded to minutes. */
export function durationText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (!Number.isFinite(minutes) || minutes < 1) return "less than a minute";
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return `${days === 1 ? "1 day" : `${days} days`}${hours > 0 ? ` ${hours} h` : ""}`;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** "14:05", with the date in front where it is another day than the one that `nowMs` falls on; local time. */
export function momentText(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return sameDay(at, new Date(nowMs)) ? time : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}

const two = (number: number): string => String(number).padStart(2, "0");

const sameDay = (one: Date, other: Date): boolean => one.toDateString() === other.toDateString();
