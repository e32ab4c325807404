// SPDX-License-Identifier: MIT
import { rawText } from "../machine/reading.ts";
import type { Encoded, Wish, WishValue } from "./knob.ts";

export const to = (raw: string): Encoded => ({ kind: "to", raw: rawText(raw) });

/** `wished` is given where the original is merely thriftier: a profile leaves that, a person's hand does not. */
export const leave = (why: string, wished?: string): Encoded =>
  wished === undefined ? { kind: "leave", why } : { kind: "leave", why, wished: rawText(wished) };

export const unavailable = (why: string): Encoded => ({ kind: "unavailable", why });

/** What the first alternative means that is known here; undefined where none is. */
export function firstKnown<T>(wish: Wish, meaning: (alternative: WishValue) => T | undefined): T | undefined {
  for (const alternative of wish) {
    const known = meaning(alternative);
    if (known !== undefined) return known;
  }
  return undefined;
}

/** "schedutil, powersave": the alternatives as a sentence names them. */
export const spoken = (wish: Wish): string => wish.join(", ");
