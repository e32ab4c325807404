// SPDX-License-Identifier: MIT
import { resolve } from "node:path";
import { TravelError } from "../errors.ts";
import type { Session } from "./session.ts";

/** Writes a whole file that somebody has named; answers its path. Throws USAGE where it cannot be written. */
export function writtenFile({ writeOutput }: Pick<Session, "writeOutput">, option: string, name: string, text: string): string {
  if (name === "") throw new TravelError("USAGE", `--${option} needs the name of a file`);
  const path = resolve(name);
  const written = writeOutput(path, text);
  if (written.kind === "done") return path;
  const why = WHYS[written.code] ?? `it cannot be written (${written.code})`;
  throw new TravelError("USAGE", `${path}: ${why}. --${option} takes the name of a file, in a folder that you may write to.`);
}

const WHYS: Readonly<Record<string, string>> = {
  EEXIST: "something else than an ordinary file is there, and stays",
  ENOENT: "there is no such folder",
  EACCES: "you may not write there (EACCES)",
};
