// SPDX-License-Identifier: MIT
import { basename, isAbsolute, join } from "node:path";
import type { Caller, Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { desktopEntry, desktopFolders, entryValue } from "../desktop-files.ts";

/** An installed program, as somebody has named it. */
export interface InstalledProgram {
  /** As it was named. */
  readonly name: string;
  /** Where its file really is. */
  readonly path: string;
  /** Its name in the folder that it was found in: what it is called when it runs. */
  readonly command: string;
  readonly desktopId: string | null;
}

type Whose = Pick<Caller, "home" | "env">;

/** A program by its path, by the id of its desktop file ("org.mozilla.firefox"), or by its name; null where there is none. */
export function findProgram(files: Files, caller: Whose, word: string): InstalledProgram | null {
  if (/^\.{0,2}$/u.test(word)) return null;
  if (word.includes("/")) return at(files, word, { name: basename(word), desktopId: null });
  const id = word.replace(/\.desktop$/u, "");
  const entry = desktopEntry(files, desktopFolders(caller), id);
  const command = entry === null ? null : commandOf(entryValue(entry, "Exec") ?? "");
  const desktopId = entry === null ? null : id;
  const path = inPath(files, caller, command ?? word);
  return path === null ? null : at(files, path, { name: word, desktopId });
}

function at(
  files: Files,
  path: string,
  { name, desktopId }: Pick<InstalledProgram, "name" | "desktopId">,
): InstalledProgram | null {
  const real = isAbsolute(path) ? valueOr(files.resolve(path), null) : null;
  return real === null ? null : { name, path: real, command: basename(path), desktopId };
}

/** The program in "env LANG=C /usr/bin/firefox %u": what stands before it only sets the scene. */
function commandOf(exec: string): string | null {
  const words = exec.match(/"(?:[^"\\]|\\.)*"|\S+/gu) ?? [];
  const plain = words.map((one) => one.replace(/^"(.*)"$/u, "$1"));
  return plain.find((one) => basename(one) !== "env" && !/^\w+=/u.test(one)) ?? null;
}

function inPath(files: Files, { home, env }: Whose, command: string): string | null {
  if (command.includes("/")) return isAbsolute(command) ? command : null;
  const { PATH = "" } = env;
  const folders = [...PATH.split(":").filter(isAbsolute), ...USUAL, join(home, ".local/bin")];
  return folders.map((folder) => join(folder, command)).find((path) => files.stat(path).kind === "value") ?? null;
}

const USUAL: readonly string[] = ["/usr/local/bin", "/usr/bin", "/bin", "/snap/bin"];
