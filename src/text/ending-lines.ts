// SPDX-License-Identifier: MIT
import type { Ending } from "../engine/end-program.ts";
import { clean } from "./display-width.ts";

/** What became of programs that were to be ended, a sentence each. */
export function endingLines(name: string, endings: readonly Ending[]): readonly string[] {
  if (endings.length === 0) return [`No program that runs now is called ${clean(name)}.`];
  return endings.map(({ title, why }) =>
    why === null ? `${clean(title)} was asked to end.` : `${clean(title)} runs on: ${clean(why)}.`,
  );
}
