// SPDX-License-Identifier: MIT
import type { BusValue, BusVariant } from "./doors.ts";

/**
 * A value of the bus as JSON: texts, numbers, booleans and lists as they are, everything else as an object with one letter that says what
 * it is: `n` a number of 64 bits, `b` bytes in base64, `v` a variant with its signature, `d` a dictionary.
 */
export type RelayedValue = string | number | boolean | readonly RelayedValue[] | { readonly [kind: string]: unknown };

/** For `JSON.stringify`. */
export function toRelayed(it: BusValue): RelayedValue {
  if (typeof it === "bigint") return { n: String(it) };
  if (it instanceof Uint8Array) return { b: Buffer.from(it).toString("base64") };
  if (Array.isArray(it)) return it.map(toRelayed);
  if (typeof it !== "object") return it;
  if (isVariant(it)) return { v: [it.variant, toRelayed(it.value)] };
  return { d: Object.fromEntries(Object.entries(it).map(([key, member]) => [key, toRelayed(member)])) };
}

/** D-Bus itself nests 64 levels at most (D-Bus Specification, Valid Signatures); what we read nests a handful. */
const MOST_LEVELS = 64;

/** From what `JSON.parse` made of text that may come from anybody. Throws `TypeError` for what `toRelayed` does not write. */
export function fromRelayed(it: unknown, levels = MOST_LEVELS): BusValue {
  if (levels < 0) throw new TypeError("The value nests too deep.");
  if (typeof it === "string" || typeof it === "boolean" || (typeof it === "number" && Number.isFinite(it))) return it;
  if (Array.isArray(it)) return it.map((member) => fromRelayed(member, levels - 1));
  const [[kind = "", content] = [], ...more] = isObject(it) ? Object.entries(it) : [];
  const read = more.length === 0 && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  return read === undefined ? refuse() : read(content, levels - 1);
}

const KINDS: Readonly<Record<string, (content: unknown, levels: number) => BusValue>> = {
  n: (digits) => (typeof digits === "string" && /^-?\d{1,20}$/u.test(digits) ? BigInt(digits) : refuse()),
  b: (base64) => (typeof base64 === "string" ? Uint8Array.from(Buffer.from(base64, "base64")) : refuse()),
  v: (content, levels) => (Array.isArray(content) ? variantFrom(content, levels) : refuse()),
  d: (members, levels) => (isObject(members) ? dictionaryFrom(members, levels) : refuse()),
};

const variantFrom = ([signature, of]: readonly unknown[], levels: number): BusVariant =>
  typeof signature === "string" ? { variant: signature, value: fromRelayed(of, levels) } : refuse();

const dictionaryFrom = (members: object, levels: number): BusValue =>
  Object.fromEntries(Object.entries(members).map(([key, member]) => [key, fromRelayed(member, levels)]));

function refuse(): never {
  throw new TypeError("The value is of an unknown kind.");
}

const isObject = (it: unknown): it is object => typeof it === "object" && it !== null && !Array.isArray(it);

const isVariant = (it: object): it is BusVariant =>
  "variant" in it && typeof it.variant === "string" && "value" in it && Object.keys(it).length === 2;
