// SPDX-License-Identifier: MIT
import { parse, TomlDate, TomlError, type TomlTable, type TomlValue } from "smol-toml";
import type { Mistake } from "./mistake.ts";
import { findPositions, type Position, type Positions } from "./positions.ts";
import { quoted } from "./wording.ts";

/** A text as TOML understands it, and where its keys and values stand. */
export interface TomlText {
  readonly kind: "document";
  readonly document: TomlTable;
  readonly positions: Positions;
}

/** Deeper than any format of ours, and far from what would exhaust the stack. */
const DEEPEST = 50;

/** Reads TOML 1.0; the first error of syntax ends it. Never throws. */
export function readToml(text: string): TomlText | { readonly kind: "mistake"; readonly mistake: Mistake } {
  try {
    const document = parse(text, { maxDepth: DEEPEST });
    return { kind: "document", document, positions: findPositions(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { kind: "mistake", mistake: syntaxMistake(text, error) };
  }
}

export const isTable = (value: TomlValue): value is TomlTable =>
  typeof value === "object" && !Array.isArray(value) && !(value instanceof TomlDate);

function syntaxMistake(text: string, error: TomlError): Mistake {
  const line = text.split("\n")[error.line - 1] ?? "";
  const bare = bareWord(line, error.line);
  if (bare !== undefined)
    return { at: bare.at, key: null, message: `a word is written in quotes: ${quoted(bare.word)} instead of ${bare.word}` };
  return { at: { line: error.line, column: error.column }, key: null, message: `not valid TOML: ${reasonOf(error, line)}` };
}

/** What `wifi = off` has instead of a value: the slip that is made most often. */
function bareWord(text: string, line: number): { readonly word: string; readonly at: Position } | undefined {
  const found = /^([^#"'=]*=\s*)([A-Za-z][\w-]*)\s*(?:#.*)?$/.exec(text);
  const [, before = "", word = ""] = found ?? [];
  const isValue = /^(?:true|false|inf|nan)$/.test(word);
  return found === null || isValue ? undefined : { word, at: { line, column: before.length + 1 } };
}

/** smol-toml puts a heading before its reason and the lines in question below it; a missing quote it calls by what comes after. */
function reasonOf({ message, column }: TomlError, line: string): string {
  const reason = (message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "");
  const endsInText = reason.includes("control characters") && reason.includes("strings") && column > line.trimEnd().length;
  return endsInText ? "a closing quote is missing" : reason;
}
