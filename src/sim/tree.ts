// SPDX-License-Identifier: MIT
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Model } from "./model.ts";

type Texts = Readonly<Record<string, string>>;

/**
 * Lays out a model's files below a folder as the kernel would show them: text and a newline, class links relative. What is
 * there already stays: after a kill only what the tree shows wrongly is written.
 */
export function layOut(folder: string, model: Model, values: Texts): void {
  const files = Object.entries({ ...model.fixed, ...values }).filter(([path, text]) => shown(folder, path) !== `${text}\n`);
  const links = Object.entries(model.links);
  for (const parent of new Set([...files, ...links].map(([path]) => dirname(path))))
    mkdirSync(join(folder, parent), { recursive: true });
  for (const [path, text] of files) put(folder, path, text);
  for (const [path, target] of links) link(join(folder, path), relative(dirname(path), target));
}

/** Writes what differs between two moments. */
export function mirrorValues(folder: string, before: Texts, after: Texts): void {
  for (const [path, text] of Object.entries(after)) if (before[path] !== text) put(folder, path, text);
}

const put = (folder: string, path: string, text: string): void => writeFileSync(join(folder, path), `${text}\n`);

function link(path: string, target: string): void {
  try {
    symlinkSync(target, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function shown(folder: string, path: string): string | undefined {
  try {
    return readFileSync(join(folder, path), "utf8");
  } catch {
    return undefined;
  }
}
