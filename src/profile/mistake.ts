// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { Position } from "./positions.ts";

/** One thing that is wrong with a file that a user wrote. */
export interface Mistake {
  /** Null where the file as a whole is wrong. */
  readonly at: Position | null;
  /** "cpu.governer"; null where no single key is wrong. */
  readonly key: string | null;
  /** What is wrong and what would be right: "cpu.governer is not a setting; did you mean cpu.governor?" */
  readonly message: string;
}

/** Why a file is not used. */
export interface Mistakes {
  readonly kind: "mistakes";
  readonly code: "PROFILE_INVALID" | "PROFILE_UNSAFE";
  readonly path: string;
  /** In the order of lines; at least one. */
  readonly mistakes: readonly Mistake[];
}

export const invalid = (path: string, mistakes: readonly Mistake[]): Mistakes => ({
  kind: "mistakes",
  code: "PROFILE_INVALID",
  path,
  mistakes: mistakes.toSorted(byPosition),
});

/** A mistake of the file as a whole; the message goes on after the path: "cannot be read (EACCES)". */
export const wholeFile = (message: string): Mistake => ({ at: null, key: null, message });

/** The error that ends a command: one sentence, or a line for each of several mistakes. */
export const asError = (found: Mistakes): TravelError => new TravelError(found.code, describeMistakes(found));

/** "FILE, line 7, column 1: ..."; several mistakes each on their own line below the file. */
export function describeMistakes({ path, mistakes }: Mistakes): string {
  const [first, ...others] = mistakes;
  if (first === undefined || others.length > 0)
    return [`${path} has ${mistakes.length} mistakes:`, ...mistakes.map((mistake) => `  ${describeMistake(mistake)}`)].join("\n");
  return first.at === null ? `${path} ${first.message}` : `${path}, ${describeMistake(first)}`;
}

/** "line 7, column 1: cpu.governer is not a setting; did you mean cpu.governor?" */
export function describeMistake({ at, message }: Mistake): string {
  return at === null ? message : `line ${at.line}, column ${at.column}: ${message}`;
}

function byPosition(one: Mistake, other: Mistake): number {
  const a = one.at ?? { line: 0, column: 0 };
  const b = other.at ?? { line: 0, column: 0 };
  return a.line - b.line || a.column - b.column;
}
