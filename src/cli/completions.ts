// SPDX-License-Identifier: MIT
import type { Knob } from "../knobs/knob.ts";
import type { ArgumentSpec, CommandSpec, OptionSpec } from "./command-spec.ts";

/** What the shells' completions are made from. Pure: the build writes the texts. */
export interface CompletionSource {
  readonly root: CommandSpec;
  readonly globals: readonly OptionSpec[];
  /** Every name by which a setting is called. */
  readonly settings: readonly string[];
  /** The words that each of them takes. */
  readonly wordsOf: Readonly<Record<string, readonly string[]>>;
  readonly models: readonly string[];
}

/** The source for these commands and settings. */
export function completionSource(
  root: CommandSpec,
  { globals, knobs, models }: Pick<CompletionSource, "globals" | "models"> & { readonly knobs: readonly Knob[] },
): CompletionSource {
  const named = knobs.flatMap(({ id, shortNames, grammar }) => [id, ...shortNames].map((name) => [name, grammar.words] as const));
  return {
    root,
    globals,
    models,
    settings: named.map(([name]) => name),
    wordsOf: Object.fromEntries(named.filter(([, words]) => words.length > 0)),
  };
}

/** A command as completions see it: what may stand behind it. */
export interface Completed {
  /** "profiles show"; "" for the program itself. */
  readonly path: string;
  readonly summary: string;
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly CompletedOption[];
  /** What stands at each place; the last goes on where `more`. */
  readonly places: readonly Candidates[];
  readonly more: boolean;
}

export interface CompletedOption {
  readonly name: string;
  readonly about: string;
  /** Missing where it takes no value. */
  readonly value?: Candidates;
  /** Its value stands behind "=" only. */
  readonly bareToo: boolean;
}

/** Fixed words, what a shell finds out by itself (`profile` also on disk), or nothing to offer. */
export interface Candidates {
  readonly words: readonly string[];
  readonly also?: "profiles" | "files" | "folders" | "commands" | "words of the setting";
}

/** Every command that is shown, groups included, the program itself first. */
export function completedCommands({ root, globals, settings, models }: CompletionSource): readonly Completed[] {
  const known = { settings, models };
  const walk = (spec: CommandSpec, path: string): readonly Completed[] => {
    const shown = (spec.commands ?? []).filter(({ hidden }) => hidden !== true);
    const options = [...(spec.options ?? []), ...globals, HELP].map((option) => completedOption(option, known));
    const places = (spec.arguments ?? []).map((argument) => candidatesFor(argument, known));
    const more = spec.arguments?.some(({ repeatable }) => repeatable === true) === true;
    const own = {
      path,
      summary: spec.summary,
      commands: shown.map(({ name, summary }) => ({ name, summary })),
      options,
      places,
      more,
    };
    return [own, ...shown.flatMap((inner) => walk(inner, `${path} ${inner.name}`.trim()))];
  };
  return walk({ ...root, options: [{ name: "version", about: "print the version" }] }, "");
}

const HELP: OptionSpec = { name: "help", about: "print help" };

type Known = Pick<CompletionSource, "settings" | "models">;

function completedOption({ name, about, value, bareToo }: OptionSpec, known: Known): CompletedOption {
  const rest = { name, about, bareToo: bareToo === true };
  return value === undefined
    ? rest
    : { ...rest, value: candidatesFor({ name: name === "profile" ? name : value, about }, known) };
}

/** By the argument's name, which says what it stands for. */
function candidatesFor({ name, about, choices }: ArgumentSpec, { settings, models }: Known): Candidates {
  if (choices !== undefined) return { words: choices };
  if (name === "profile" || (name === "name" && about.includes("profile")))
    return { words: about.includes("or off") ? ["off"] : [], also: "profiles" };
  const known: Readonly<Record<string, Candidates>> = {
    setting: { words: settings },
    value: { words: ["back"], also: "words of the setting" },
    part: { words: ["all", "cpu", "screen"] },
    model: { words: models },
    dir: { words: [], also: "folders" },
    command: { words: [], also: "commands" },
  };
  return known[name] ?? { words: [] };
}

/** Where profiles lie: shipped (in either installation), this computer's, the user's own. */
export const PROFILE_FOLDERS = [
  "/usr/lib/travelmode/profiles",
  "/usr/local/lib/travelmode/profiles",
  "/etc/travelmode/profiles",
  `"\${XDG_CONFIG_HOME:-$HOME/.config}"/travelmode/profiles`,
] as const;
