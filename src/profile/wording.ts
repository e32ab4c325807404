// SPDX-License-Identifier: MIT

const LONGEST = 40;

/** A value from a user's file, fit for one line of a terminal: cut where it is long, and no control characters. */
export function shownValue(value: unknown): string {
  if (typeof value === "string") return `"${printable(value)}"`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return value instanceof Date ? "a date" : "a table";
}

/** The parts of a key as TOML writes them: `cpu.epp`, `"cpu.epp"`. */
export const shownKey = (parts: readonly string[]): string =>
  parts.map((part) => (/^[\w-]+$/.test(part) ? printable(part) : shownValue(part))).join(".");

/** `"all", "power" or "nothing"`. */
export function eitherOf(choices: readonly string[]): string {
  const last = choices.at(-1) ?? "nothing";
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(", ")} or ${last}`;
}

/** No line breaks, escape sequences or other things that a terminal would obey. */
export const isOneLine = (text: string): boolean => !/\p{C}/u.test(text);

export const quoted = (word: string): string => `"${word}"`;

function printable(text: string): string {
  const plain = text.replaceAll(/\p{C}/gu, "\uFFFD");
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}...` : plain;
}
