// SPDX-License-Identifier: MIT
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { describe } from "./files.ts";
import { absent, failure, type Reading, value } from "./reading.ts";

/** The door to files of any size: programs, libraries and their data. Regular files only; nothing is written. */
export interface BigFiles {
  /** So many bytes from there on; fewer at the file's end. */
  bytes(path: string, from: number, length: number): Reading<Uint8Array>;
  /** Reads a file once, at most so many bytes of it, and keeps nothing: the kernel does, in its page cache. Answers how many. */
  readThrough(path: string, mostBytes: number): Promise<Reading<number>>;
}

/** A name that leads to a pipe must not hold us up. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
const CHUNK_BYTES = 1024 * 1024;

/** The files of this machine below a root. */
export function bigFiles(root = "/"): BigFiles {
  const at = (path: string): string => (root === "/" ? path : join(root, path));
  return {
    bytes: (path, from, length) => readBytes(path, at(path), { from, length }),
    readThrough: (path, mostBytes) => readAll(path, at(path), mostBytes),
  };
}

function readBytes(name: string, path: string, { from, length }: { from: number; length: number }): Reading<Uint8Array> {
  try {
    const descriptor = openSync(path, READ);
    try {
      if (!fstatSync(descriptor).isFile()) return noFile(name);
      const buffer = Buffer.alloc(length);
      return value(buffer.subarray(0, readSync(descriptor, buffer, 0, length, from)));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return failed(name, error);
  }
}

async function readAll(name: string, path: string, mostBytes: number): Promise<Reading<number>> {
  try {
    const handle = await open(path, READ);
    try {
      if (!(await handle.stat()).isFile()) return noFile(name);
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      let length = 0;
      while (length < mostBytes) {
        const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK_BYTES, mostBytes - length), length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return value(length);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failed(name, error);
  }
}

const noFile = (name: string): Reading<never> => failure(name, "EINVAL", `${name} is no regular file.`);

function failed(name: string, error: unknown): Reading<never> {
  const fault = describe(name, error);
  return fault.code === "ENOENT" || fault.code === "ENOTDIR" ? absent : fault;
}
