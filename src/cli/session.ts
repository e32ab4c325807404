// SPDX-License-Identifier: MIT
import type { Caller, Files, Machine } from "../machine/doors.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import type { Terminal } from "./terminal.ts";

/** What the entry point hands to the command line. */
export interface Surroundings {
  readonly terminal: Terminal;
  openLaptop(which: WhichLaptop): Promise<Laptop>;
  /** Who really asks, simulated laptop or not: profiles and configuration are theirs. */
  readonly caller: Caller;
  /** The files below a folder of this computer ("/" for all), simulated laptop or not. */
  filesBelow(root: string): Files;
  /** The folder of the shipped profiles. */
  readonly shippedProfiles: string;
  /** The argument vector that runs this very program again. */
  readonly self: readonly [string, ...string[]];
}

export interface WhichLaptop {
  /** A simulated one: the model's name, "" for the usual one. Undefined: the real one. */
  readonly model: string | undefined;
  /** As it left the factory, and apart from the simulated laptop that other commands turn. */
  readonly fresh: boolean;
}

export interface Laptop {
  readonly machine: Machine;
  /** Where the caller's journal lies, and where that of the other owner (root's for a user, the invoker's for root). */
  readonly folders: { readonly own: StateFolder; readonly other?: StateFolder };
  readonly simulation?: Simulation;
  close(): Promise<void>;
}

/** What only a simulated laptop can do. */
export interface Simulation {
  /** "Intel laptop with one battery" */
  readonly title: string;
  unplug(): void;
  plugIn(): void;
  /** Lets time pass on the laptop at once. */
  pass(minutes: number): void;
  /** Every turnable file's bytes, and the services' switches. */
  snapshot(): Readonly<Record<string, string>>;
}

/** One run of one command. */
export interface Session extends Omit<Surroundings, "openLaptop"> {
  readonly laptop: Laptop;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** What was typed behind the command's name. */
export interface Input {
  argument(name: string): string | undefined;
  flag(name: string): boolean;
  /** The option's value. */
  text(name: string): string | undefined;
  /** All values of an option that may be repeated. */
  list(name: string): readonly string[];
}

/** Carries out a command and answers its exit status; faults are thrown as `TravelError`. */
export type Run = (session: Session, input: Input) => Promise<number>;
