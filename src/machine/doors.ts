// SPDX-License-Identifier: MIT
import type { Processes, ProcessKey } from "./processes.ts";
import type { Reading, Writing } from "./reading.ts";

/**
 * The doors to the outside. They are built once, in the entry point, and handed down;
 * whoever is given a `Machine` cannot tell a real laptop from a simulated one.
 */
export interface Machine {
  readonly files: Files;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly commands: Commands;
  readonly processes: Processes;
  readonly signals: Signals;
  readonly caller: Caller;
}

/**
 * Kernel files (/sys, /proc, /run, /dev ...) by absolute path. Synchronous: a sysfs read is a
 * function call into the kernel, and a promise would cost fifteen times as much.
 */
export interface Files {
  /** The text, less one final newline; invalid UTF-8 becomes U+FFFD; at most 64 KiB, below /proc 4 MiB. */
  read(path: string): Reading<string>;
  /** The end of a file that grows, where the newest is: its last 256 KiB from the first whole line on, less one final newline. */
  readEnd(path: string): Reading<string>;
  /** The names in a folder, sorted. */
  list(path: string): Reading<readonly string[]>;
  /** The absolute path that a link (or a chain of them) ends in. */
  resolve(path: string): Reading<string>;
  /** What a link says, whether or not that is there: "socket:[4711]", "/usr/bin/gone (deleted)". */
  link(path: string): Reading<string>;
  /** Number, owner, permission bits and the time of the last change; links are followed. */
  stat(path: string): Reading<FileStat>;
  /** How much room the file system of a path has; absent where the tree is not this machine's own. */
  space(path: string): Reading<Space>;
  /** Whether the caller may write the file, as far as permissions tell. */
  writable(path: string): boolean;
  /** Sets the time of the last change of a file that exists; a link is refused. */
  setModified(path: string, atMs: number): Writing;
  /** One write of the text and a newline to a file that exists; never creates one. */
  write(path: string, text: string): Writing;
}

export interface FileStat {
  /** Its number within its file system. */
  readonly inode: number;
  readonly uid: number;
  /** The twelve permission bits. */
  readonly mode: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** Room on a file system. */
export interface Space {
  /** What an ordinary user may still fill. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Values as D-Bus carries them; variants are unwrapped on the way in. */
export type BusValue =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | BusVariant
  | readonly BusValue[]
  | { readonly [key: string]: BusValue };

/** A value with its D-Bus signature, for the arguments that want a variant. */
export interface BusVariant {
  readonly variant: string;
  readonly value: BusValue;
}

/** One method call. The signature is that of all arguments together, "" for none. */
export interface BusCall {
  readonly service: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature: string;
  readonly args: readonly BusValue[];
  /** Instead of the system's bus the caller's own, or for root that of the user with this number. */
  readonly bus?: "session" | number;
  /** How long to wait for the answer; 5 s unless told. */
  readonly timeoutMs?: number;
  /** Starts a service that is not running, where the bus knows how. */
  readonly autoStart?: true;
  /** Lets polkit ask somebody for a password. */
  readonly interactive?: true;
}

/**
 * The system bus, and for the calls that name them the caller's own and other users'; each connected on first use. Calls never throw and always settle: a missing bus, a service
 * that is not there, a refusal, silence and a broken answer all come back as an error with the D-Bus error name in `code`
 * (`org.freedesktop.DBus.Error.ServiceUnknown`, `.AccessDenied`, `.NoReply`, `.Disconnected` ...).
 */
export interface Bus {
  /** The reply's arguments. A name without an owner is an error, unless the call starts it. */
  call(call: BusCall): Promise<Reading<readonly BusValue[]>>;
  close(): Promise<void>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends earlier when `until` settles. */
  sleep(ms: number, until?: Promise<unknown>): Promise<void>;
}

/** Signals to other processes. */
export interface Signals {
  /** To the process that had the pid when it was started at that tick, and to no other: ESRCH where it has ended. */
  send(process: ProcessKey, signal: "SIGSTOP" | "SIGCONT" | "SIGTERM"): Writing;
}

/** Child processes; the argument vector is never seen by a shell. */
export interface Commands {
  /** Runs a program to its end. A program that is missing or cannot start is an error (ENOENT ...). */
  run(argv: readonly [string, ...string[]], options?: CommandOptions): Promise<Reading<CommandResult>>;
}

export interface CommandOptions {
  readonly timeoutMs?: number;
  /** Lets the program use this terminal instead of catching what it prints. */
  readonly inherit?: boolean;
}

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Who asks. `invoker` is the ordinary user behind sudo, doas or pkexec. */
export interface Caller {
  readonly uid: number;
  readonly pid: number;
  readonly name: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly invoker?: { readonly uid: number; readonly gid: number; readonly name: string; readonly home: string };
}
