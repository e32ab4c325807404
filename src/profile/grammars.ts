// SPDX-License-Identifier: MIT
import type { Knob, KnobId, WishGrammar } from "../knobs/knob.ts";
import { nearest } from "./nearest.ts";
import { eitherOf, quoted } from "./wording.ts";

/** What profiles need to know of a knob. */
export interface KnobGrammar extends WishGrammar {
  /** Names that are accepted wherever a setting is named: "wifi". */
  readonly shortNames?: readonly string[];
}

/** Every knob that may be named; handed in, so that this room knows no knob by itself. */
export type KnobGrammars = Readonly<Record<KnobId, KnobGrammar>>;

/** What profiles and names need to know of these knobs. */
export const grammarsOf = (knobs: readonly Knob[]): KnobGrammars =>
  Object.fromEntries(knobs.map(({ id, grammar, shortNames }) => [id, { ...grammar, shortNames }]));

/** The knob of that id or short name. */
export const knobNamed = (name: string, grammars: KnobGrammars): KnobId | undefined => knobNames(grammars).get(name);

/** The knob that somebody who wrote `name` most likely meant; the group may be wrong as well ("screen.wifi"). */
export function nearestKnob(name: string, grammars: KnobGrammars): KnobId | undefined {
  const names = knobNames(grammars);
  const lastPart = name.slice(name.lastIndexOf(".") + 1);
  const word = names.has(lastPart) ? lastPart : (nearest(name, names.keys()) ?? nearest(lastPart, names.keys()));
  return word === undefined ? undefined : names.get(word);
}

/** `"off", "on" or a whole number from 10 to 100 (%)`; `"mail", "files" or "all", and several in a list`. */
export function describeGrammar({ words, number, text, all }: WishGrammar): string {
  const range = number === undefined ? [] : [`a whole number from ${number.min} to ${number.max} (${number.unit})`];
  const texts = text === undefined ? [] : [text.takes];
  return `${eitherOf([...words.map(quoted), ...range, ...texts])}${all ? ", and several in a list" : ""}`;
}

/** All names of knobs, ids first. */
function knobNames(grammars: KnobGrammars): ReadonlyMap<string, KnobId> {
  const names = new Map(Object.keys(grammars).map((id) => [id, id]));
  for (const [id, { shortNames = [] }] of Object.entries(grammars))
    for (const short of shortNames) if (!names.has(short)) names.set(short, id);
  return names;
}
