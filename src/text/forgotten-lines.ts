// SPDX-License-Identifier: MIT
import type { Forgotten } from "../processes/recognise.ts";
import { type Look, paint } from "./look.ts";
import { type Row, tableLines } from "./table.ts";

/** What a traveller may have forgotten, with what it costs and what could be done; set apart by an empty line. */
export function forgottenLines(forgotten: readonly Forgotten[], look: Look): readonly string[] {
  if (forgotten.length === 0) return [];
  const rows = forgotten.map(({ name, why, action }): Row => [name, `${why}: ${action}`]);
  return [
    "",
    paint(look, "heading", "Have you forgotten these?"),
    ...tableLines([{ gives: 2 }, { gives: 1, wraps: true }], rows, look),
  ];
}
