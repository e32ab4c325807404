// SPDX-License-Identifier: MIT
import { basename } from "node:path";
import type { Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { programName } from "../program-name.ts";
import type { Living } from "./everyone.ts";

/** Programs that run what their first argument names; some with a version behind ("python3.11"). */
const INTERPRETER =
  /^(?:python|pypy|perl|ruby|node|nodejs|deno|bun|lua|luajit|guile|php|gjs|gjs-console|java|mono|wine|sh|bash|dash|zsh|fish|env|electron)[-\d.]*$/u;

/** What a process is called: by the kernel, at the end of its file's path, and as which script; each once. */
export function namesOf(files: Pick<Files, "link">, { record, identity: { commandLine } }: Living): readonly string[] {
  const file = basename(valueOr(files.link(`/proc/${record.pid}/exe`), "")).replace(/ \(deleted\)$/u, "");
  const typed = basename(commandLine[0] ?? "");
  const names = [record.name, programName(record.name, commandLine), file, typed, ...scriptOf([file, typed], commandLine)];
  return [...new Set(names)].filter((name) => name !== "");
}

/** Options of interpreters whose value is the next argument. */
const WITH_VALUE: readonly string[] = [
  "-W",
  "-X",
  "-r",
  "--require",
  "--import",
  "--loader",
  "-cp",
  "-classpath",
  "--class-path",
];

/** The script of an interpreter: its first argument that is no option, and a module that is run by name ("python3 -m borg"). */
function scriptOf(programs: readonly string[], [, ...args]: readonly string[]): readonly string[] {
  if (!programs.some((program) => INTERPRETER.test(program.replace(/^-/u, "")))) return [];
  const first = args.find(
    (arg, index) => !(arg.startsWith("-") || arg.includes("=") || WITH_VALUE.includes(args[index - 1] ?? "")),
  );
  if (first === undefined) return [];
  const script = basename(first);
  return [script, script.split(".")[0] ?? ""];
}
