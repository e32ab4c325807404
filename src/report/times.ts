// SPDX-License-Identifier: MIT

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
];

/** "14:05", local time. */
export function clock(atMs: number): string {
  const at = new Date(atMs);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

/** "Tuesday, 2 June 2026" */
export function day(atMs: number): string {
  const at = new Date(atMs);
  return `${DAYS[at.getDay()]}, ${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}`;
}

/** "2 June" */
export function shortDay(atMs: number): string {
  const at = new Date(atMs);
  return `${at.getDate()} ${MONTHS[at.getMonth()]}`;
}

const isSameDay = (one: number, other: number): boolean => new Date(one).toDateString() === new Date(other).toDateString();

/** "Tuesday, 2 June 2026, 02:17 to 07:01" */
export const span = (fromMs: number, untilMs: number): string =>
  `${day(fromMs)}, ${clock(fromMs)} to ${isSameDay(fromMs, untilMs) ? "" : `${shortDay(untilMs)}, `}${clock(untilMs)}`;

/** "14:00"; at midnight the day. */
export const tick = (atMs: number): string => (clock(atMs) === "00:00" ? shortDay(atMs) : clock(atMs));
