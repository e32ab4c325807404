// SPDX-License-Identifier: MIT
import type { Reading, Writing } from "./reading.ts";

/** The folder in which travel mode keeps its journal; what `replace` returned from survives a power cut. */
export interface StateFolder {
  readonly path: string;
  read(name: string): Reading<string>;
  /** All or nothing: a temporary file, fsync, rename, fsync of the folder. Makes the folder when it is missing. */
  replace(name: string, text: string): Writing;
  /**
   * Adds lines (each with its newline) to a file's end. Where it would grow beyond `mostBytes`, it first becomes the file `older`, in whose place it comes:
   * so there is never more than twice that. A crash may tear the last line; those before it stay, and so do later ones.
   */
  append(name: string, lines: string, bound: { readonly mostBytes: number; readonly older: string }): Writing;
  /** Removes a file durably; one that is not there is done. */
  remove(name: string): Writing;
  /** A folder in it, with a journal of its own. */
  below(name: string): StateFolder;
  /** One process at a time: waits up to `waitMs`, then says who holds it. `lock`: for a moment's work. `keeper`: for a keeper's life. */
  lock(waitMs: number, name?: LockName): Promise<Lock | LockedOut>;
}

export type LockName = "lock" | "keeper";

export interface Lock {
  readonly kind: "lock";
  release(): void;
}

export interface LockedOut {
  readonly kind: "locked-out";
  /** "process 4711 (travelmode on)", or why there can be no lock (a read-only file system). */
  readonly why: string;
  /** `held`: by another process; anything else is an errno name. */
  readonly code: string;
}
