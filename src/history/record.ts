// SPDX-License-Identifier: MIT
import type { BatteryFlow } from "../forecast/sample.ts";

/** What is kept of the past: looks at the battery, and what happened between them, in the order in which it was written. */
export type HistoryRecord = Look | Mark;

/** The machine's battery at one moment. Unknown is null, never 0. */
export interface Look {
  readonly kind: "look";
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly flow: BatteryFlow;
  readonly energyWh: number | null;
  readonly powerW: number | null;
  readonly percent: number | null;
  /** The screen's, as the eye sees it. */
  readonly brightnessPercent: number | null;
  /** The profile in force; null for none. */
  readonly profile: string | null;
}

/** Something that happened. */
export type Mark = Watched | Slept | ModeTurned | ChargerMoved | OtherBattery;

/** Somebody began or stopped to watch; `boot` names the boot, so that another one is told from a sleep. */
export interface Watched {
  readonly kind: "begin" | "end";
  readonly atMs: number;
  readonly boot: string | null;
}

export interface Slept {
  readonly kind: "sleep" | "wake";
  readonly atMs: number;
}

/** Travel mode was turned on, to another profile, or off; `hand`: something was set by hand in the middle of it. */
export interface ModeTurned {
  readonly kind: "on" | "switch" | "off" | "hand";
  readonly atMs: number;
  /** The profile from then on; null for none. */
  readonly profile: string | null;
  /** As the engine names it: "user", "unplugged", "battery-level" ... */
  readonly reason: string;
  readonly changes: readonly KeptChange[];
}

/** One setting that was changed, as users read it: "Screen brightness", "eDP-1", "80 %", "40 %". */
export interface KeptChange {
  readonly title: string;
  readonly place: string;
  readonly from: string;
  readonly to: string;
}

export interface ChargerMoved {
  readonly kind: "charger";
  readonly atMs: number;
  /** `weak`: it is in, and the battery drains all the same. */
  readonly charger: "in" | "out" | "weak";
}

/** From here on it is this battery (a short name for it, the same in any slot), which can hold so much. */
export interface OtherBattery {
  readonly kind: "battery";
  readonly atMs: number;
  readonly battery: string;
  readonly fullWh: number | null;
}
