// SPDX-License-Identifier: MIT

/** What a calendar and a clock on the wall show. `month` counts from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** What the clocks of a zone ("Europe/Berlin") show at an instant, in milliseconds since 1970. Throws RangeError for a zone that does not exist. */
export function wallTimeAt(atMs: number, zone: string): WallTime {
  const parts = new Map(
    format(zone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return { year: part("year"), month: part("month"), day: part("day"), hour: part("hour"), minute: part("minute") };
}

/**
 * The instants at which the clocks of a zone show this: one as a rule, two in the hour that comes twice when clocks are put back (the
 * earlier first). In an hour that is left out there is none; then the one that clocks which nobody has put forward would show it at.
 */
export function instantsOf(wall: WallTime, zone: string): readonly [number, ...number[]] {
  const asUtcMs = utcMs(wall);
  const [before, after] = [asUtcMs - offsetMs(asUtcMs - DAY_MS, zone), asUtcMs - offsetMs(asUtcMs + DAY_MS, zone)];
  const shown = [...new Set([before, after])].filter((atMs) => utcMs(wallTimeAt(atMs, zone)) === asUtcMs);
  const [first = before, ...more] = shown.toSorted((one, other) => one - other);
  return [first, ...more];
}

/** "Berlin time", "Buenos Aires time", "UTC": as people call the clocks of a zone. */
export function zoneWords(zone: string): string {
  if (!zone.includes("/")) return zone;
  return `${zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ")} time`;
}

const DAY_MS = 86_400_000;

/** How far the clocks of a zone are ahead of UTC. */
const offsetMs = (atMs: number, zone: string): number => utcMs(wallTimeAt(atMs, zone)) - Math.floor(atMs / 60_000) * 60_000;

const utcMs = ({ year, month, day, hour, minute }: WallTime): number => Date.UTC(year, month - 1, day, hour, minute);

const format = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "iso8601",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
