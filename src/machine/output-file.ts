// SPDX-License-Identifier: MIT
import { closeSync, constants, lstatSync, openSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { describe } from "./files.ts";
import { done, failure, type Writing } from "./reading.ts";

const FRESH = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * Writes a file that somebody has named, all or nothing. Also as root in a folder that others may write to (/tmp): nothing that is there is
 * written into, no link is followed, and only an ordinary file is replaced (else EEXIST).
 */
export function writeOutput(path: string, text: string): Writing {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) return failure(path, "EEXIST");
    writeFresh(temporary, text);
    renameSync(temporary, path);
    return done;
  } catch (error) {
    return describe(path, error);
  }
}

function writeFresh(path: string, text: string): void {
  const descriptor = openSync(path, FRESH, 0o644);
  try {
    writeFileSync(descriptor, text);
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
