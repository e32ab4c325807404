// SPDX-License-Identifier: MIT

import { wrap } from "../text/display-width.ts";
import { type Look, paint } from "../text/look.ts";
import { type Row, tableLines } from "../text/table.ts";
import type { CommandSpec, Example } from "./command-spec.ts";

/** Below this, an example and what it does find no room side by side. */
const NARROWEST_TABLE = 72;

/** Help wraps at 80 columns when piped, too: it is prose. */
export const helpWidth = ({ columns }: Pick<Look, "columns">): number => Math.min(columns, 80);

/** A command's examples under their heading, for the end of its help. */
export function exampleLines({ examples = [] }: CommandSpec, look: Look): readonly string[] {
  if (examples.length === 0) return [];
  const lines = helpWidth(look) < NARROWEST_TABLE ? stacked(examples, look) : sideBySide(examples, look);
  return ["", paint(look, "heading", "Examples:"), ...lines];
}

function sideBySide(examples: readonly Example[], look: Look): readonly string[] {
  const rows = examples.map(({ line, about }): Row => [line, { text: about, paint: "quiet" }]);
  return tableLines([{}, { gives: 1, wraps: true }], rows, { ...look, columns: helpWidth(look) });
}

/** On a narrow terminal what an example does stands below it. */
const stacked = (examples: readonly Example[], look: Look): readonly string[] =>
  examples.flatMap(({ line, about }) => [
    `  ${line}`,
    ...wrap(about, helpWidth(look) - 6).map((part) => `      ${paint(look, "quiet", part)}`),
  ]);
