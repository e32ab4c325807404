// SPDX-License-Identifier: MIT
import { clean, wrap } from "../../text/display-width.ts";
import { type Look, paint } from "../../text/look.ts";
import type { LoadedProgram } from "../prepare/load-programs.ts";

/** What was loaded, a sentence a program, set apart from what follows; nothing where none was asked for. */
export function loadedLines(loaded: readonly LoadedProgram[], look: Look): readonly string[] {
  if (loaded.length === 0) return [];
  const lines = loaded.flatMap((one) => wrap(clean(sentenceOf(one)), look.columns - 2).map((line) => `  ${line}`));
  return [paint(look, "heading", "Loaded into memory:"), ...lines, ""];
}

const LITTLE_BYTES = 1e6;

function sentenceOf(one: LoadedProgram): string {
  const { name, files, bytes, fromDiskBytes, isCut, isLearned } = one;
  const what = `${name}: ${megabytes(bytes)} in ${files} ${files === 1 ? "file" : "files"}`;
  const from =
    fromDiskBytes === null ? gain(one) : fromDiskBytes < LITTLE_BYTES ? "was there already" : fromDisk(one, fromDiskBytes);
  const cut = isCut ? "; the rest had no room in half of the free memory" : "";
  const learned = isLearned ? "" : ". Its own data is not known yet: name it once more while it runs";
  return `${what}, ${from}${cut}${learned}.`;
}

const fromDisk = (one: LoadedProgram, bytes: number): string => `${megabytes(bytes)} of it from the disk; ${gain(one)}`;

/** Measured, both times: reading with the disk, and once more without it. */
function gain({ firstMs, againMs }: LoadedProgram): string {
  if (firstMs <= againMs) return `read in ${seconds(firstMs)}, no slower than from memory`;
  return `read in ${seconds(firstMs)}, and in ${seconds(againMs)} from now on: its start gains ${seconds(firstMs - againMs)}`;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
