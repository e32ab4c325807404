// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import { type Knob, type KnobId, SAVED, type SettingId, type Wish, type WishValue } from "../knobs/knob.ts";
import { describeGrammar, grammarsOf, knobNamed, nearestKnob } from "../profile/grammars.ts";
import { nearest } from "../profile/nearest.ts";

/** The knob of that id or short name ("turbo"), or of a setting's id. Throws USAGE with the nearest name there is. */
export function knobOf(word: string, knobs: readonly Knob[]): Knob {
  const [name = ""] = word.toLowerCase().split("/");
  const grammars = grammarsOf(knobs);
  const id = knobNamed(name, grammars);
  const found = knobs.find((knob) => knob.id === id);
  if (found !== undefined) return found;
  throw new TravelError(
    "USAGE",
    `there is no setting "${word}"${didYouMean(nearestKnob(name, grammars))}; travelmode explain lists them`,
  );
}

/** The same, where one place of it cannot be turned alone. Throws USAGE for a setting's id. */
export function wholeKnobOf(word: string, knobs: readonly Knob[]): Knob {
  const knob = knobOf(word, knobs);
  if (!word.includes("/")) return knob;
  throw new TravelError("USAGE", `"${word}" is one place of several; here a whole setting is to be named: ${knob.id}`);
}

/** The id that a word names: a whole knob's, or with a place behind a slash one setting's. */
export function idOf(word: string, knobs: readonly Knob[]): KnobId | SettingId {
  const { id } = knobOf(word, knobs);
  const slash = word.indexOf("/");
  return slash === -1 ? id : `${id}${word.slice(slash)}`;
}

/**
 * What a typed value means for a knob: one of its words, a number in its range ("70", "70%"), or "saved"; several with commas where they
 * are meant together. Throws USAGE.
 */
export function wishOf(typed: string, knob: Knob): Wish {
  const [first = "", ...others] = knob.grammar.all ? typed.split(",") : [typed];
  return [oneOf(first, knob), ...others.map((one) => oneOf(one, knob))];
}

function oneOf(typed: string, { id, grammar }: Knob): WishValue {
  const word = typed.toLowerCase();
  if (word === SAVED || grammar.words.includes(word)) return word;
  const amount = /^\d+(?=\s*%?$)/u.exec(word)?.[0];
  const { number } = grammar;
  if (number !== undefined && amount !== undefined && Number(amount) >= number.min && Number(amount) <= number.max)
    return Number(amount);
  if (grammar.text?.pattern.test(typed.trim())) return typed.trim();
  const hint = amount === undefined ? didYouMean(nearest(word, grammar.words)) : "";
  throw new TravelError("USAGE", `${id} cannot be "${typed}"${hint}; it takes ${describeGrammar(grammar)}`);
}

const didYouMean = (word: string | undefined): string => (word === undefined ? "" : ` (did you mean ${word}?)`);
