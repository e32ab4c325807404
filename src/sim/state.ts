// SPDX-License-Identifier: MIT
import type { Model, ModelName, ServiceName } from "./model.ts";

/** All that changes on a simulated laptop. Never altered: each step makes a new one, so that a kill leaves the old or the new. */
export interface SimState {
  readonly version: 1;
  readonly model: ModelName;
  readonly services: readonly ServiceName[];
  /** Model time, milliseconds since 1970. */
  readonly nowMs: number;
  /** When this laptop was first switched on. */
  readonly bornMs: number;
  readonly boots: number;
  /** The text of every file that can change, by its real path, less the final newline. */
  readonly values: Readonly<Record<string, string>>;
  /** Files whose reading fails just now, with the errno. */
  readonly unreadable: Readonly<Record<string, string>>;
  /** What drivers remember without showing it: requested frequencies, the EPP to return to; gone after a reboot. */
  readonly memory: Readonly<Record<string, string>>;
  readonly switches: Switches;
  /** The units that have been started or stopped since the boot, or whose timer has elapsed, by "manager name". */
  readonly units: Readonly<Record<string, UnitState>>;
  readonly network: NetworkState;
  readonly power: PowerState;
  /** What hangs on its USB ports draws so many W, if anything does. */
  readonly gadgetsW?: number;
}

export type PowerProfile = "power-saver" | "balanced" | "performance";

/** What services on the bus keep for themselves. */
export interface Switches {
  readonly wirelessEnabled: boolean;
  readonly wwanEnabled: boolean;
  readonly bluetoothPowered: boolean;
  readonly activeProfile: PowerProfile;
  readonly profileHolds: readonly {
    readonly cookie: number;
    readonly profile: PowerProfile;
    readonly reason: string;
    readonly app: string;
  }[];
  /** Addresses of connected Bluetooth devices. */
  readonly bluetoothConnected: readonly string[];
}

export interface NetworkState {
  readonly connections: readonly ActiveConnection[];
  readonly nextSerial: number;
}

export interface UnitState {
  readonly up: boolean;
  /** When it came up last. */
  readonly sinceMs: number;
  /** When a timer elapsed last. */
  readonly elapsedMs: number;
}

/** A connection that is up, or on its way: NetworkManager lists it from one moment on, and it works from another. */
export interface ActiveConnection {
  readonly uuid: string;
  /** The number in its object path: a new one for each activation. */
  readonly serial: number;
  readonly listedAtMs: number;
  readonly upAtMs: number;
}

export interface PowerState {
  /** What the charger that is plugged in can deliver, in W; null without one. */
  readonly chargerW: number | null;
  readonly packs: readonly PackState[];
  /** Seconds until the gauge is asked again. */
  readonly refreshInS: number;
}

export interface PackState {
  readonly energyWh: number;
  /** Flow out of the pack in W; negative while it is charged. */
  readonly outW: number;
  /** `outW` as the firmware smooths it. */
  readonly smoothW: number;
  /** In the middle of a charge cycle: goes on to the upper threshold. */
  readonly charging: boolean;
}

/** A state together with the machine that it is a state of. */
export interface World {
  readonly model: Model;
  readonly state: SimState;
}

/** The text of a file of this machine, fixed or live. */
export const textOf = ({ model, state }: World, path: string): string | undefined => state.values[path] ?? model.fixed[path];

export const withValues = (state: SimState, values: Readonly<Record<string, string>>): SimState => ({
  ...state,
  values: { ...state.values, ...values },
});

export const withMemory = (state: SimState, memory: Readonly<Record<string, string>>): SimState => ({
  ...state,
  memory: { ...state.memory, ...memory },
});

export const withSwitches = (state: SimState, switches: Partial<Switches>): SimState => ({
  ...state,
  switches: { ...state.switches, ...switches },
});
