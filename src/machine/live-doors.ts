// SPDX-License-Identifier: MIT
import type { Bus, BusValue, BusVariant, Clock, Commands, Machine } from "./doors.ts";
import type { Reading } from "./reading.ts";

/** The doors of a program that stays: beside asking and acting, it is told what happens, waits, and serves. */
export interface LiveMachine extends Machine {
  readonly bus: LiveBus;
  readonly clock: LiveClock;
  readonly commands: LiveCommands;
}

/** Stops what was started; doing so twice does no harm. */
export type Stop = () => void;

export interface LiveBus extends Bus {
  /**
   * Tells of every signal that matches until it is stopped. Signals of a named sender count only from whoever owns that name
   * at the time, also after it was restarted. The match rule is taken back with its last listener.
   */
  listen(match: SignalMatch, heard: (signal: BusSignal) => void): Promise<Reading<Stop>>;
  /** Exports the object, then takes the name; an error (`NameTaken`, AccessDenied ...) when somebody else has it. Names are let go on close. */
  host(object: HostedObject): Promise<Reading<Hosting>>;
  /** Told once, when the daemon is gone or has thrown us out; not after `close`. */
  onLost(lost: () => void): void;
}

export interface SignalMatch {
  /** A well-known name, or org.freedesktop.DBus for the daemon's own. */
  readonly sender: string;
  readonly interface: string;
  readonly member: string;
  readonly path?: string;
  /** The first argument, where only one is of interest. */
  readonly arg0?: string;
}

export interface BusSignal {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args: readonly BusValue[];
}

/** One object of ours with one interface, and the well-known name under which it is found. */
export interface HostedObject {
  readonly name: string;
  readonly path: string;
  readonly interface: string;
  /** The answer to Introspect, verbatim. */
  readonly xml: string;
  /** All properties as they are now; they cannot be set. */
  properties(): Readonly<Record<string, BusVariant>>;
  /** By member's name. */
  readonly methods: Readonly<Record<string, HostedMethod>>;
  /** Told what a method threw that is no `TravelError`: the caller learns only that something went wrong. */
  onFault(error: unknown): void;
}

export interface HostedMethod {
  /** The signature of its arguments; a call with another one is refused (InvalidArgs). */
  readonly in: string;
  readonly out: string;
  /** Answers the reply's arguments. A `TravelError` reaches the caller by its bus name and sentence, without a stack. */
  run(call: IncomingCall): Promise<readonly BusValue[]>;
}

export interface IncomingCall {
  /** The caller's unique name (":1.42"), which cannot be forged. */
  readonly sender: string;
  readonly args: readonly BusValue[];
  /** Whether the caller lets polkit ask somebody for a password. */
  readonly interactive: boolean;
}

export interface Hosting {
  emit(member: string, signature: string, args: readonly BusValue[]): void;
  /** PropertiesChanged with these properties' values now. */
  changed(names: readonly string[]): void;
  /** Lets the name go; calls under way are still answered. */
  release(): Promise<void>;
}

export interface LiveClock extends Clock {
  /** Once, after so much time awake (time asleep does not count). */
  after(ms: number, act: () => void): Stop;
}

export interface LiveCommands extends Commands {
  /** A program that runs beside us, told line by line; an error (ENOENT ...) when it cannot start. */
  start(argv: readonly [string, ...string[]], events: ProgramEvents): Promise<Reading<Stop>>;
}

export interface ProgramEvents {
  /** One line of its standard output, at most 4 KiB. */
  readonly onLine?: (line: string) => void;
  /** It has ended without having been stopped. */
  readonly onEnd?: (status: number) => void;
}
