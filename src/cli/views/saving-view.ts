// SPDX-License-Identifier: MIT
import type { Saving } from "../../forecast/savings.ts";
import type { Knob } from "../../knobs/knob.ts";
import { wrap } from "../../text/display-width.ts";
import { momentText } from "../../text/duration.ts";
import { type Look, paint } from "../../text/look.ts";
import { conditionsText, SOURCES, savedText } from "../../text/saving-words.ts";
import { tableLines } from "../../text/table.ts";

interface Known {
  readonly savings: readonly Saving[];
  readonly isMeasurable: boolean;
  readonly nowMs: number;
}

/** What a setting was found to save here, value by value, with date and conditions; or how to find out. */
export function savingLines({ id, shortNames }: Knob, { savings, isMeasurable, nowMs }: Known, look: Look): readonly string[] {
  if (savings.length === 0)
    return isMeasurable ? ["", ...wrap(`Not measured here yet: travelmode measure ${shortNames[0] ?? id}`, look.columns)] : [];
  const rows = savings.map((saving) => [saving.wish, `${savedText(saving)} ${SOURCES[saving.from]}`, whenText(saving, nowMs)]);
  return ["", paint(look, "heading", "Measured here:"), ...tableLines([{}, { gives: 1 }, { wraps: true, gives: 2 }], rows, look)];
}

const whenText = (saving: Saving, nowMs: number): string =>
  [momentText(saving.measuredAtMs, nowMs), conditionsText(saving)].filter((part) => part !== "").join(", ");
