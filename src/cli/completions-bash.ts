// SPDX-License-Identifier: MIT
import { quote } from "../shell-words.ts";
import { type Candidates, type Completed, type CompletionSource, completedCommands, PROFILE_FOLDERS } from "./completions.ts";

/** The completion for bash 4 and later; needs nothing of the bash-completion package but its loader. */
export function bashCompletion(source: CompletionSource): string {
  const commands = completedCommands(source);
  const words = Object.entries(source.wordsOf).map(([name, values]) => `    ${name}) echo ${quote(values.join(" "))} ;;`);
  return [
    "# bash completion for travelmode; made from its commands when it is built",
    "# SPDX-License-Identifier: MIT",
    "",
    "_travelmode_profiles() {",
    "  local file",
    `  for file in ${PROFILE_FOLDERS.map((folder) => `${folder}/*.toml`).join(" ")}; do`,
    `    [[ -e $file ]] || continue; file=\${file##*/}; echo "\${file%.toml}"`,
    "  done",
    "}",
    "",
    "_travelmode_values() { # SETTING",
    '  case "$1" in',
    ...words,
    "  esac",
    "}",
    "",
    "_travelmode() {",
    `  local cur=\${COMP_WORDS[COMP_CWORD]} path="" place=0 last="" i word before=""`,
    "  COMPREPLY=()",
    // Which command is it, and how many of its arguments are there? Words of options are none.
    "  for ((i = 1; i < COMP_CWORD; i++)); do",
    `    word=\${COMP_WORDS[i]}`,
    '    if [[ $word == "=" ]]; then before="="; continue; fi',
    '    if [[ $before == "=" ]]; then before=""; continue; fi',
    '    case "$path $word" in',
    ...commands
      .filter(({ path }) => path !== "")
      .map(({ path }) => `      ${pattern(path)}) path=${quote(path)}; before=""; continue ;;`),
    "    esac",
    "    [[ $word == -* ]] && { before=$word; continue; }",
    '    if _travelmode_takes "$path" "$before"; then before=""; continue; fi',
    '    before=""; last=$word; ((place++))',
    "  done",
    '  local key="" list=""',
    `  if [[ $cur == "=" ]]; then cur=""; key=\${COMP_WORDS[COMP_CWORD-1]}=`,
    `  elif [[ $before == "=" ]]; then key=\${COMP_WORDS[COMP_CWORD-2]}=`,
    '  elif _travelmode_takes "$path" "$before"; then key=$before',
    "  elif [[ $cur == -* ]]; then key=-",
    "  else key=$place; fi",
    '  case "$path $key" in',
    ...commands.flatMap(caseLines),
    "  esac",
    '  COMPREPLY+=($(compgen -W "$list" -- "$cur"))',
    "}",
    "",
    "_travelmode_takes() { # COMMAND OPTION: whether a word of its own follows",
    '  case "$1 $2" in',
    ...commands.flatMap(({ path, options }) =>
      options
        .filter(({ value, bareToo }) => value !== undefined && !bareToo)
        .map(({ name }) => `    ${quote(`${path} --${name}`)}) return 0 ;;`),
    ),
    "  esac",
    "  return 1",
    "}",
    "",
    "complete -F _travelmode travelmode",
    "",
  ].join("\n");
}

/** "profiles show" is reached by the word "show" behind "profiles". */
function pattern(path: string): string {
  const at = path.lastIndexOf(" ");
  return quote(at === -1 ? ` ${path}` : path);
}

function caseLines({ path, commands, options, places, more }: Completed): readonly string[] {
  const line = (key: string, does: string): string => `    ${key}) ${does} ;;`;
  const names = commands.map(({ name }) => name);
  return [
    line(quote(`${path} -`), `list=${quote(options.map(({ name }) => `--${name}`).join(" "))}`),
    ...options.flatMap(({ name, value }) =>
      value === undefined ? [] : [line(`${quote(`${path} --${name}`)}|${quote(`${path} --${name}=`)}`, offer(value))],
    ),
    ...(names.length > 0 ? [line(quote(`${path} 0`), `list=${quote(names.join(" "))}`)] : []),
    ...places.map((place, index) => {
      const goesOn = more && index === places.length - 1;
      return line(goesOn ? `${quote(`${path} `)}[0-9]*` : quote(`${path} ${index}`), offer(place));
    }),
  ];
}

function offer({ words, also }: Candidates): string {
  const list = `list=${quote(words.join(" "))}`;
  if (also === "profiles") return `${list}" $(_travelmode_profiles)"`;
  if (also === "words of the setting") return `${list}" $(_travelmode_values "$last")"`;
  if (also === "folders") return 'COMPREPLY=($(compgen -d -- "$cur"))';
  if (also === "files") return 'COMPREPLY=($(compgen -f -- "$cur"))';
  if (also === "commands") return 'COMPREPLY=($(compgen -c -- "$cur"))';
  return list;
}
