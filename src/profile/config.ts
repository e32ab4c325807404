// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { KnobId, SettingId } from "../knobs/knob.ts";
import type { Files } from "../machine/doors.ts";
import { type Field, type Format, findMistakes } from "./format.ts";
import { type KnobGrammars, knobNamed, nearestKnob } from "./grammars.ts";
import { asError, invalid, type Mistake, type Mistakes } from "./mistake.ts";
import { nearest } from "./nearest.ts";
import { PROFILE_NAME } from "./schema.ts";
import { readSource } from "./source.ts";
import { isTable, readToml, type TomlText } from "./toml.ts";
import { shownValue } from "./wording.ts";

/** What a user has settled once for all. */
export interface Config {
  /** What a bare `travelmode on` means. */
  readonly profile: string;
  /** Where that is written: "FILE, line 1, column 11"; null where no file says so. */
  readonly profileAt: string | null;
  /** Never touched, whatever a profile wishes. */
  readonly leave: readonly (KnobId | SettingId)[];
  /** Lowest level first, each level once. */
  readonly rules: readonly LevelRule[];
}

/** While automatic mode is on: below this level of the battery, this profile. */
export interface LevelRule {
  /** Percent, 1 to 99. */
  readonly below: number;
  readonly profile: string;
}

export interface ConfigOptions {
  readonly grammars: KnobGrammars;
  /** Root uses no file that somebody else can write. */
  readonly asRoot: boolean;
}

/**
 * The configuration from these files, most general first. A later file's `profile` counts, and its rule where two are for the same level;
 * what any of them leaves is left.
 * A file that is not there says nothing. Throws `TravelError`: PROFILE_INVALID or PROFILE_UNSAFE.
 */
export function loadConfig(files: Files, paths: readonly string[], options: ConfigOptions): Config {
  const parts = paths.map((path) => readPart(files, path, options));
  const chosen = parts.findLast(({ profile }) => profile !== null);
  return {
    profile: chosen?.profile ?? "flight",
    profileAt: chosen?.profileAt ?? null,
    leave: [...new Set(parts.flatMap(({ leave }) => leave))],
    rules: byLevel(parts.flatMap(({ rules }) => rules)),
  };
}

/** Of several for one level the last. */
const byLevel = (rules: readonly LevelRule[]): readonly LevelRule[] =>
  [...new Map(rules.map((rule) => [rule.below, rule])).values()].toSorted((one, other) => one.below - other.below);

/** One file's share of the configuration. */
export interface ConfigPart {
  readonly kind: "config";
  readonly profile: string | null;
  readonly profileAt: Config["profileAt"];
  readonly leave: Config["leave"];
  readonly rules: Config["rules"];
}

function readPart(files: Files, path: string, { grammars, asRoot }: ConfigOptions): ConfigPart {
  const source = readSource(files, path, asRoot);
  if (source.kind === "absent") return { kind: "config", profile: null, profileAt: null, leave: [], rules: [] };
  const part = source.kind === "text" ? parseConfig(source.text, path, grammars) : source;
  if (part.kind === "mistakes") throw asError(part);
  return part;
}

/** Reads a configuration's text; with all that is wrong in it, at once and in the order of lines. Never throws. */
export function parseConfig(text: string, path: string, grammars: KnobGrammars): ConfigPart | Mistakes {
  const toml = readToml(text);
  if (toml.kind === "mistake") return invalid(path, [toml.mistake]);
  const mistakes = [...findMistakes(toml, configFormat(grammars)), ...doubledRules(toml)];
  if (mistakes.length > 0) return invalid(path, mistakes);
  const { profile = null, leave = [], when = [] } = v.parse(CONFIG, toml.document);
  const { line, column } = toml.positions.value(["profile"]);
  return {
    kind: "config",
    profile,
    profileAt: profile === null ? null : `${path}, line ${line}, column ${column}`,
    leave: leave.flatMap((name) => settingNamed(name, grammars) ?? []),
    rules: byLevel(when),
  };
}

/** Two rules for one level: nobody could tell which is meant. */
function doubledRules({ document: { when }, positions }: TomlText): readonly Mistake[] {
  const levels = (Array.isArray(when) ? when : []).map((rule) => (isTable(rule) ? rule["below"] : undefined));
  return levels.flatMap((below, index) => {
    if (below === undefined || levels.indexOf(below) === index) return [];
    const message = `there is another [[when]] with below = ${shownValue(below)}; one of them has to go`;
    return [{ at: positions.value(["when", index, "below"]), key: "when.below", message }];
  });
}

const RULE = v.object({
  below: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99)),
  profile: v.pipe(v.string(), v.regex(PROFILE_NAME)),
});

const CONFIG = v.object({
  profile: v.exactOptional(v.pipe(v.string(), v.regex(PROFILE_NAME))),
  leave: v.exactOptional(v.array(v.string())),
  when: v.exactOptional(v.array(RULE)),
});

function configFormat(grammars: KnobGrammars): Format {
  const setting = v.pipe(
    v.string(),
    v.check((name) => settingNamed(name, grammars) !== undefined),
  );
  const fields: Readonly<Record<Exclude<keyof typeof CONFIG.entries, "when">, Field>> = {
    profile: { schema: CONFIG.entries.profile, takes: PROFILE },
    leave: {
      schema: v.array(setting),
      item: setting,
      takes: 'a list of settings, such as ["radio.bluetooth", "brightness"]',
      suggest: (name) => nearestKnob(name, grammars),
    },
  };
  const known = [...Object.keys(fields), "when"];
  return { what: "the configuration", fields, groups: {}, lists: { when: RULE_FIELDS }, suggest: (key) => nearest(key, known) };
}

const PROFILE = "the name of a profile (lower-case letters, digits and dashes)";

const RULE_FIELDS: Readonly<Record<keyof LevelRule, Field>> = {
  below: { schema: RULE.entries.below, takes: "a whole number from 1 to 99 (%)" },
  profile: { schema: RULE.entries.profile, takes: PROFILE },
};

/** "wifi" as radio.wifi; "cpu.epp/policy0" as it is: a place is known on the machine only. */
function settingNamed(name: string, grammars: KnobGrammars): KnobId | SettingId | undefined {
  const [word = "", ...place] = name.split("/");
  const knob = knobNamed(word, grammars);
  return knob === undefined || place.length === 0 ? knob : `${knob}/${place.join("/")}`;
}
