// SPDX-License-Identifier: MIT
import type { Report } from "../engine/report.ts";
import type { HistoryRecord } from "../history/record.ts";
import type { KeeperClient } from "../keeper/client/keeper-client.ts";
import type { Happening } from "../keeper/client/watch-travel.ts";
import type { KeeperEvent, OnWish } from "../keeper/keeper.ts";
import type { TripTold } from "../keeper/trip/trip.ts";
import type { BigFiles } from "../machine/big-files.ts";
import type { Caller, Files, Machine } from "../machine/doors.ts";
import type { Stop } from "../machine/live-doors.ts";
import type { Writing } from "../machine/reading.ts";
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
  /** A folder of this computer in which whole files are replaced. */
  folderAt(path: string, how: { readonly fileMode?: number }): StateFolder;
  /** Writes a file of this computer that the caller has named, all or nothing. */
  writeOutput(path: string, text: string): Writing;
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
  /** Its time runs by itself, twenty times as fast. */
  readonly lives: boolean;
}

export interface Laptop {
  readonly machine: Machine;
  /** Where the caller's journal lies, and where that of the other owner (root's for a user, the invoker's for root). */
  readonly folders: { readonly own: StateFolder; readonly other?: StateFolder };
  readonly simulation?: Simulation;
  /** Who stays and watches; a simulated laptop has nobody. */
  readonly keepers?: Keepers;
  /** Its files of any size; a simulated laptop has none. */
  readonly bigFiles?: BigFiles;
  /** Tells of what happens to power and travel mode, until it is stopped; a simulated laptop is just looked at. */
  readonly watch?: (heard: (happening: Happening) => void) => Promise<Stop>;
  close(): Promise<void>;
}

/** The keepers that a caller can reach. Methods throw `TravelError`. */
export interface Keepers {
  /** The installed service's keeper (started by the bus when asked); null where it is not installed. */
  system(): Promise<KeeperClient | null>;
  /** The caller's own keeper, if it runs. */
  user(): Promise<KeeperClient | null>;
  /** Starts the caller's own keeper (a transient unit of the user's systemd); null where that is not possible. */
  startUser(): Promise<KeeperClient | null>;
  /** Runs a keeper in this very process until it ends or a signal comes; answers the exit status. */
  foreground(wish: OnWish, told: (event: ForegroundEvent) => void): Promise<number>;
  /** Has polkit ask for passwords on this terminal, until it is stopped; missing where that is not possible. */
  agent?(): Promise<Stop>;
}

/** What a keeper in the foreground tells: what became of the wish, then whatever happens. */
export type ForegroundEvent = KeeperEvent | { readonly kind: "first"; readonly report: Report; readonly trip: TripTold | null };

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
  /** The three days before now, made up: as a keeper would have kept them. */
  past(): readonly HistoryRecord[];
  /** As a keeper's; missing where its time stands still. */
  readonly foreground?: Keepers["foreground"];
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
  /** All values of an option or argument that may be repeated. */
  list(name: string): readonly string[];
}

/** Carries out a command and answers its exit status; faults are thrown as `TravelError`. */
export type Run = (session: Session, input: Input) => Promise<number>;
