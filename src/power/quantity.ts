// SPDX-License-Identifier: MIT

/** A supply's readable attributes: the file's name and its text. What is missing or failed to be read is not in it. */
export type Attributes = ReadonlyMap<string, string>;

/** The kernel's units (Documentation/ABI/testing/sysfs-class-power) and what a laptop can sensibly report in them. */
const QUANTITIES = {
  energyWh: { perUnit: 1e6, min: 0, max: 1000 },
  chargeAh: { perUnit: 1e6, min: 0, max: 250 },
  voltageV: { perUnit: 1e6, min: 0, max: 100 },
  currentA: { perUnit: 1e6, min: -30, max: 30 },
  /** UPower distrusts more than 300 W, too. */
  powerW: { perUnit: 1e6, min: -300, max: 300 },
  temperatureC: { perUnit: 10, min: -60, max: 150 },
  percent: { perUnit: 1, min: 0, max: 100 },
  /** Gauges overshoot when full. */
  level: { perUnit: 1, min: 0, max: 120 },
  count: { perUnit: 1, min: 0, max: 50_000 },
} as const;

export type Quantity = keyof typeof QUANTITIES;

/** 16-bit firmware's "unknown" (or 0 taken for a negative number), as it comes through a driver that counts in thousands or not. */
const MARKERS: ReadonlySet<number> = new Set([65_535, 65_536, 65_535_000, 65_536_000]);

/** An attribute as a number in the quantity's unit; null when it is missing, no number, a marker for "unknown", or absurd. */
export function quantity(attributes: Attributes, name: string, kind: Quantity): number | null {
  const { perUnit, min, max } = QUANTITIES[kind];
  const raw = parseDecimal(attributes.get(name));
  if (raw === null || MARKERS.has(Math.abs(raw))) return null;
  const amount = raw / perUnit;
  return amount >= min && amount <= max ? amount : null;
}

/** Drivers print decimals; "-NaN", hexadecimal and numbers with a tail are not taken for one. */
function parseDecimal(text: string | undefined): number | null {
  const trimmed = text?.trim();
  if (trimmed === undefined || !/^[+-]?\d{1,18}(\.\d{1,9})?$/.test(trimmed)) return null;
  return Number(trimmed) + 0;
}

/** An attribute's words, without what a terminal must not be sent; null when nothing is left. */
export function words(attributes: Attributes, name: string): string | null {
  const clean = printable(attributes.get(name) ?? "").trim();
  return clean === "" ? null : clean;
}

/** Vendors fill names with binary rubbish: control characters and what was invalid UTF-8 go. */
const printable = (text: string): string => text.replace(/[\p{C}\uFFFD]/gu, "");

/** 100 times part of whole; null where that is no number. */
export const percentOf = (part: number, whole: number): number | null => (whole > 0 ? (100 * part) / whole : null);

/** How full something is, in percent: never above 100, whatever is left over from arithmetic. */
export function levelPercent(held: number, full: number): number | null {
  const percent = percentOf(held, full);
  return percent === null ? null : Math.min(percent, 100);
}
