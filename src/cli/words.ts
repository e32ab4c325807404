// SPDX-License-Identifier: MIT
import type { CommandSpec } from "./command-spec.ts";

/** What is asked for instead of a command. */
const ASIDE = ["--help", "-h", "--version"];

/**
 * The words as the parser wants them: the command that is meant where none is named (`travelmode`: status,
 * `travelmode --sim`: the story), and a bare `--sim` closed with "=", so that it does not swallow the command behind it.
 */
export function completeWords(argv: readonly string[], root: CommandSpec): readonly string[] {
  const closed = argv.map((word) => (word === "--sim" ? "--sim=" : word));
  if (argv.some((word) => ASIDE.includes(word))) return closed;
  const words = argv.filter((word) => !word.startsWith("-"));
  if (words.length === 0 && closed.some((word) => word.startsWith("--sim="))) return [...closed, "story"];
  const bare = groupNamed(words, root)?.bare;
  return bare === undefined ? closed : [...closed, bare];
}

/** The group that the words lead to; none where they name a command. */
function groupNamed([first, ...others]: readonly string[], group: CommandSpec): CommandSpec | undefined {
  if (first === undefined) return group;
  const next = group.commands?.find(({ name }) => name === first);
  return next === undefined ? undefined : groupNamed(others, next);
}
