// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { KnownSaving, SavedW, Saving } from "./savings.ts";

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

const known = <W extends v.GenericSchema<number>>(watts: W) => ({
  knob: NAME,
  wish: NAME,
  medianW: watts,
  lowW: watts,
  highW: watts,
  measuredAtMs: between(0, 1e14),
  from: v.picklist(["battery", "package", "switches"]),
});

const inOrder = ({ lowW, medianW, highW }: SavedW): boolean => lowW <= medianW && medianW <= highW;

const SAVING = v.pipe(
  v.strictObject({
    ...known(WATTS),
    blocks: v.pipe(between(1, 1e6), v.integer()),
    conditions: v.strictObject({
      before: v.nullable(NAME),
      brightnessPercent: PERCENT,
      profile: v.nullable(NAME),
      powerW: v.nullable(between(0, MOST_W)),
      busyPercent: PERCENT,
    }),
  }),
  v.check((saving) => inOrder(saving)),
);

/** One setting of a laptop saves no more; a belief that is further off would spoil what is learned of the battery meanwhile. */
const MOST_SENT_W = 50;

/** A saving that somebody else has found out, who need not be right. In W, times in milliseconds since 1970. */
export const SENT_SAVING: v.GenericSchema<KnownSaving> = v.pipe(
  v.strictObject(known(between(-MOST_SENT_W, MOST_SENT_W))),
  v.check((saving) => inOrder(saving)),
);

const DOCUMENT = v.object({ travelmode: v.literal(1), savings: v.pipe(v.array(v.unknown()), v.maxLength(1000)) });

/** Whether somebody else would take it: what a keeper refuses, or could not read back, must not go with a journey. */
export const isSendable = (saving: KnownSaving): boolean => v.is(SENT_SAVING, saving);
