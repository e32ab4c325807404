// SPDX-License-Identifier: MIT
import type { TomlTable, TomlValue } from "smol-toml";
import * as v from "valibot";
import type { Mistake } from "./mistake.ts";
import { nearest } from "./nearest.ts";
import type { TomlPath } from "./positions.ts";
import { isTable, type TomlText } from "./toml.ts";
import { quoted, shownKey, shownValue } from "./wording.ts";

/** One key of a file's format. */
export interface Field {
  readonly schema: v.GenericSchema;
  /** One value, where the field takes a list of them. */
  readonly item?: v.GenericSchema;
  /** What it takes, for a sentence. */
  readonly takes: string;
  /** The word that was most likely meant by one that it does not know. */
  readonly suggest?: (word: string) => string | undefined;
}

/** What a kind of file may contain. */
export interface Format {
  /** "a profile" */
  readonly what: string;
  /** The keys above the first [table]. */
  readonly fields: Readonly<Record<string, Field>>;
  /** The keys of each [table]. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, Field>>>>;
  /** The keys of each `[[table]]`, which may be there several times; none of its keys may be missing. */
  readonly lists?: Readonly<Record<string, Readonly<Record<string, Field>>>>;
  /** The key that was most likely meant by one that is unknown. */
  suggest(key: string): string | undefined;
}

/** Everything in a document that does not fit the format. */
export function findMistakes({ document, positions }: TomlText, format: Format): readonly Mistake[] {
  return faultsOf(document, format).map(({ path, part, message }) => ({
    at: positions[part](path),
    key: shownPath(path),
    message,
  }));
}

/** The key as users write it, without the places in lists. */
const shownPath = (path: TomlPath): string => shownKey(path.filter((step) => typeof step === "string"));

interface Fault {
  readonly path: TomlPath;
  /** Which of the two is wrong. */
  readonly part: "key" | "value";
  readonly message: string;
}

function faultsOf(document: TomlTable, format: Format): readonly Fault[] {
  return Object.entries(document).flatMap(([key, value]) => {
    const field = own(format.fields, key);
    if (field !== undefined) return valueFaults([key], value, field);
    const group = own(format.groups, key);
    if (group !== undefined) return groupFaults(key, value, group, format);
    const list = own(format.lists ?? {}, key);
    if (list !== undefined) return listFaults(key, value, list, format);
    const isGroup = isTable(value) && Object.keys(format.groups).length > 0;
    return [isGroup ? strangeGroup(key, format) : strangeKey([key], `a key of ${format.what}`, format)];
  });
}

function groupFaults(name: string, value: TomlValue, group: Readonly<Record<string, Field>>, format: Format): readonly Fault[] {
  if (!isTable(value)) {
    const message = `${name} is a group of settings: write [${name}] on a line of its own, and its settings below it`;
    return [{ path: [name], part: "key", message }];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = own(group, key);
    return field === undefined ? [strangeSetting(name, key, format)] : valueFaults([name, key], inner, field);
  });
}

function listFaults(name: string, value: TomlValue, keys: Readonly<Record<string, Field>>, format: Format): readonly Fault[] {
  if (!Array.isArray(value) || !value.every(isTable)) {
    const message = `${name} is a list: write [[${name}]] on a line of its own, and ${Object.keys(keys).join(" and ")} below it`;
    return [{ path: [name], part: "key", message }];
  }
  return value.flatMap((table, index) => tableFaults([name, index], table, keys, format));
}

function tableFaults(
  at: readonly [string, number],
  table: TomlTable,
  keys: Readonly<Record<string, Field>>,
  format: Format,
): readonly Fault[] {
  const [name] = at;
  const missing = Object.keys(keys).filter((key) => !Object.hasOwn(table, key));
  const faults = Object.entries(table).flatMap(([key, value]) => {
    const field = own(keys, key);
    return field === undefined
      ? [strangeListKey([...at, key], Object.keys(keys), format)]
      : valueFaults([...at, key], value, field);
  });
  if (missing.length === 0) return faults;
  return [{ path: at, part: "value", message: `[[${name}]] lacks ${missing.join(" and ")}` }, ...faults];
}

function strangeListKey(path: TomlPath, keys: readonly string[], { fields }: Format): Fault {
  const key = String(path.at(-1));
  const near = nearest(key, keys);
  const below = own(fields, key) === undefined ? "" : `; write ${key} above the first [[${String(path[0])}]]`;
  const hint = near === undefined ? below : `; did you mean ${near}?`;
  return { path, part: "key", message: `${shownPath(path)} is not a key of [[${String(path[0])}]]${hint}` };
}

function strangeGroup(name: string, format: Format): Fault {
  const near = nearest(name, Object.keys(format.groups));
  const hint = near === undefined ? "" : `; did you mean [${near}]?`;
  return { path: [name], part: "key", message: `[${shownKey([name])}] is not a group of settings${hint}` };
}

/** TOML counts every key below a [table] to that table, which surprises those who go on with something else. */
function strangeSetting(group: string, key: string, format: Format): Fault {
  const hint = misplaced(key, format);
  if (hint === undefined) return strangeKey([group, key], "a setting", format);
  return { path: [group, key], part: "key", message: `${group}.${key} is not a setting; ${hint}` };
}

function misplaced(key: string, { fields, groups }: Format): string | undefined {
  if (own(fields, key) !== undefined) return `write ${key} above the first [group]`;
  return own(groups, key) === undefined ? undefined : `${key} is a group of its own: write [${key}], and its settings below it`;
}

function strangeKey(path: readonly string[], what: string, format: Format): Fault {
  const near = format.suggest(path.join("."));
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return { path, part: "key", message: `${shownKey(path)} is not ${what}${hint}` };
}

function valueFaults(path: TomlPath, value: TomlValue, field: Field): readonly Fault[] {
  const { schema, item } = field;
  if (fits(schema, value)) return [];
  const fault = (at: TomlPath, wrong: TomlValue): Fault => {
    const message = `${shownPath(path)} takes ${field.takes}, not ${shownValue(wrong)}${hintFor(wrong, field)}`;
    return { path: at, part: "value", message };
  };
  const items = item !== undefined && Array.isArray(value) ? [...value.entries()] : [];
  const wrongItems = items.filter(([, one]) => item !== undefined && !fits(item, one));
  return wrongItems.length > 0 ? wrongItems.map(([index, one]) => fault([...path, index], one)) : [fault(path, value)];
}

/** What was most likely meant: `35` by "35 %", ["wifi"] by "wifi", "off" by false, "power" by "powr". */
function hintFor(value: TomlValue, { schema, suggest }: Field): string {
  const number = typeof value === "string" ? Number(/^\s*(\d+)\s*%?\s*$/.exec(value)?.[1]) : Number.NaN;
  if (fits(schema, number)) return `; did you mean ${number}?`;
  if (fits(schema, [value])) return `; did you mean [${shownValue(value)}]?`;
  const near = suggest?.(wordFor(value));
  if (near === undefined) return "";
  return near === value ? `; ${quoted(near)} stands alone, not in a list` : `; did you mean ${quoted(near)}?`;
}

function wordFor(value: TomlValue): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  return typeof value === "string" ? value : "";
}

const fits = (schema: v.GenericSchema, value: unknown): boolean => v.is(schema, value);

/** Keys such as "constructor" are found in every object; only its own count. */
const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
