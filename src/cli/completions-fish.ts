// SPDX-License-Identifier: MIT
import { type Candidates, type Completed, type CompletionSource, completedCommands } from "./completions.ts";

/** The completion for fish. */
export function fishCompletion(source: CompletionSource): string {
  const values = Object.entries(source.wordsOf).map(
    ([name, words]) => `    case ${name}\n      printf '%s\\n' ${words.join(" ")}`,
  );
  const commands = completedCommands(source);
  return [
    "# fish completion for travelmode; made from its commands when it is built",
    "# SPDX-License-Identifier: MIT",
    "",
    "function __travelmode_profiles",
    "  set -l own $HOME/.config",
    "  set -q XDG_CONFIG_HOME; and set own $XDG_CONFIG_HOME",
    "  for file in /usr/lib/travelmode/profiles/*.toml /usr/local/lib/travelmode/profiles/*.toml /etc/travelmode/profiles/*.toml $own/travelmode/profiles/*.toml",
    "    string replace -r '.*/(.*)\\.toml$' '$1' -- $file",
    "  end",
    "end",
    "",
    "function __travelmode_values",
    "  echo back",
    "  switch (commandline -opc)[-1]",
    ...values,
    "  end",
    "end",
    "",
    "# Whether the words before the cursor, less options, are this command with so many arguments; -1: however many.",
    "function __travelmode_at -a count",
    "  set -l words (string match -v -- '-*' (commandline -opc)[2..-1])",
    "  set -l path $argv[2..-1]",
    "  test (count $words) -ge (count $path); or return 1",
    "  set -l length (count $path)",
    "  if test $length -gt 0",
    '    test "$words[1..$length]" = "$path"; or return 1',
    "  end",
    "  test $count = -1; or test (math (count $words) - (count $path)) -eq $count",
    "end",
    "",
    "complete -c travelmode -f",
    ...commands.flatMap(lines),
    "",
  ].join("\n");
}

function lines({ path, commands, options, places, more }: Completed): readonly string[] {
  const at = (count: number): string => `-n '${["__travelmode_at", count, path].join(" ").trimEnd()}'`;
  return [
    ...commands.map(({ name, summary }) => `complete -c travelmode ${at(0)} -a ${name} -d ${fishQuoted(summary)}`),
    ...places.flatMap((place, index) => {
      const found = offer(place);
      return found === "" ? [] : [`complete -c travelmode ${at(more && index === places.length - 1 ? -1 : index)} ${found}`];
    }),
    ...options.map(({ name, about, value, bareToo }) => {
      const takes = value === undefined ? "" : ` ${bareToo ? "" : "-r "}${offer(value)}`;
      return `complete -c travelmode ${at(-1)} -l ${name} -d ${fishQuoted(about)}${takes}`.trimEnd();
    }),
  ];
}

const fishQuoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

function offer({ words, also }: Candidates): string {
  if (also === "profiles") return `-a '(__travelmode_profiles)${words.map((word) => ` ${word}`).join("")}'`;
  if (also === "words of the setting") return "-a '(__travelmode_values)'";
  if (also === "folders") return "-a '(__fish_complete_directories)'";
  if (also === "files") return "-F";
  if (also === "commands") return "-a '(__fish_complete_command)'";
  return words.length === 0 ? "" : `-a '${words.join(" ")}'`;
}
