// SPDX-License-Identifier: MIT
import type { Look } from "../text/look.ts";
import type { Strokes } from "./tab.ts";

/** The Linux console's font has no braille, and of blocks only the halves and the full one. */
export function strokesFor({ signs }: Pick<Look, "signs">, term: string): Strokes {
  if (signs.arrow !== "→") return ASCII;
  return term === "linux" || term.startsWith("vt") ? CONSOLE : UNICODE;
}

const UNICODE: Strokes = { graph: "braille", line: "─", pointer: "▸", full: "█", empty: "░", bullet: "●" };
const CONSOLE: Strokes = { ...UNICODE, graph: "halves", pointer: "►", bullet: "•" };
const ASCII: Strokes = { graph: "ascii", line: "-", pointer: ">", full: "#", empty: ".", bullet: "*" };
