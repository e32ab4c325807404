// SPDX-License-Identifier: MIT
import type { BusValue, Caller } from "../machine/doors.ts";
import type { ServiceName } from "./model.ts";
import type { SimState, World } from "./state.ts";

/** Objects by path, with their interfaces and properties. */
export type BusObjects = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, BusValue>>>>>>;

/** A program on the simulated bus. */
export interface Service {
  readonly name: ServiceName;
  /** It is on the bus of the person at the laptop instead of the system's. */
  readonly bus?: "session";
  /** The names it owns on the bus. */
  readonly busNames: readonly string[];
  objects(world: World): BusObjects;
  /** Properties that can be set, by "interface Property". */
  readonly setters: Readonly<Record<string, Setter>>;
  /** Methods by "interface Member". */
  readonly methods: Readonly<Record<string, Method>>;
}

export interface ServiceCall {
  readonly path: string;
  readonly args: readonly BusValue[];
  readonly caller: Caller;
}

export interface Answer {
  readonly reply: readonly BusValue[];
  /** The machine afterwards; absent if nothing changed. */
  readonly state?: SimState;
}

export interface Refusal {
  /** A D-Bus error name. */
  readonly refused: string;
}

export type Method = (world: World, call: ServiceCall) => Answer | Refusal;
export type Setter = (world: World, value: BusValue, call: ServiceCall) => SimState | Refusal;

export const DBUS_ERROR = "org.freedesktop.DBus.Error";

/** The user whose session is active at the laptop's own seat. */
export const SEATED_UID = 1000;

/** Whether polkit lets the caller do what the person at the laptop may do. */
export const isSeated = ({ uid }: Caller): boolean => uid === 0 || uid === SEATED_UID;
