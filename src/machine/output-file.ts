// SPDX-License-Identifier: MIT
import { closeSync, constants, lstatSync, openSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { describe } from "./files.ts";
import { done, failure, type Writing } from "./reading.ts";

const FRESH = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * Writes a file that somebody has named, all or nothing. Also as root in a folder that others may write to (/tmp): nothing that is there is
 * written into, no link is followed, and only an ordinary file is replaced (else EEXIST). `rename` stands in for the kernel's in tests.
 */
export function writeOutput(path: string, text: string, rename = renameSync): Writing {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) return failure(path, "EEXIST");
    writeFresh(temporary, text);
    putInPlace(temporary, path, rename);
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

/** A sticky folder (/tmp) does not let a file of somebody else be replaced: then nothing is left of ours either. */
function putInPlace(temporary: string, path: string, rename: typeof renameSync): void {
  try {
    rename(temporary, path);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}
