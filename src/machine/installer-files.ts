// SPDX-License-Identifier: MIT
import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { durableSteps } from "./durable-steps.ts";
import { describe } from "./files.ts";
import { absent, done, type Reading, value, type Writing } from "./reading.ts";

/**
 * The door for putting a program into the system and taking it away. Paths are absolute. As root it goes through no folder and
 * no link that somebody else owns or everybody may change, so that nobody leads it astray (EPERM).
 */
export interface InstallerFiles {
  /** The regular files below a folder, relative to it and sorted; links are passed over. */
  filesBelow(folder: string): Reading<readonly string[]>;
  read(path: string): Reading<Uint8Array>;
  /** Where a link leads, as it is written in it; absent where there is no link. */
  readLink(path: string): Reading<string>;
  /** Whether something is there, be it a link that leads nowhere. */
  exists(path: string): boolean;
  /** Makes a folder (0755) whose parent is there. */
  makeFolder(path: string): Writing;
  /** All or nothing, and durable; takes the place of a file or link that is there. */
  write(path: string, bytes: Uint8Array, mode: number): Writing;
  link(path: string, target: string): Writing;
  /** One file or link; none there is done. */
  remove(path: string): Writing;
  /** A folder, if it is empty; one that is not, or is not there, is done as well. */
  removeEmpty(path: string): Writing;
  /** A folder with all that is in it. */
  removeTree(path: string): Writing;
  /** Where the file really lies, if nobody but root may change it or put another in its place; else EPERM with the reason. */
  trusted(path: string): Reading<string>;
}

/** The files below a root: "/" but in tests, which trust their folder. */
export function installerFiles(root: string): InstallerFiles {
  const at = (path: string): string => (root === "/" ? path : join(root, path));
  const reading = <T>(path: string, read: (real: string) => T): Reading<T> => attempt(path, () => read(at(path)));
  const writing = (path: string, write: (real: string) => void): Writing => {
    const outcome = attempt(path, () => {
      for (const folder of foldersAbove(path)) refuseOthers(at(folder));
      write(at(path));
    });
    return outcome.kind === "error" ? outcome : done;
  };
  return {
    filesBelow: (path) => reading(path, (real) => listFiles(real)),
    read: (path) => reading<Uint8Array>(path, (real) => readFileSync(real)),
    readLink: (path) => reading(path, (real) => readlinkSync(real)),
    exists: (path) => lstatSync(at(path), { throwIfNoEntry: false }) !== undefined,
    makeFolder: (path) => writing(path, makeFolder),
    write: (path, bytes, mode) => writing(path, (real) => replace(real, (temporary) => writeFresh(temporary, bytes, mode))),
    link: (path, target) => writing(path, (real) => replace(real, (temporary) => symlinkSync(target, temporary))),
    remove: (path) => writing(path, (real) => rmSync(real, { force: true })),
    removeEmpty: (path) => writing(path, removeEmpty),
    removeTree: (path) => writing(path, (real) => rmSync(real, { recursive: true, force: true })),
    trusted: (path) => reading(path, (real) => refuseChangeable(realpathSync(real))),
  };
}

/** EINVAL: no link. */
const MISSING = ["ENOENT", "ENOTDIR", "EINVAL"];

function attempt<T>(path: string, act: () => T): Reading<T> {
  try {
    return value(act());
  } catch (error) {
    const failed = describe(path, error);
    return MISSING.includes(failed.code) ? absent : failed;
  }
}

/** Node's own recursion follows links. */
function listFiles(folder: string, below = ""): readonly string[] {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const name = join(below, entry.name);
      if (entry.isDirectory()) return listFiles(folder, name);
      return entry.isFile() ? [name] : [];
    })
    .sort();
}

/** "/usr", "/usr/local" of "/usr/local/bin"; not "/" itself. */
function foldersAbove(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === "/" ? [] : [...foldersAbove(parent), parent];
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** A link of root's own leads where root wanted. Groups are trusted: Debian's `staff` may write below /usr/local. */
function refuseOthers(folder: string): void {
  if (!isRoot()) return;
  for (const stats of [lstatSync(folder), statSync(folder)]) {
    if (stats.uid !== 0) refuse(folder, `belongs to the user ${stats.uid}`);
    if (isOpenToAll(stats)) refuse(folder, "may be changed by everybody");
  }
}

const isOpenToAll = (stats: Stats): boolean => !stats.isSymbolicLink() && (stats.mode & 0o002) !== 0;

/** A program that root's service runs: what others may replace would be run with its rights. */
function refuseChangeable(path: string): string {
  for (const part of [...foldersAbove(path), path]) {
    const stats = statSync(part);
    if (stats.uid !== 0) refuse(part, `belongs to the user ${stats.uid}`);
    if (isOpenToAll(stats)) refuse(part, "may be changed by everybody");
  }
  return path;
}

function refuse(path: string, why: string): never {
  throw Object.assign(new Error(`${path} ${why}`), { code: "EPERM" });
}

function makeFolder(path: string): void {
  mkdirSync(path);
  chmodSync(path, 0o755);
}

function removeEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
  }
}

/** What is half made has another name; a leftover of that name is from an attempt that died. */
function replace(path: string, make: (temporary: string) => void): void {
  const temporary = `${path}.travelmode-new`;
  rmSync(temporary, { force: true });
  try {
    make(temporary);
    durableSteps.rename(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  durableSteps.syncFolder(dirname(path));
}

const FRESH = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

function writeFresh(path: string, bytes: Uint8Array, mode: number): void {
  const descriptor = openSync(path, FRESH, 0o600);
  try {
    for (let written = 0; written < bytes.length; ) written += durableSteps.write(descriptor, bytes.subarray(written));
    fchmodSync(descriptor, mode);
    durableSteps.sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
