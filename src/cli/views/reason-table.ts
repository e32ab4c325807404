// SPDX-License-Identifier: MIT
import { type Look, type Paint, paint } from "../look.ts";
import { tableLines } from "../table.ts";
import { merged } from "./change-table.ts";

/** A setting and why it is not as wished. */
export interface Reasoned {
  readonly title: string;
  readonly place: string;
  readonly why: string;
}

/** A heading and a row for each setting with its reason; nothing where there are none. */
export function reasonLines(heading: string, reasons: readonly Reasoned[], { look, style }: Drawing): readonly string[] {
  if (reasons.length === 0) return [];
  const rows = merged(reasons.map(({ title, place, why }) => ({ title, place, why })));
  const cells = rows.map(({ title, place, why }) => [title, place, why]);
  return ["", paint(look, style, heading), ...tableLines([{}, { gives: 2 }, { gives: 1, wraps: true }], cells, look)];
}

export interface Drawing {
  readonly look: Look;
  readonly style: Paint;
}
