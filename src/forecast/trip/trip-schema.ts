// SPDX-License-Identifier: MIT
import * as v from "valibot";

const between = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

/** Far above anything that is steered by, far below what makes arithmetic overflow. */
const MOST = 1e15;
const AMOUNT = between(0, MOST);
const ANY = between(-MOST, MOST);
const TIME = v.nullable(ANY);
const COUNT = v.pipe(between(0, 1e6), v.integer());
const NAME = v.pipe(v.string(), v.maxLength(1000));
const NAMES = v.pipe(v.array(NAME), v.maxLength(200));

/** A trip (`TripState`) in a document that was read back. */
export const TRIP_STATE = v.strictObject({
  goal: v.strictObject({ untilMs: ANY, reservePercent: between(0, 100) }),
  rung: COUNT,
  turnedAtMs: TIME,
  lookedAtMs: TIME,
  wasOnCharger: v.boolean(),
  isToPlan: v.boolean(),
  lastTurn: v.nullable(v.picklist(["tighter", "looser"])),
  reversals: COUNT,
  beliefs: v.pipe(v.array(v.strictObject({ step: NAME, watts: AMOUNT, deviation: AMOUNT })), v.maxLength(200)),
  trial: v.nullable(
    v.strictObject({
      atMs: ANY,
      total: v.strictObject({ used: ANY, spanMs: AMOUNT }),
      expectedPerHour: AMOUNT,
      begun: NAMES,
      ended: NAMES,
    }),
  ),
});
