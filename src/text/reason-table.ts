// SPDX-License-Identifier: MIT
import { type Look, type Paint, paint } from "./look.ts";
import { mergePlaces } from "./places.ts";
import { tableLines } from "./table.ts";

/** A setting and why it is not as wished. */
export interface Reasoned {
  readonly title: string;
  readonly place: string;
  readonly why: string;
}

/** A heading and a row for each setting with its reason; nothing where there are none. */
export function reasonLines(heading: string, reasons: readonly Reasoned[], { look, style }: Drawing): readonly string[] {
  if (reasons.length === 0) return [];
  const cells = merged(reasons).map(({ title, place, why }) => [title, place, why]);
  return ["", paint(look, style, heading), ...tableLines([{}, { gives: 2 }, { gives: 1, wraps: true }], cells, look)];
}

/** Reasons that differ in nothing but their place, also where a path in them names it, as one. */
function merged(reasons: readonly Reasoned[]): readonly Reasoned[] {
  const groups = new Map<string, readonly Reasoned[]>();
  for (const reason of reasons) {
    const key = JSON.stringify([reason.title, whyAt(reason, "\0")]);
    groups.set(key, [...(groups.get(key) ?? []), reason]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const place = mergePlaces([first, ...others].map((one) => one.place));
    return [{ title: first.title, place, why: whyAt(first, place) }];
  });
}

const whyAt = ({ why, place }: Reasoned, other: string): string => (place === "" ? why : why.replaceAll(place, other));

export interface Drawing {
  readonly look: Look;
  readonly style: Paint;
}
