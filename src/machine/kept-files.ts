// SPDX-License-Identifier: MIT
import { closeSync, constants, existsSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { describe } from "./files.ts";
import { type Reading, value } from "./reading.ts";

/** The bare acts on /proc. Each throws what the kernel refuses (ENOENT, ESRCH, EACCES, EMFILE ...). */
export interface ProcSteps {
  list(path: string): readonly string[];
  /** Throws nothing: it is asked of many that have ended. */
  exists(path: string): boolean;
  open(path: string): number;
  /** Reads from the file's start; answers the number of bytes. */
  read(descriptor: number, into: Buffer): number;
  close(descriptor: number): void;
}

/** A file that is read again and again. */
export interface KeptFile {
  readonly path: string;
  descriptor: number | null;
}

/** Files that stay open between two reads: a second read costs a third of opening anew, and never sees a pid's next owner. */
export interface KeptFiles {
  /** What the last read has brought. */
  readonly bytes: Buffer;
  /** The names in a folder. */
  list(path: string): Reading<readonly string[]>;
  exists(path: string): boolean;
  /** Reads the file from its start into `bytes`; answers the length, or null where it is gone or may not be read. */
  read(file: KeptFile): number | null;
  /** The same without keeping it open. */
  readOnce(path: string): number | null;
  close(file: KeptFile): void;
}

/** Longer than any stat; of a longer command line or status the rest is not seen. */
const MOST_BYTES = 16 * 1024;

/** `most`: how many descriptors may stay open; files beyond are opened for each read. */
export function keptFiles(steps: ProcSteps, most: number): KeptFiles {
  const bytes = Buffer.alloc(MOST_BYTES);
  let open = 0;

  const close = (file: KeptFile): void => {
    if (file.descriptor === null) return;
    steps.close(file.descriptor);
    file.descriptor = null;
    open -= 1;
  };
  const readOnce = (path: string): number | null =>
    attempt(() => {
      const descriptor = steps.open(path);
      try {
        return steps.read(descriptor, bytes);
      } finally {
        steps.close(descriptor);
      }
    });
  const keep = (file: KeptFile): number | null => {
    const descriptor = attempt(() => steps.open(file.path));
    if (descriptor === null) return null;
    file.descriptor = descriptor;
    open += 1;
    return descriptor;
  };
  const read = (file: KeptFile): number | null => {
    if (file.descriptor === null && open >= most) return readOnce(file.path);
    const descriptor = file.descriptor ?? keep(file);
    if (descriptor === null) return null;
    // Not by `attempt`: this is done so often that its function would be half of what a look leaves to be cleared away.
    try {
      return steps.read(descriptor, bytes);
    } catch {
      return null;
    }
  };
  return { bytes, list: (path) => listed(steps, path), exists: steps.exists, read, readOnce, close };
}

function listed(steps: ProcSteps, path: string): Reading<readonly string[]> {
  try {
    return value(steps.list(path));
  } catch (error) {
    return describe(path, error);
  }
}

function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

/** The real acts, below a root. */
export function procSteps(root: string): ProcSteps {
  const at = (path: string): string => (root === "/" ? path : join(root, path));
  return {
    list: (path) => readdirSync(at(path)),
    exists: (path) => existsSync(at(path)),
    open: (path) => openSync(at(path), constants.O_RDONLY | constants.O_NONBLOCK),
    read: (descriptor, into) => readSync(descriptor, into, 0, into.length, 0),
    close: closeSync,
  };
}
