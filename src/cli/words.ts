// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { CommandSpec } from "./command-spec.ts";
import { MODELS } from "./command-tree.ts";

/** What is asked for instead of a command. */
const ASIDE = ["--help", "-h", "--version"];

/**
 * The words as the parser wants them: the command that is meant where none is named (`travelmode`: tui,
 * `travelmode --sim`: the story), `help wifi` as `wifi --help`, and a bare `--sim` closed with "=", so that it does not swallow the
 * command behind it. Throws USAGE for a model behind a bare `--sim`.
 */
export function completeWords(argv: readonly string[], root: CommandSpec): readonly string[] {
  const ours = beforeDashes(argv);
  return [...completed(ours, root), ...argv.slice(ours.length)];
}

/** Our own words: what stands behind "--" is another program's command line. */
export function beforeDashes(argv: readonly string[]): readonly string[] {
  const dashes = argv.indexOf("--");
  return dashes === -1 ? argv : argv.slice(0, dashes);
}

function completed(argv: readonly string[], root: CommandSpec): readonly string[] {
  const closed = asOption(
    argv.map((word, index) => (word === "--sim" ? closedSim(argv[index + 1]) : word)),
    root,
  );
  if (closed.some((word) => ASIDE.includes(word))) return closed;
  const words = closed.filter(isWord);
  if (words.length === 0 && closed.some((word) => word.startsWith("--sim="))) return [...closed, "story"];
  const bare = groupNamed(words, root)?.bare;
  return bare === undefined ? closed : [...closed, bare];
}

const isWord = (word: string): boolean => !word.startsWith("-");

function closedSim(next: string | undefined): string {
  const model = MODELS.find((name) => name === next);
  if (model === undefined) return "--sim=";
  throw new TravelError("USAGE", `a simulated laptop's model stands behind "=": did you mean --sim=${model}?`);
}

/** `help wifi` as `wifi --help`; a command that there is not is left to the parser, which knows the nearest one. */
function asOption(argv: readonly string[], root: CommandSpec): readonly string[] {
  const [first, ...path] = argv.filter(isWord);
  if (first !== "help") return argv;
  const others = argv.filter((_, index) => index !== argv.indexOf("help"));
  return isKnown(path, root) ? [...others, "--help"] : others;
}

function isKnown([first, ...others]: readonly string[], group: CommandSpec): boolean {
  if (first === undefined) return true;
  const next = group.commands?.find(({ name }) => name === first);
  return next !== undefined && isKnown(others, next);
}

/** The group that the words lead to; none where they name a command. */
function groupNamed([first, ...others]: readonly string[], group: CommandSpec): CommandSpec | undefined {
  if (first === undefined) return group;
  const next = group.commands?.find(({ name }) => name === first);
  return next === undefined ? undefined : groupNamed(others, next);
}
