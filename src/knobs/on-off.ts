// SPDX-License-Identifier: MIT
import type { RawText } from "../machine/reading.ts";
import { firstKnown, leave, to, unavailable } from "./encoded.ts";
import type { Encoded, Wish } from "./knob.ts";

/** How a radio's switch spells on and off. */
export interface Spelling {
  readonly on: RawText;
  readonly off: RawText;
}

/** Why a radio stays off whatever is written. */
export const SWITCHED_OFF = "a switch on the computer keeps it off";

/** What a wish for "on" or "off" comes to; `blocked` is what keeps the radio off whatever is written. */
export function encodeOnOff(wish: Wish, original: RawText, state: Spelling & { readonly blocked: string | undefined }): Encoded {
  const { on, off, blocked } = state;
  const wanted = firstKnown(wish, (word) => (word === "on" || word === "off" ? word : undefined));
  if (wanted === undefined) return unavailable("it can only be on or off");
  if (wanted === "on") return blocked === undefined ? to(on) : unavailable(blocked);
  if (original === off) return leave("already off", off);
  return blocked === undefined ? to(off) : leave(`already off: ${blocked}`);
}

/** Shows a switch's raw text as "on" or "off". */
export const showOnOff =
  ({ on, off }: Spelling) =>
  (raw: RawText): string => {
    if (raw === on) return "on";
    return raw === off ? "off" : raw;
  };
