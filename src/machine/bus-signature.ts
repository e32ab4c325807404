// SPDX-License-Identifier: MIT

/** A complete D-Bus type. The code of a basic one is the letter that the D-Bus specification gives it. */
export type BusType =
  | { readonly kind: "basic"; readonly code: BasicCode }
  | { readonly kind: "variant" }
  | { readonly kind: "array"; readonly of: BusType }
  | { readonly kind: "dict"; readonly key: BasicCode; readonly of: BusType }
  | { readonly kind: "struct"; readonly members: readonly BusType[] };

const BASIC_CODES = ["y", "b", "n", "q", "i", "u", "x", "t", "d", "s", "o", "g"] as const;

export type BasicCode = (typeof BASIC_CODES)[number];

const MOST_CHARACTERS = 255;
const DEEPEST = 32;

/** One type and the text behind it. */
interface Parsed {
  readonly type: BusType;
  readonly rest: string;
}

/**
 * The types that a signature lists; throws `SyntaxError` for one that the D-Bus specification forbids, because the
 * daemon ends the connection of whoever sends it. File descriptors ("h") are not carried.
 */
export function parseSignature(signature: string): readonly BusType[] {
  if (signature.length > MOST_CHARACTERS) throw new SyntaxError("The signature is longer than 255 characters.");
  const types: BusType[] = [];
  for (let rest = signature; rest !== ""; ) {
    const next = parseType(rest, 0);
    types.push(next.type);
    rest = next.rest;
  }
  return types;
}

function parseType(text: string, depth: number): Parsed {
  if (depth > DEEPEST) throw new SyntaxError("The signature is nested too deeply.");
  const rest = text.slice(1);
  const code = text.charAt(0);
  if (isBasic(code)) return { type: { kind: "basic", code }, rest };
  if (code === "v") return { type: { kind: "variant" }, rest };
  if (code === "(") return parseStruct(rest, depth);
  if (code !== "a") throw new SyntaxError(`"${code}" is not a type.`);
  return rest.startsWith("{") ? parseDict(rest.slice(1), depth) : parseArray(rest, depth);
}

const isBasic = (code: string): code is BasicCode => BASIC_CODES.some((basic) => basic === code);

function parseStruct(text: string, depth: number): Parsed {
  const members: BusType[] = [];
  let rest = text;
  while (!rest.startsWith(")")) {
    const member = parseType(rest, depth + 1);
    members.push(member.type);
    rest = member.rest;
  }
  if (members.length === 0) throw new SyntaxError("A structure is empty.");
  return { type: { kind: "struct", members }, rest: rest.slice(1) };
}

function parseDict(text: string, depth: number): Parsed {
  const key = text.charAt(0);
  if (!isBasic(key)) throw new SyntaxError(`"${key}" cannot be a key.`);
  const { type, rest } = parseType(text.slice(1), depth + 1);
  if (!rest.startsWith("}")) throw new SyntaxError("A dictionary entry does not end.");
  return { type: { kind: "dict", key, of: type }, rest: rest.slice(1) };
}

function parseArray(text: string, depth: number): Parsed {
  const { type, rest } = parseType(text, depth + 1);
  return { type: { kind: "array", of: type }, rest };
}
