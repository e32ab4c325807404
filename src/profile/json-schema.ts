// SPDX-License-Identifier: MIT
import { type ConversionConfig, toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import type { KnobId } from "../knobs/knob.ts";
import type { KnobGrammars } from "./grammars.ts";
import { HEAD, profileFormat } from "./schema.ts";

/** What JSON schema has no words for is left to `travelmode profiles check`. */
const CONVERSION: ConversionConfig = { ignoreActions: ["check"] };

/**
 * The profile format as JSON schema (draft 07), for editors that complete and check TOML. Used by the build alone.
 * `titles`: what each knob is called, shown beside its key.
 */
export function profileJsonSchema(grammars: KnobGrammars, titles: Readonly<Record<KnobId, string>>): object {
  const groups = Object.entries(profileFormat(grammars).groups).map(([name, fields]) => {
    const keys = Object.entries(fields).map(([key, { schema, knob }]) => {
      const several = grammars[knob]?.all ? ": all that a list names" : "";
      const described = v.pipe(schema, v.description(`${titles[knob] ?? knob}${several}`));
      return [key, v.optional(described)] as const;
    });
    return [name, v.optional(v.strictObject(Object.fromEntries(keys)))] as const;
  });
  const whole = v.strictObject({ ...HEAD.entries, ...Object.fromEntries(groups) });
  return { title: "travelmode profile", ...toJsonSchema(whole, CONVERSION) };
}
