// SPDX-License-Identifier: MIT
import type { KnobId, SettingId, Wish } from "../knobs/knob.ts";
import type { Profile } from "../profile/profile.ts";
import type { ChangeResult, Plan, Question, Reason, Report } from "./report.ts";

/**
 * Travel mode on one machine for one owner (root, or an ordinary user). Every change of settings goes through here.
 * Methods throw `TravelError` (BUSY, REFUSED, JOURNAL_UNWRITABLE ...) before anything is changed; what fails for
 * a single setting is in the report and never stops the others.
 */
export interface Engine {
  /** What `reconcile` would do now; changes nothing. */
  plan(goal: Goal): Promise<Plan>;
  /** The one operation: survey, plan, journal, write, read back, report. */
  reconcile(goal: Goal): Promise<Report>;
  /** One knob by hand; marks its settings as the user's while travel mode is on. */
  set(hand: ByHand): Promise<Report>;
  /** Hands a knob that is the user's back to the profile in force. */
  handBack(knob: KnobId): Promise<Report>;
  /** Reads what the journal holds: what somebody has changed is theirs from now on, and stays so. Answers those settings; most often none. */
  adopt(): Promise<readonly SettingStatus[]>;
  /**
   * The same, and what is still ours is expected to move without anybody's hand (sleep, the restart of its owner): the next reconcile
   * writes it again instead of taking it for a user's change. `ways`: only what is written by these ("NetworkManager"); all unless given.
   */
  brace(ways?: readonly string[]): Promise<readonly SettingStatus[]>;
  /**
   * Puts back what these knobs hold, only for a while: it stays in the journal, and the next reconcile takes it up again. Before sleep and
   * shutdown; and of what is not meant any more, before a reconcile that takes its time. Answers what came of it.
   */
  relax(knobs: readonly KnobId[], which: Relaxed): Promise<readonly ChangeResult[]>;
  status(): Promise<Status>;
  /** What `status` tells without looking at any setting. */
  outline(): Promise<Outline>;
}

/** Whatever is held, or only what the profile in force does not mean now: a rule may be for the time without a network. */
export type Relaxed = "all" | "not meant";

export interface Goal {
  /** null: put everything back. */
  readonly profile: Profile | null;
  readonly reason: Reason;
  /** Typed anew by the user: what had become the user's own is taken back. */
  readonly afresh: boolean;
  /** Left alone whatever the profile wishes. */
  readonly leave: readonly (KnobId | SettingId)[];
  /** Saved values that the user gives up: their settings stay as they are. */
  readonly forget?: readonly (KnobId | SettingId)[];
  /** Not put back yet, their saved values are kept: what a restart brings back by itself, while the computer goes down. */
  readonly later?: readonly KnobId[];
  /** Turned off even if in use. */
  readonly evenIfUsed: readonly KnobId[];
  /** What was seen of the session that this ends; unknown unless given. */
  readonly record?: SleepRecord;
  /** Asks the person at the terminal; without it, what is in use is kept. */
  readonly decide?: (question: Question) => Promise<"off" | "keep">;
  /** Told before anything is changed: what a traveller must know ("the SIM will ask for its PIN"). */
  readonly onWarning?: (sentence: string) => void;
  /** Told while the work goes on: "journal", then each setting as it is written. */
  readonly onProgress?: (label: string) => void;
}

/** One thing that the user sets in the middle of it all. */
export interface ByHand extends Pick<Partial<Goal>, "evenIfUsed" | "decide" | "onWarning"> {
  readonly knob: KnobId;
  readonly wish: Wish;
}

export interface Outline {
  /** `ending`: being put back, but something was left (pending, or interrupted). */
  readonly mode: "off" | "on" | "ending";
  readonly profile: string | null;
  /** Milliseconds since 1970; null when off. */
  readonly sinceMs: number | null;
  /** The journal was written by an earlier boot. */
  readonly rebooted: boolean;
  /** The session that ended last; null when none is known. */
  readonly last: LastSession | null;
  /** Travel mode of the other owner: root's for a user, the caller's for root; null when off there. */
  readonly elsewhere: { readonly who: string; readonly profile: string } | null;
  /** Sentences about a damaged journal; empty when it is sound. */
  readonly damage: readonly string[];
}

export interface Status extends Outline {
  readonly settings: readonly SettingStatus[];
}

export interface SettingStatus {
  readonly setting: SettingId;
  readonly knob: KnobId;
  readonly title: string;
  readonly place: string;
  readonly minor: boolean;
  readonly owner: "ours" | "yours";
  /** `dragged`: moved along with another setting; of interest only when somebody changed it. */
  readonly role: "turned" | "dragged";
  /** As users read them; `now` is null when it cannot be read. */
  readonly original: string;
  readonly value: string;
  readonly now: string | null;
  /** `held`: as travel mode left it. `changed`: somebody changed it. `pending`: could not be put back yet. */
  readonly state: "held" | "changed" | "pending";
  readonly way: string;
}

/** What a whole session slept. */
export interface SleepRecord {
  readonly sleepMs: number | null;
  /** What the battery lost meanwhile, in Wh. */
  readonly sleepLostWh: number | null;
}

export interface LastSession extends Partial<SleepRecord> {
  readonly profile: string;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Charge at both ends in percent; null where unknown. */
  readonly fromPercent: number | null;
  readonly untilPercent: number | null;
  /** Mean draw while awake in W; over all of it where its sleep is unknown; null where unknown. */
  readonly meanPowerW: number | null;
  /** How many settings were changed; null where unknown. */
  readonly changes?: number | null;
}
