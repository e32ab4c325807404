// SPDX-License-Identifier: MIT
import { dirname, isAbsolute, join } from "node:path";
import type { BigFiles } from "../../machine/big-files.ts";
import type { Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { type ElfNeeds, readElf } from "./elf.ts";

export interface FileDoors {
  readonly files: Files;
  readonly bigFiles: BigFiles;
}

/** A browser needs about a hundred. */
const MOST_LIBRARIES = 500;

/**
 * The libraries that a program needs, and those that they need, by their paths, as the dynamic loader would find them (ld.so(8)); itself left out.
 * Empty for a script. What is loaded only at run time (plug-ins) is not among them.
 */
export function librariesOf(doors: FileDoors, program: string): readonly string[] {
  const found = new Map<string, ElfNeeds>();
  const folders = usualFolders(doors.files);
  const visit = (path: string): void => {
    const needs = needsOf(doors, path);
    if (needs === null || found.has(path) || found.size > MOST_LIBRARIES) return;
    found.set(path, needs);
    for (const library of namedBy(doors, { path, needs, folders })) visit(library);
  };
  visit(program);
  return [...found.keys()].filter((path) => path !== program);
}

const needsOf = ({ bigFiles }: FileDoors, path: string): ElfNeeds | null =>
  readElf((from, length) => valueOr(bigFiles.bytes(path, from, length), null));

interface Needing {
  readonly path: string;
  readonly needs: ElfNeeds;
  readonly folders: readonly string[];
}

function namedBy(doors: FileDoors, { path, needs, folders }: Needing): readonly string[] {
  const own = needs.runPath.map((folder) => folder.replaceAll(/\$\{?ORIGIN\}?/g, dirname(path))).filter(isAbsolute);
  const named = needs.needed.map((name) => resolved(doors, name, { folders: [...own, ...folders], is64: needs.is64 }));
  const loader = needs.interpreter === null ? [] : [valueOr(doors.files.resolve(needs.interpreter), null)];
  return [...named, ...loader].filter((one) => one !== null);
}

/** The first of that name which is of the same kind: 32-bit libraries stand beside those of 64. */
function resolved(
  doors: FileDoors,
  name: string,
  { folders, is64 }: { folders: readonly string[]; is64: boolean },
): string | null {
  const paths = name.includes("/") ? [name].filter(isAbsolute) : folders.map((folder) => join(folder, name));
  for (const path of paths) {
    const real = valueOr(doors.files.resolve(path), null);
    if (real !== null && needsOf(doors, real)?.is64 === is64) return real;
  }
  return null;
}

const ALWAYS: readonly string[] = ["/lib64", "/usr/lib64", "/lib", "/usr/lib"];

/** Those that the system's configuration names, then the loader's own. */
function usualFolders(files: Files): readonly string[] {
  const folder = "/etc/ld.so.conf.d";
  const parts = valueOr(files.list(folder), []).filter((name) => name.endsWith(".conf"));
  const texts = [...parts.map((name) => `${folder}/${name}`), "/etc/ld.so.conf"].map((path) => valueOr(files.read(path), ""));
  const named = texts.flatMap((text) => text.split("\n")).map((line) => line.trim());
  return [...new Set([...named.filter(isAbsolute), ...ALWAYS])];
}
