// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { Saving } from "./savings.ts";

/** The savings in a document that was read back; what is none of ours is no saving, and spoils no other. */
export function checkedSavings(document: unknown): readonly Saving[] {
  const parsed = v.safeParse(DOCUMENT, document);
  if (!parsed.success) return [];
  return parsed.output.savings.flatMap((one) => {
    const saving = v.safeParse(SAVING, one);
    return saving.success ? [saving.output] : [];
  });
}

/** More than any laptop draws. */
const MOST_W = 500;

const between = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));
const WATTS = between(-MOST_W, MOST_W);
const PERCENT = v.nullable(between(0, 100));
const NAME = v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.regex(/^[^\p{C}]*$/u));

const SAVING = v.pipe(
  v.strictObject({
    knob: NAME,
    wish: NAME,
    medianW: WATTS,
    lowW: WATTS,
    highW: WATTS,
    blocks: v.pipe(between(1, 1e6), v.integer()),
    measuredAtMs: between(0, 1e14),
    from: v.picklist(["battery", "package", "switches"]),
    conditions: v.strictObject({
      before: v.nullable(NAME),
      brightnessPercent: PERCENT,
      profile: v.nullable(NAME),
      powerW: v.nullable(between(0, MOST_W)),
      busyPercent: PERCENT,
    }),
  }),
  v.check(({ lowW, medianW, highW }) => lowW <= medianW && medianW <= highW),
);

const DOCUMENT = v.object({ travelmode: v.literal(1), savings: v.pipe(v.array(v.unknown()), v.maxLength(1000)) });
