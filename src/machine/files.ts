// SPDX-License-Identifier: MIT
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  futimesSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  statfsSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { messageOf } from "../errors.ts";
import type { FileStat, Files, Space } from "./doors.ts";
import { absent, done, type Failure, failure, type Reading, value, type Writing } from "./reading.ts";

const MOST_BYTES = 64 * 1024;

/** Tables below /proc (mounts, sockets) grow with what the machine does; one cut short would hide what is in use. */
const MOST_BYTES_OF_TABLE = 4 * 1024 * 1024;

const MOST_BYTES_OF_END = 256 * 1024;

/**
 * The kernel's files below a root: "/" on a real machine, a recorded or simulated tree elsewhere.
 * Paths are absolute and as the machine itself names them, whatever the root.
 */
export function kernelFiles(root: string): Files {
  const at = (path: string): string => (root === "/" ? path : join(root, path));
  return {
    read: (path) => attempt(path, () => readText(at(path), path.startsWith("/proc/") ? MOST_BYTES_OF_TABLE : MOST_BYTES)),
    readEnd: (path) => attempt(path, () => readEnd(at(path))),
    list: (path) => attempt(path, () => readdirSync(at(path)).sort()),
    resolve: (path) => attempt(path, () => inside(root, realpathSync.native(at(path)))),
    link: (path) => attempt(path, () => readlinkSync(at(path))),
    stat: (path) => attempt(path, () => readStat(at(path))),
    space: (path) => (root === "/" ? attempt(path, () => readSpace(path)) : absent),
    writable: (path) => mayWrite(at(path)),
    setModified: (path, atMs) => setModified(path, at(path), atMs),
    write: (path, text) => writeText(path, at(path), text, root !== "/"),
  };
}

/** Runs a read; a file that is not there is absent, everything else that fails is an error with its errno. */
function attempt<T>(path: string, read: () => T): Reading<T> {
  try {
    return value(read());
  } catch (error) {
    const { code } = describe(path, error);
    return code === "ENOENT" || code === "ENOTDIR" ? absent : describe(path, error);
  }
}

/** An exception of node:fs as a failure. */
export function describe(where: string, error: unknown): Failure {
  const { code } = error as NodeJS.ErrnoException;
  return failure(where, code ?? "EUNKNOWN", messageOf(error));
}

function readStat(path: string): FileStat {
  const { ino, uid, mode, mtimeMs } = statSync(path);
  return { inode: ino, uid, mode: mode & 0o7777, modifiedMs: mtimeMs };
}

function readSpace(path: string): Space {
  const { bsize, bavail, blocks } = statfsSync(path);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

function readText(path: string, most: number): string {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const text = readUpTo(descriptor, most).toString("utf8");
    return text.endsWith("\n") ? text.slice(0, -1) : text;
  } finally {
    closeSync(descriptor);
  }
}

function readEnd(path: string): string {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const from = Math.max(0, fstatSync(descriptor).size - MOST_BYTES_OF_END);
    const buffer = Buffer.alloc(MOST_BYTES_OF_END);
    const text = buffer.toString("utf8", 0, readSync(descriptor, buffer, 0, buffer.length, from));
    const whole = from === 0 ? text : text.slice(text.indexOf("\n") + 1);
    return whole.endsWith("\n") ? whole.slice(0, -1) : whole;
  } finally {
    closeSync(descriptor);
  }
}

/** Reading is synchronous, so one buffer serves all: getting a new one would be a third of a short read. */
const SCRATCH = Buffer.allocUnsafe(MOST_BYTES);

/** A sysfs attribute comes in one read; files below /proc may take several, and the buffer grows with them. Good until the next call. */
function readUpTo(descriptor: number, most: number): Buffer {
  let buffer = SCRATCH;
  let length = 0;
  while (length < most) {
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(2 * length, most));
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (count === 0) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

function inside(root: string, path: string): string {
  if (root === "/") return path;
  const base = realpathSync.native(root);
  if (path !== base && !path.startsWith(`${base}/`))
    throw Object.assign(new Error(`${path} leads out of ${root}`), { code: "EXDEV" });
  return path.slice(base.length) || "/";
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function setModified(name: string, path: string, atMs: number): Writing {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      futimesSync(descriptor, atMs / 1000, atMs / 1000);
      return done;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return describe(name, error);
  }
}

/** Opens without O_CREAT, so that a file which has vanished stays vanished; drivers take a value in one write. */
function writeText(name: string, path: string, text: string, truncate: boolean): Writing {
  try {
    const descriptor = openSync(path, constants.O_WRONLY | (truncate ? constants.O_TRUNC : 0));
    try {
      writeSync(descriptor, `${text}\n`);
      return done;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return describe(name, error);
  }
}
