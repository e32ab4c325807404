// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { KnobId, Wish, WishGrammar, WishValue } from "../knobs/knob.ts";
import type { Field, Format } from "./format.ts";
import { describeGrammar, type KnobGrammars, nearestKnob } from "./grammars.ts";
import { nearest } from "./nearest.ts";
import type { Profile } from "./profile.ts";
import { eitherOf, isOneLine, quoted } from "./wording.ts";

/** Names of profiles, and of their files less ".toml". */
export const PROFILE_NAME = /^[a-z0-9][a-z0-9-]*$/;

const ON_CHARGER = ["all", "power", "nothing"] as const satisfies readonly Profile["onCharger"][];

/** The keys above the first [table], each with the text that editors show. */
export const HEAD = v.object({
  title: v.exactOptional(
    v.pipe(
      v.string(),
      v.minLength(1),
      v.maxLength(80),
      v.check(isOneLine),
      v.description("One line for lists of profiles: what it is for."),
    ),
  ),
  extends: v.exactOptional(
    v.pipe(v.string(), v.regex(PROFILE_NAME), v.description("The profile to start from; what is not written here is as there.")),
  ),
  "on-charger": v.exactOptional(
    v.pipe(
      v.picklist(ON_CHARGER),
      v.description('What goes back at a real charger: "all", only what costs speed or light ("power"), or "nothing".'),
    ),
  ),
});

/** A knob's key: one of its words or a number, several in order of preference, or "leave" (what was inherited). */
export interface WishField extends Field {
  readonly schema: v.GenericSchema<unknown, WishValue | Wish>;
  readonly knob: KnobId;
}

/** The word that takes an inherited wish away. */
export const LEAVE = "leave";

export interface ProfileFormat extends Format {
  readonly groups: Readonly<Record<string, Readonly<Record<string, WishField>>>>;
}

/** The format of a profile on a project with these knobs: `cpu.epp` is the key `epp` of the table `[cpu]`. */
export function profileFormat(grammars: KnobGrammars): ProfileFormat {
  const groups: Record<string, Record<string, WishField>> = {};
  for (const [knob, grammar] of Object.entries(grammars)) {
    const [group = "", ...rest] = knob.split(".");
    groups[group] = { ...groups[group], [rest.join(".")]: wishField(knob, grammar) };
  }
  return {
    what: "a profile",
    fields: HEAD_FIELDS,
    groups,
    suggest: (key) => nearest(key, Object.keys(HEAD_FIELDS)) ?? nearestKnob(key, grammars),
  };
}

const HEAD_FIELDS: Readonly<Record<keyof typeof HEAD.entries, Field>> = {
  title: { schema: HEAD.entries.title, takes: "one line of text, at most 80 characters" },
  extends: { schema: HEAD.entries.extends, takes: "the name of a profile (lower-case letters, digits and dashes)" },
  "on-charger": {
    schema: HEAD.entries["on-charger"],
    takes: eitherOf(ON_CHARGER.map(quoted)),
    suggest: (word) => nearest(word, ON_CHARGER),
  },
};

function wishField(knob: KnobId, grammar: WishGrammar): WishField {
  const item = wishValue(grammar);
  const schema = v.union([v.literal(LEAVE), item, v.tupleWithRest([item], item)]);
  const words = [...grammar.words, LEAVE];
  return { knob, schema, item, takes: describeGrammar(grammar), suggest: (word) => nearest(word, words) };
}

/** One alternative, as the knob's grammar has it. */
function wishValue({ words, number, text }: WishGrammar): v.GenericSchema<unknown, WishValue> {
  const asWord = words.length === 0 ? [] : [v.picklist(words)];
  const asNumber = number === undefined ? [] : [v.pipe(v.number(), v.integer(), v.minValue(number.min), v.maxValue(number.max))];
  const asText = text === undefined ? [] : [v.pipe(v.string(), v.regex(text.pattern))];
  return v.union([...asWord, ...asNumber, ...asText]);
}
