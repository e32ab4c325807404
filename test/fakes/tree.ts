// SPDX-License-Identifier: MIT
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { Files } from "../../src/machine/doors.ts";
import { kernelFiles } from "../../src/machine/files.ts";

/** A folder that is deleted when the test ends. */
export const temporaryFolder = (test: TestContext): string => folderIn(test, tmpdir());

/** The same in memory where the system allows it: for laptops that live a thousand lives, each with a hundred flushes. Nothing can be run from it. */
export const folderInMemory = (test: TestContext): string => folderIn(test, isWritable(MEMORY) ? MEMORY : tmpdir());

const MEMORY = "/dev/shm";

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function folderIn(test: TestContext, parent: string): string {
  const folder = mkdtempSync(join(parent, "travelmode-test-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Tree {
  readonly root: string;
  readonly files: Files;
  /** The file's bytes as text. */
  bytes(path: string): string;
  put(path: string, text: string): void;
  remove(path: string): void;
}

/**
 * Lays out files below a temporary root: `{"/sys/class/x": "text"}`; a final newline is added, as the kernel does.
 * `"-> ../target"` makes a link, a path that ends in "/" a folder.
 */
export function tree(test: TestContext, contents: Readonly<Record<string, string>>): Tree {
  const root = temporaryFolder(test);
  const at = (path: string): string => join(root, path);
  const put = (path: string, text: string): void => {
    mkdirSync(path.endsWith("/") ? at(path) : dirname(at(path)), { recursive: true });
    if (path.endsWith("/")) return;
    if (text.startsWith("-> ")) symlinkSync(text.slice(3), at(path));
    else writeFileSync(at(path), `${text}\n`);
  };
  for (const [path, text] of Object.entries(contents)) put(path, text);
  return {
    root,
    files: kernelFiles(root),
    bytes: (path) => readFileSync(at(path), "utf8"),
    put,
    remove: (path) => rmSync(at(path), { recursive: true }),
  };
}
