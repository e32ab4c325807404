// SPDX-License-Identifier: MIT

import type { Plan, Question } from "../engine/report.ts";
import type { ForecastState } from "../forecast/forecast-state.ts";
import type { Memory } from "../forecast/memory.ts";
import type { TripTold } from "../keeper/trip/trip.ts";
import type { KnobId } from "../knobs/knob.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { Seen } from "../text/seen.ts";
import type { CpuUse } from "./cpu-use.ts";
import type { OwnCost, ProfileChoice } from "./doors.ts";
import type { Eaters } from "./eaters.ts";
import type { Gadgets } from "./gadgets.ts";
import type { Tunable } from "./tunable.ts";

export const TAB_IDS = ["overview", "profiles", "tunables", "processes", "cpu", "devices", "log"] as const;

export type TabId = (typeof TAB_IDS)[number];

/** Everything that the screen shows; it is drawn from this alone. Unknown is null. */
export interface State {
  readonly size: Size;
  readonly tab: TabId;
  readonly lists: Readonly<Record<TabId, ListState>>;
  readonly nowMs: number;
  readonly power: PowerSnapshot | null;
  /** The last hours, the newest last. */
  readonly points: readonly PowerPoint[];
  /** What is remembered of earlier discharges of this battery, and what is expected of this one. */
  readonly memory: Memory | null;
  readonly outlook: ForecastState | null;
  /** The level at which the system ends the journey, in percent. */
  readonly endPercent: number;
  readonly seen: Seen | null;
  /** How the journey stands, as the keeper tells it; null where none is under way, or nobody tells. */
  readonly trip: TripTold | null;
  readonly choice: ProfileChoice | null;
  /** What each profile would change now, by name; null: it could not be told. */
  readonly plans: Readonly<Record<string, Plan | null>>;
  readonly tunables: readonly Tunable[] | null;
  readonly eaters: Eaters | null;
  /** Single processes instead of applications. */
  readonly single: boolean;
  readonly cpu: CpuUse | null;
  readonly gadgets: Gadgets | null;
  readonly log: readonly LogEntry[];
  readonly overlay: Overlay | null;
  /** What is typed behind "/"; null while nothing is. */
  readonly typing: string | null;
  /** What is to be done with a profile as soon as it is known what it would change. */
  readonly awaited: Awaited | null;
  /** It is being asked what a profile would change. */
  readonly planning: boolean;
  /** What is being done just now: "Switching to flight". */
  readonly busy: string | null;
  readonly message: Message | null;
  /** What `u` would do. */
  readonly undo: Undo | null;
  /** The display stands still. */
  readonly frozen: boolean;
  readonly resting: boolean;
  readonly simulated: string | null;
  readonly cost: CostNow | null;
}

export interface Awaited {
  readonly profile: string;
  readonly next: "switch" | "show";
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Where a tab's list stands. */
export interface ListState {
  /** The row, by what tells it from the others; null: the first, as nobody has moved yet. */
  readonly chosen: string | null;
  readonly filter: string;
  /** The column by which it is sorted; 0: as it comes. */
  readonly sort: number;
}

/** One look at the power. */
export interface PowerPoint {
  readonly atMs: number;
  readonly percent: number | null;
  readonly energyWh: number | null;
  readonly powerW: number | null;
  readonly source: PowerSnapshot["source"];
}

export interface LogEntry {
  readonly atMs: number;
  readonly kind: "done" | "trouble" | "news";
  readonly sentence: string;
}

export interface Message {
  readonly text: string;
  readonly kind: "good" | "attention" | "bad";
}

/** What lies over the tab until it is closed. */
export type Overlay =
  /** `top`: the line to which it was scrolled. */
  | { readonly kind: "help"; readonly top: number }
  /** What a profile would change (null: it could not be told); `switches`: Enter goes on with it. */
  | {
      readonly kind: "diff";
      readonly profile: string;
      readonly plan: Plan | null;
      readonly switches: boolean;
      readonly top: number;
    }
  | { readonly kind: "question"; readonly question: Question }
  /** A program that ends once its title has been typed. */
  | { readonly kind: "end"; readonly name: string; readonly title: string; readonly typed: string }
  | { readonly kind: "leave"; readonly knob: KnobId; readonly title: string; readonly left: boolean };

/** The way back from the last key. */
export type Undo =
  | { readonly kind: "profile"; readonly profile: string | null; readonly label: string }
  | { readonly kind: "set"; readonly knob: KnobId; readonly value: string; readonly label: string }
  | { readonly kind: "hand back"; readonly knob: KnobId; readonly label: string }
  | { readonly kind: "move"; readonly byMs: number; readonly label: string }
  | { readonly kind: "leave"; readonly knob: KnobId; readonly left: boolean; readonly label: string };

/** The screen's own cost, over the last while. */
export interface CostNow extends OwnCost {
  /** Of one CPU, in percent. */
  readonly cpuPercent: number;
}
