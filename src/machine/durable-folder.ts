// SPDX-License-Identifier: MIT
import { closeSync, constants, fchmodSync, fstatSync, lstatSync, openSync, readFileSync, type Stats } from "node:fs";
import { join, resolve } from "node:path";
import { appendLines } from "./durable-append.ts";
import { type DurableSteps, durableSteps, makeFolder } from "./durable-steps.ts";
import { describe } from "./files.ts";
import { lockFolder } from "./folder-lock.ts";
import { refuseForeign } from "./ownership.ts";
import { absent, done, type Reading, value, type Writing } from "./reading.ts";
import type { StateFolder } from "./state-folder.ts";

export interface DurableFolderOptions {
  /** The permissions of the folder, and of parents that are missing; 0755 unless given. */
  readonly mode?: number;
  /** The permissions of the files; 0644 unless given. */
  readonly fileMode?: number;
  /** The uid of an ordinary user whose folder root may read (but never write). */
  readonly owner?: number;
  /** Stands in for the kernel in tests that crash at a step. */
  readonly steps?: DurableSteps;
}

const FILE_MODE = 0o644;
const FRESH = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * A folder for what must survive a power cut. Its files are readable for all, whatever the umask. As root a folder or file of somebody
 * else is refused (EPERM). A replace that fails (ENOSPC, EROFS ...) leaves the file as it was; only when the last fsync, that of the
 * folder, fails is the new text there while a power cut may still bring back the old one.
 */
export function durableFolder(folder: string, options: DurableFolderOptions = {}): StateFolder {
  const { mode = 0o755, fileMode = FILE_MODE, owner, steps = durableSteps } = options;
  const path = resolve(folder);
  const prepare = (): void => {
    makeFolder(path, mode, steps);
    refuseForeign(path, lstatSync(path));
  };
  return {
    path,
    read: (name) => reading(join(path, name), (file) => readText(path, file, owner)),
    replace(name, text) {
      return writing(join(path, name), (file) => {
        prepare();
        replace(file, text, { steps, fileMode });
        steps.syncFolder(path);
      });
    },
    append(name, lines, { mostBytes, older }) {
      return writing(join(path, name), (file) => {
        prepare();
        if (appendLines(file, lines, { mostBytes, older: join(path, older), fileMode, steps })) steps.syncFolder(path);
      });
    },
    remove: (name) => writing(join(path, name), (file) => remove(path, file, steps)),
    below: (name) => durableFolder(join(path, name), options),
    lock: (waitMs, name = "lock") => lockFolder(join(path, name), waitMs, prepare),
  };
}

const isMissing = (code: string): boolean => code === "ENOENT" || code === "ENOTDIR";

function reading<T>(file: string, read: (file: string) => T): Reading<T> {
  try {
    return value(read(file));
  } catch (error) {
    const failed = describe(file, error);
    return isMissing(failed.code) ? absent : failed;
  }
}

function writing(file: string, write: (file: string) => void): Writing {
  try {
    write(file);
    return done;
  } catch (error) {
    return describe(file, error);
  }
}

function readText(folder: string, file: string, owner: number | undefined): string {
  refuseForeign(folder, lstatSync(folder), owner);
  const descriptor = openSync(file, READ);
  try {
    const stats = fstatSync(descriptor);
    refuseForeign(file, stats, owner);
    refuseLarge(file, stats);
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

/** Ten times what the largest of them grows to. */
const MOST_BYTES = 32 * 1024 * 1024;

/** What is larger was not written here, and might take more memory than there is. */
function refuseLarge(file: string, { size }: Stats): void {
  if (size > MOST_BYTES) throw Object.assign(new Error(`${file} is larger than anything travelmode writes.`), { code: "EFBIG" });
}

interface Writer {
  readonly steps: DurableSteps;
  readonly fileMode: number;
}

function replace(file: string, text: string, writer: Writer): void {
  const { steps } = writer;
  const temporary = `${file}.tmp`;
  try {
    writeFresh(temporary, Buffer.from(text), writer);
    steps.rename(temporary, file);
  } catch (error) {
    discard(temporary, steps);
    throw error;
  }
}

function writeFresh(file: string, bytes: Uint8Array, { steps, fileMode }: Writer): void {
  const descriptor = openSync(file, FRESH, fileMode);
  try {
    refuseForeign(file, fstatSync(descriptor));
    fchmodSync(descriptor, fileMode);
    for (let written = 0; written < bytes.length; ) written += steps.write(descriptor, bytes.subarray(written));
    steps.sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes what a failed write left; the failure itself is what gets reported. */
function discard(file: string, steps: DurableSteps): void {
  try {
    steps.unlink(file);
  } catch {
    // Nothing was made (EROFS), or the next replace writes over it.
  }
}

function remove(folder: string, file: string, steps: DurableSteps): void {
  try {
    refuseForeign(folder, lstatSync(folder));
    steps.unlink(file);
  } catch (error) {
    if (isMissing(describe(file, error).code)) return;
    throw error;
  }
  steps.syncFolder(folder);
}
