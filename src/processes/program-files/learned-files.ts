// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { StateFolder } from "../../machine/state-folder.ts";

/** What a program had open when it was seen running. */
export interface LearnedFiles {
  /** As it was named. */
  readonly name: string;
  readonly files: readonly string[];
}

const FILE = "program-files.json";
/** What is larger was not written by us, and is not even parsed. */
const MOST_LENGTH = 1024 * 1024;
const MOST_PROGRAMS = 8;

/** What was learned of programs, the one that was asked for last at the end; nothing for a damaged file. */
export function readLearnedFiles(folder: Pick<StateFolder, "read">): readonly LearnedFiles[] {
  const text = folder.read(FILE);
  if (text.kind !== "value" || text.value.length > MOST_LENGTH) return [];
  const parsed = v.safeParse(LIST, text.value);
  return parsed.success ? parsed.output : [];
}

/** Keeps what was learned of one, and forgets the one that was asked for longest ago. It only makes the next loading better: failing is no fault. */
export function keepLearnedFiles(folder: Pick<StateFolder, "read" | "replace">, learned: LearnedFiles): void {
  const others = readLearnedFiles(folder).filter(({ name }) => name !== learned.name);
  const kept = [...others, learned].slice(-MOST_PROGRAMS);
  folder.replace(FILE, `[\n${kept.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
}

const path = v.pipe(v.string(), v.startsWith("/"), v.maxLength(4096));

const LIST = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.object({ name: v.pipe(v.string(), v.maxLength(256)), files: v.pipe(v.array(path), v.maxLength(1000)) })),
);
