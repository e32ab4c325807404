// SPDX-License-Identifier: MIT
import { quote } from "../shell-words.ts";
import {
  type Candidates,
  type Completed,
  type CompletedOption,
  type CompletionSource,
  completedCommands,
  PROFILE_FOLDERS,
} from "./completions.ts";

/** The completion for zsh: a function for each command, by `_arguments`. */
export function zshCompletion(source: CompletionSource): string {
  const values = Object.entries(source.wordsOf).map(([name, words]) => `    ${name}) values+=(${words.join(" ")}) ;;`);
  return [
    "#compdef travelmode",
    "# zsh completion for travelmode; made from its commands when it is built",
    "# SPDX-License-Identifier: MIT",
    "",
    "_travelmode_profiles() {",
    "  local -a names",
    `  names=(${PROFILE_FOLDERS.map((folder) => `${folder}/*.toml(N:t:r)`).join(" ")} "$@")`,
    "  compadd -a names",
    "}",
    "",
    "_travelmode_values() {",
    "  local -a values; values=(back)",
    `  case \${words[CURRENT-1]} in`,
    ...values,
    "  esac",
    "  compadd -a values",
    "}",
    "",
    ...completedCommands(source).flatMap(functionLines),
    '_travelmode "$@"',
    "",
  ].join("\n");
}

const functionName = (path: string): string => ["_travelmode", ...(path === "" ? [] : path.split(" "))].join("_");

function functionLines({ path, commands, options, places, more }: Completed): readonly string[] {
  const specs = options.map(optionSpec);
  const placed = places.map((place, index) =>
    more && index === places.length - 1 ? "'*:: :_normal'" : quote(`${index + 1}: :${action(place)}`),
  );
  if (commands.length === 0)
    return [`${functionName(path)}() {`, `  _arguments ${[...specs, ...placed].join(" \\\n    ")}`, "}", ""];
  return [
    `${functionName(path)}() {`,
    "  local line state; local -a commands",
    `  commands=(${commands.map(({ name, summary }) => quote(`${name}:${summary}`)).join(" \\\n    ")})`,
    `  _arguments -C ${[...specs, "'1: :->command'", "'*:: :->rest'"].join(" \\\n    ")}`,
    "  case $state in",
    "    command) _describe command commands ;;",
    `    rest) case \${line[1]} in`,
    ...commands.map(({ name }) => `      ${name}) ${functionName(`${path} ${name}`.trim())} ;;`),
    "    esac ;;",
    "  esac",
    "}",
    "",
  ];
}

function optionSpec({ name, about, value, bareToo }: CompletedOption): string {
  const text = about.replace(/[[\]:]/g, (it) => `\\${it}`);
  if (value === undefined) return quote(`--${name}[${text}]`);
  return quote(`*--${name}${bareToo ? "=-" : "="}[${text}]${bareToo ? "::" : ":"}${name}:${action(value)}`);
}

function action({ words, also }: Candidates): string {
  if (also === "profiles") return `_travelmode_profiles ${words.join(" ")}`.trimEnd();
  if (also === "words of the setting") return "_travelmode_values";
  if (also === "folders") return "_files -/";
  if (also === "files") return "_files";
  if (also === "commands") return "_command_names -e";
  return words.length === 0 ? " " : `(${words.join(" ")})`;
}
