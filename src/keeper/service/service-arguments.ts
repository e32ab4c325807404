// SPDX-License-Identifier: MIT
import * as v from "valibot";
import { TravelError } from "../../errors.ts";
import { type Knob, SAVED, type Wish, type WishValue } from "../../knobs/knob.ts";
import type { BusValue } from "../../machine/doors.ts";
import { describeGrammar, grammarsOf, nearestKnob } from "../../profile/grammars.ts";
import { PROFILE_NAME } from "../../profile/schema.ts";
import { isOneLine, shownValue } from "../../profile/wording.ts";
import type { SentProfile } from "../client/keeper-client.ts";
import { PAUSE_PARTS, type PausePart } from "../wishes/wishes.ts";

/** Everything below throws USAGE, with the argument's name and what it takes. The bus has checked signatures, not what they carry. */

const MOST_NAME = 64;
export const MOST_LIST = 64;
const MOST_REASON = 200;
/** The same as a profile's file may have. */
const MOST_TEXT_BYTES = 64 * 1024;
const MOST_PAUSE_S = 366 * 24 * 3600;
const MOST_MOVE_S = 48 * 3600;

/** "" as text: one that the keeper has itself. */
export function sentProfile(name: BusValue | undefined, text: BusValue | undefined): SentProfile {
  const checked = take(NAME, name, "profile", `a name of lower-case letters, digits and dashes, at most ${MOST_NAME}`);
  const own = take(TEXT, text, "text", "a profile's text, at most 64 KiB");
  return own === "" ? { name: checked } : { name: checked, text: own };
}

/** "" as name: none. */
export function sentProfileOrNone(name: BusValue | undefined, text: BusValue | undefined): SentProfile | null {
  if (name !== "") return sentProfile(name, text);
  if (text === "") return null;
  throw new TravelError("USAGE", "the argument text takes nothing where no profile is named");
}

const NAME = v.pipe(v.string(), v.maxLength(MOST_NAME), v.regex(PROFILE_NAME));

const TEXT = v.pipe(
  v.string(),
  v.check((text) => Buffer.byteLength(text) <= MOST_TEXT_BYTES),
);

export const pausePart = (part: BusValue | undefined): PausePart =>
  take(v.picklist(PAUSE_PARTS), part, "part", `one of ${PAUSE_PARTS.join(", ")}`);

/** 0 as seconds: until On. */
export function durationS(seconds: BusValue | undefined): number | null {
  const range = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_PAUSE_S));
  return take(range, seconds, "seconds", `a number from 0 to ${MOST_PAUSE_S}`) || null;
}

export const onOrNot = (on: BusValue | undefined): boolean => take(v.boolean(), on, "on", "true or false");

/** How much later; negative: earlier. */
export const movedS = (seconds: BusValue | undefined): number => {
  const range = v.pipe(v.number(), v.integer(), v.minValue(-MOST_MOVE_S), v.maxValue(MOST_MOVE_S));
  return take(range, seconds, "seconds", `a number from -${MOST_MOVE_S} to ${MOST_MOVE_S}`);
};

/** Why an application wants it: one line. */
export const holdReason = (reason: BusValue | undefined): string =>
  take(
    v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_REASON), v.check(isOneLine)),
    reason,
    "reason",
    "one line, at most 200 letters",
  );

/** A knob by its id. */
export function namedKnob(id: BusValue | undefined, knobs: readonly Knob[]): Knob {
  const found = knobs.find((knob) => knob.id === id);
  if (found !== undefined) return found;
  const near = typeof id === "string" && id.length <= MOST_NAME ? nearestKnob(id, grammarsOf(knobs)) : undefined;
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  throw new TravelError("USAGE", `the argument knob takes a setting's name, not ${shownValue(id)}${hint}`);
}

/** Words, and numbers as decimal digits, in order of preference. */
export function sentWish(wish: BusValue | undefined, { id, grammar }: Knob): Wish {
  const [first, ...others] = take(TEXTS, wish, "wish", `a list of texts, at most ${MOST_LIST}`).map((text) => {
    const fits = wishValue(text, grammar);
    if (fits !== undefined) return fits;
    throw new TravelError("USAGE", `${id} cannot be ${shownValue(text)}; it takes ${describeGrammar(grammar)}`);
  });
  if (first === undefined)
    throw new TravelError("USAGE", `the argument wish takes at least one value: ${describeGrammar(grammar)}`);
  return [first, ...others];
}

const TEXTS = v.pipe(v.array(v.pipe(v.string(), v.maxLength(MOST_NAME))), v.maxLength(MOST_LIST));

function wishValue(text: string, { words, number, text: own }: Knob["grammar"]): WishValue | undefined {
  if (text === SAVED || words.includes(text) || own?.pattern.test(text)) return text;
  const amount = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return number !== undefined && amount >= number.min && amount <= number.max ? amount : undefined;
}

/** The argument as the schema has it; throws USAGE with its name and what it takes. */
export function take<T>(schema: v.GenericSchema<unknown, T>, sent: BusValue | undefined, name: string, takes: string): T {
  const result = v.safeParse(schema, sent);
  if (result.success) return result.output;
  throw new TravelError("USAGE", `the argument ${name} takes ${takes}`);
}
