// SPDX-License-Identifier: MIT
import type { TomlTable } from "smol-toml";
import * as v from "valibot";
import type { KnobId, Wish } from "../knobs/knob.ts";
import { findMistakes } from "./format.ts";
import type { KnobGrammars } from "./grammars.ts";
import { invalid, type Mistakes } from "./mistake.ts";
import type { Position } from "./positions.ts";
import type { Profile } from "./profile.ts";
import { HEAD, LEAVE, type ProfileFormat, profileFormat, type WishField } from "./schema.ts";
import { isTable, readToml } from "./toml.ts";

export interface ProfileSource {
  readonly name: string;
  readonly path: string;
}

/** One file's share of a profile; what it starts from is still to be found. */
export interface ProfileDraft {
  readonly kind: "draft";
  readonly source: ProfileSource;
  readonly title: string | null;
  readonly parent: Parent | null;
  readonly onCharger: Profile["onCharger"] | null;
  /** "leave": no wish, whatever was inherited. */
  readonly wishes: Readonly<Record<KnobId, Wish | typeof LEAVE>>;
}

/** The profile that is extended, and where the file says so. */
export interface Parent {
  readonly name: string;
  readonly at: Position;
}

/** Reads a profile's text; with all that is wrong in it, at once and in the order of lines. Never throws. */
export function parseProfile(text: string, source: ProfileSource, grammars: KnobGrammars): ProfileDraft | Mistakes {
  const toml = readToml(text);
  if (toml.kind === "mistake") return invalid(source.path, [toml.mistake]);
  const format = profileFormat(grammars);
  const mistakes = findMistakes(toml, format);
  if (mistakes.length > 0) return invalid(source.path, mistakes);
  const head = v.parse(HEAD, toml.document);
  return {
    kind: "draft",
    source,
    title: head.title ?? null,
    parent: head.extends === undefined ? null : { name: head.extends, at: toml.positions.value(["extends"]) },
    onCharger: head["on-charger"] ?? null,
    wishes: readWishes(toml.document, format),
  };
}

function readWishes(document: TomlTable, { groups }: ProfileFormat): ProfileDraft["wishes"] {
  const wishes = Object.entries(groups).flatMap(([name, fields]) => readGroup(document[name] ?? {}, fields));
  return Object.fromEntries(wishes);
}

function readGroup(
  table: TomlTable[string],
  fields: Readonly<Record<string, WishField>>,
): readonly (readonly [KnobId, Wish | typeof LEAVE])[] {
  if (!isTable(table)) return [];
  return Object.entries(table).flatMap(([key, value]) => {
    const field = fields[key];
    return field === undefined ? [] : [[field.knob, readWish(v.parse(field.schema, value))] as const];
  });
}

function readWish(value: v.InferOutput<WishField["schema"]>): Wish | typeof LEAVE {
  if (value === LEAVE) return LEAVE;
  return typeof value === "object" ? value : [value];
}
