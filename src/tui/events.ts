// SPDX-License-Identifier: MIT
import type { Plan, Question, Report } from "../engine/report.ts";
import type { Memory } from "../forecast/memory.ts";
import type { Happening } from "../keeper/client/watch-travel.ts";
import type { TripTold } from "../keeper/trip/trip.ts";
import type { KnobId } from "../knobs/knob.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { Seen } from "../text/seen.ts";
import type { CpuUse } from "./cpu-use.ts";
import type { ProfileChoice } from "./doors.ts";
import type { Eaters } from "./eaters.ts";
import type { Gadgets } from "./gadgets.ts";
import type { CostNow, LogEntry, Size, State, Undo } from "./state.ts";
import type { Tunable } from "./tunable.ts";

/** What can happen to the screen. Times are the laptop's clock. */
export type Event =
  /** As blessed names them: "a", "C-c", "enter", "S-tab", "pageup". */
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "resize"; readonly size: Size }
  | { readonly kind: "tick"; readonly nowMs: number; readonly cost: CostNow | null }
  | { readonly kind: "power"; readonly nowMs: number; readonly power: PowerSnapshot }
  | { readonly kind: "memory"; readonly memory: Memory | null }
  | { readonly kind: "end"; readonly percent: number }
  | { readonly kind: "seen"; readonly seen: Seen }
  | { readonly kind: "trip"; readonly trip: TripTold | null }
  | { readonly kind: "choice"; readonly choice: ProfileChoice }
  | { readonly kind: "plan"; readonly profile: string; readonly plan: Plan | null }
  | { readonly kind: "tunables"; readonly tunables: readonly Tunable[] }
  | { readonly kind: "eaters"; readonly eaters: Eaters }
  | { readonly kind: "cpu"; readonly cpu: CpuUse }
  | { readonly kind: "gadgets"; readonly gadgets: Gadgets }
  | { readonly kind: "happened"; readonly nowMs: number; readonly happening: Happening }
  | { readonly kind: "log"; readonly entries: readonly LogEntry[] }
  | { readonly kind: "question"; readonly question: Question }
  /** What a key has asked for has been done. */
  | {
      readonly kind: "done";
      readonly nowMs: number;
      readonly report: Report | null;
      readonly said: string | null;
      readonly undo: Undo | null;
    }
  | { readonly kind: "failed"; readonly nowMs: number; readonly sentence: string }
  /** Something could not be read; nothing that is being done is touched by that. */
  | { readonly kind: "unread"; readonly nowMs: number; readonly sentence: string }
  /** It is being asked what a profile would change. */
  | { readonly kind: "planning" }
  | { readonly kind: "rest"; readonly resting: boolean };

/** What the screen wants done. */
export type Effect =
  | { readonly kind: "do"; readonly what: Deed; readonly undo: Undo | null }
  | { readonly kind: "answer"; readonly answer: "off" | "keep" }
  /** Reads what the tab that is shown needs. */
  | { readonly kind: "read"; readonly cause: Cause }
  | { readonly kind: "plan"; readonly profile: string }
  | { readonly kind: "charger" }
  | { readonly kind: "redraw" }
  | { readonly kind: "suspend" }
  | { readonly kind: "quit" };

/** Why something is read: the clock, a tab that was opened, something that has happened (or `r`), or a word about chargers and batteries. */
export type Cause = "clock" | "shown" | "event" | "power";

/** What a key can ask for. */
export type Deed =
  /** null: off. */
  | { readonly kind: "profile"; readonly profile: string | null }
  | { readonly kind: "set"; readonly knob: KnobId; readonly title: string; readonly value: string }
  | { readonly kind: "hand back"; readonly knob: KnobId; readonly title: string }
  /** The arrival of the journey, by so long. */
  | { readonly kind: "move"; readonly byMs: number }
  /** By so many percent points. */
  | { readonly kind: "nudge"; readonly knob: KnobId; readonly title: string; readonly by: number }
  /** On where it is off, off where it is on. */
  | { readonly kind: "toggle"; readonly knob: KnobId; readonly title: string }
  | { readonly kind: "leave"; readonly knob: KnobId; readonly title: string; readonly left: boolean }
  /** A program that is frozen or slowed; one that is to end. `name`: as rules call it. */
  | { readonly kind: "go on" | "end"; readonly name: string; readonly title: string };

/** The state after an event, and what is to be done about it. */
export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export const step = (state: State, ...effects: readonly Effect[]): Step => ({ state, effects });
