// SPDX-License-Identifier: MIT
import type { InstalledProgram } from "./find-program.ts";
import { type FileDoors, librariesOf } from "./libraries.ts";

/** What a program needs when it starts, what it cannot begin without first: itself, its libraries, and what it was seen to have open. */
export function filesToLoad(doors: FileDoors, program: InstalledProgram, learned: readonly string[]): readonly string[] {
  return [...new Set([program.path, ...librariesOf(doors, program.path), ...learned])];
}
