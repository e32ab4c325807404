// SPDX-License-Identifier: MIT
import { fitsBasic } from "./bus-basics.ts";
import { type BusType, parseSignature } from "./bus-signature.ts";
import type { BusValue } from "./doors.ts";

/** dbus-next's class of variants; handed in, so that nothing here loads the package. */
export type VariantClass = {
  new (signature: string, value: unknown): { readonly signature: string; readonly value: unknown };
  readonly prototype: object;
};

/**
 * A call's arguments as dbus-next wants them. Everything is checked against the signature first: what dbus-next
 * lets through (a bad object path) makes the daemon end the connection. Throws `TypeError`, or `SyntaxError` for a bad signature.
 */
export function toBody(signature: string, args: readonly BusValue[], Variant: VariantClass): unknown[] {
  const types = parseSignature(signature);
  if (types.length !== args.length)
    throw new TypeError(`The signature "${signature}" wants ${types.length} arguments, not ${args.length}.`);
  return types.map((type, index) => encode(type, args[index], Variant));
}

/** A reply's arguments as plain values: variants unwrapped, bytes copied. */
export function fromBody(body: readonly unknown[], Variant: VariantClass): readonly BusValue[] {
  return body.map((it) => decode(it, Variant));
}

function encode(type: BusType, it: unknown, Variant: VariantClass): unknown {
  switch (type.kind) {
    case "basic":
      return fitsBasic(type.code, it) ? it : refuse(it, `the type "${type.code}"`);
    case "variant":
      return encodeVariant(it, Variant);
    case "array":
      return encodeArray(type.of, it, Variant);
    case "dict":
      return encodeDict(type, it, Variant);
    case "struct":
      return encodeStruct(type.members, it, Variant);
  }
}

function encodeVariant(it: unknown, Variant: VariantClass): unknown {
  const { variant: signature, value } = isRecord(it) ? it : refuse(it, "a variant");
  if (typeof signature !== "string") return refuse(it, "a variant");
  const [type, ...more] = parseSignature(signature);
  if (type === undefined || more.length > 0) return refuse(signature, "a variant's one type");
  return new Variant(signature, encode(type, value, Variant));
}

function encodeArray(of: BusType, it: unknown, Variant: VariantClass): unknown {
  if (it instanceof Uint8Array && of.kind === "basic" && of.code === "y") return Buffer.from(it);
  return Array.isArray(it) ? it.map((member) => encode(of, member, Variant)) : refuse(it, "an array");
}

/** dbus-next hands keys over as text, so that no others can be sent. */
function encodeDict(type: BusType & { kind: "dict" }, it: unknown, Variant: VariantClass): unknown {
  if (!isRecord(it) || !"sog".includes(type.key)) return refuse(it, `a dictionary with keys of type "${type.key}"`);
  return Object.fromEntries(
    Object.entries(it).map(([key, member]) => [
      encode({ kind: "basic", code: type.key }, key, Variant),
      encode(type.of, member, Variant),
    ]),
  );
}

function encodeStruct(members: readonly BusType[], it: unknown, Variant: VariantClass): unknown {
  if (!Array.isArray(it) || it.length !== members.length) return refuse(it, `a structure of ${members.length} members`);
  return members.map((member, index) => encode(member, it[index], Variant));
}

function refuse(it: unknown, wanted: string): never {
  const shown = typeof it === "string" ? JSON.stringify(it) : typeof it === "object" && it !== null ? "an object" : String(it);
  throw new TypeError(`${shown} does not fit ${wanted}.`);
}

const isRecord = (it: unknown): it is Readonly<Record<string, unknown>> =>
  typeof it === "object" && it !== null && !Array.isArray(it) && !(it instanceof Uint8Array);

/** Not `instanceof`: a dictionary with the key `__proto__` may have a variant for its prototype. */
const isVariant = (it: unknown, { prototype }: VariantClass): it is { readonly value: unknown } =>
  typeof it === "object" && it !== null && Object.getPrototypeOf(it) === prototype;

function decode(it: unknown, Variant: VariantClass): BusValue {
  if (isVariant(it, Variant)) return decode(it.value, Variant);
  if (it instanceof Uint8Array) return Uint8Array.from(it);
  if (Array.isArray(it)) return it.map((member) => decode(member, Variant));
  if (isRecord(it)) return Object.fromEntries(Object.entries(it).map(([key, member]) => [key, decode(member, Variant)]));
  if (typeof it === "string" || typeof it === "number" || typeof it === "bigint" || typeof it === "boolean") return it;
  throw new Error(`dbus-next handed over ${String(it)}.`);
}
