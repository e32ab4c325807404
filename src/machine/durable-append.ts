// SPDX-License-Identifier: MIT
import { closeSync, constants, fchmodSync, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import type { DurableSteps } from "./durable-steps.ts";
import { refuseForeign } from "./ownership.ts";

export interface Appending {
  /** A file that would grow beyond this first takes the place of the older one, which is gone then. */
  readonly mostBytes: number;
  /** The older one's path. */
  readonly older: string;
  readonly fileMode: number;
  readonly steps: DurableSteps;
}

const APPEND = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Adds lines to a file's end and waits until the disk has them; answers whether the folder's names have changed. A line that a crash has torn is
 * ended first, so that it costs itself alone. Throws as node:fs does.
 */
export function appendLines(file: string, text: string, { mostBytes, older, fileMode, steps }: Appending): boolean {
  const size = sizeOf(file);
  const isFull = size !== null && size > 0 && size + Buffer.byteLength(text) > mostBytes;
  if (isFull) steps.rename(file, older);
  const descriptor = openSync(file, APPEND, fileMode);
  try {
    const stats = fstatSync(descriptor);
    refuseForeign(file, stats);
    if (stats.size === 0) fchmodSync(descriptor, fileMode);
    const bytes = Buffer.from(isTorn(descriptor, stats.size) ? `\n${text}` : text);
    for (let written = 0; written < bytes.length; ) written += steps.write(descriptor, bytes.subarray(written));
    steps.sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return isFull || size === null;
}

/** null where there is none. */
const sizeOf = (file: string): number | null => lstatSync(file, { throwIfNoEntry: false })?.size ?? null;

function isTorn(descriptor: number, size: number): boolean {
  const last = Buffer.alloc(1);
  return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString() !== "\n";
}
