// SPDX-License-Identifier: MIT
import { graphStyleFor } from "../text/graph.ts";
import type { Look } from "../text/look.ts";
import type { Strokes } from "./tab.ts";

/** What this terminal's font has, by what its graphs can be drawn with. */
export const strokesFor = (look: Pick<Look, "signs">, term: string): Strokes => STROKES[graphStyleFor(look, term)];

const UNICODE: Strokes = { graph: "braille", line: "─", pointer: "▸", full: "█", empty: "░", bullet: "●" };
const CONSOLE: Strokes = { ...UNICODE, graph: "halves", pointer: "►", bullet: "•" };
const ASCII: Strokes = { graph: "ascii", line: "-", pointer: ">", full: "#", empty: ".", bullet: "*" };

const STROKES = { braille: UNICODE, halves: CONSOLE, ascii: ASCII } as const;
