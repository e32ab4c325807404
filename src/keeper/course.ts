// SPDX-License-Identifier: MIT
import type { Engine, Goal } from "../engine/engine.ts";
import type { Reason, Report } from "../engine/report.ts";
import { TravelError } from "../errors.ts";
import type { LiveMachine, Stop } from "../machine/live-doors.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { Config, LevelRule } from "../profile/config.ts";
import type { Profile } from "../profile/profile.ts";
import type { BatteryWatch } from "./battery/battery-watch.ts";
import type { ChargerWatch } from "./charger/charger.ts";
import { besideFullCharge } from "./charger/full-charge-wish.ts";
import type { HeldTimers } from "./due-work/held-timers.ts";
import type { HistoryWatch } from "./history/history-watch.ts";
import type { Notice } from "./keeper.ts";
import type { BatteryEnd } from "./level-rules.ts";
import type { Button } from "./notices/notification-button.ts";
import { type HungryWatch, withHungry } from "./programs/hungry-programs.ts";
import type { SwitchWatch } from "./savings/switch-watch.ts";
import type { TripWatch } from "./trip/trip.ts";
import { NO_SLEEP, type Sleeps } from "./watches/sleeps.ts";
import type { SeenBy } from "./watches/watch-power.ts";
import { type Standing, standing } from "./wishes/claims.ts";
import type { Wishes } from "./wishes/wishes.ts";
import { readWishes, saveWishes } from "./wishes/wishes-store.ts";

/** What the keeper is built from; the same for the installed service, a user's own and one in the foreground. */
export interface KeeperParts {
  readonly machine: LiveMachine;
  readonly engine: Engine;
  /** For one full charge, with a journal of its own; null: this keeper may not turn the limit, or not put it back later. */
  readonly limitEngine: Engine | null;
  /** Where the journal lies; the wishes lie beside it. */
  readonly folder: StateFolder;
  /** The configuration as it is now: level rules, and what is left alone whoever wishes. */
  config(): Pick<Config, "rules" | "leave">;
  /** A profile by name, for level rules and for a journal without wishes. Throws `TravelError`. */
  profile(name: string): Profile;
  /** Root's own executables, after a change; answers what went wrong. Never throws. */
  runHooks(event: "on" | "off" | "switch", profile: string): Promise<readonly string[]>;
  /** Tells the person at the screen, if there is one. Never throws. */
  notify(notice: Notice): void;
  /** The same with a button; what it answers takes both away. Never throws. */
  offer(notice: Notice, button: Button): Promise<Stop>;
  /** The timers that are held, where what they missed is to wait for a charger. */
  readonly timers?: HeldTimers;
  /** For the system's log: what went wrong without anybody to tell. */
  log(sentence: string): void;
}

/** What is wanted and known now, and what of it is in force. Everything that happens changes this, then has it followed. */
export interface Course {
  readonly parts: KeeperParts;
  wishes: Wishes;
  /** Whether there was a sound file of wishes: a journal without one is from before there was a keeper. */
  readonly wishesKnown: boolean;
  charger: ChargerWatch;
  power: PowerSnapshot;
  level: LevelRule | null;
  /** The lowest level of this discharge: each warning is told once in it. */
  lowestPercent: number | null;
  readonly batteryEnd: BatteryEnd;
  /** What the forecast goes by. */
  battery: BatteryWatch;
  /** What is to be written of the past. */
  history: HistoryWatch;
  /** What switches seem to save. */
  switches: SwitchWatch;
  readonly holds: Set<Profile>;
  trip: TripWatch;
  sleeps: Sleeps;
  inForce: Standing | null;
  /** Something of the charge limit is in its own journal: raised, or not all back yet. */
  limitRaised: boolean;
  /** The profile that the last keeper has left on. */
  found: string | null;
  /** How the unplugging was seen that is not certain yet; missing where none is. */
  unpluggingSeenBy?: SeenBy | "asked" | undefined;
  /** What is to be followed once it is certain what feeds the machine. */
  postponed: Following | null;
  lastReport: Report | null;
  /** Attempts that came to nothing, in a row. */
  failures: number;
  /** What uses much of the CPU, where a rule is about that. */
  hungry: HungryWatch | null;
  /** Whether the network was gone at the last look, where a rule is about that. */
  offline: boolean | null;
  /** The wishes could not be written. */
  unsaved: boolean;
  /** Set by the last act of a keeper: nothing is followed any more. */
  ended: boolean;
}

/** Makes new wishes durable, if they are new. Throws JOURNAL_UNWRITABLE: then the old ones stand. */
export function wish(course: Course, next: Wishes): void {
  if (next === course.wishes) return;
  saveWishes(course.parts.folder, next);
  course.wishes = next;
}

/** As `wish`, for what has happened whether it can be written or not (a full disk): then it counts as long as this keeper lives. */
export function take(course: Course, next: Wishes): void {
  if (next === course.wishes) return;
  try {
    wish(course, next);
    course.unsaved = false;
  } catch (error) {
    if (!(error instanceof TravelError)) throw error;
    if (!course.unsaved) course.parts.log(error.message);
    course.wishes = next;
    course.unsaved = true;
  }
}

/** What stands in the file counts: a command line without a keeper, in another terminal, may have ended a wish. */
function wishesNow(course: Course): Wishes {
  if (course.unsaved) return course.wishes;
  const { wishes, damage } = readWishes(course.parts.folder);
  return damage === null ? wishes : course.wishes;
}

/** What the person who wished wants beside the wish; and whether to act although nothing has changed for us. */
export interface Following extends Partial<Pick<Goal, "afresh" | "evenIfUsed" | "forget" | "decide">> {
  readonly reason: Reason;
  readonly anew?: boolean;
  /** Somebody waits for the report, so the person at the screen need not be told besides. */
  readonly awaited?: boolean;
}

/** Takes the machine to where it stands by now; null when it is there. */
export async function follow(course: Course, { reason, anew = false, awaited: _, ...more }: Following): Promise<Report | null> {
  course.wishes = wishesNow(course);
  const next = standingNow(course);
  if (course.ended || (!anew && isSame(next, course.inForce))) return null;
  if (!course.unsaved) saveWishes(course.parts.folder, course.wishes);
  if (next.profile !== null && course.inForce !== null && course.inForce.profile === null) course.sleeps = NO_SLEEP;
  const report = await course.parts.engine.reconcile({
    profile: withHungry(next.profile, course.hungry),
    reason,
    afresh: false,
    leave: [...new Set([...next.leave, ...course.parts.config().leave])],
    evenIfUsed: [],
    record: course.sleeps.total,
    ...more,
  });
  course.inForce = next;
  course.lastReport = report;
  return report;
}

/** Who wins now, with what. */
export function standingNow({ parts, wishes, charger, level, holds, inForce, limitRaised }: Course): Standing {
  const now = standing(wishes, {
    charger: charger.phase,
    level: level === null ? null : profileFor(level, parts),
    holds: [...holds],
    autoOn: inForce?.winner === "auto" || inForce?.winner === "level",
    nowMs: parts.machine.clock.now(),
  });
  return limitRaised || wishes.fullCharge !== null ? besideFullCharge(now) : now;
}

/** A rule that names a profile which is not there, or has a mistake, brings nothing. */
function profileFor({ profile }: LevelRule, { profile: load }: KeeperParts): Profile | null {
  try {
    return load(profile);
  } catch (error) {
    if (!(error instanceof TravelError)) throw error;
    return null;
  }
}

/** Wishes are plain data. Who wins does not change the machine. */
const isSame = (next: Standing, inForce: Standing | null): boolean =>
  inForce !== null && JSON.stringify([next.profile, next.leave]) === JSON.stringify([inForce.profile, inForce.leave]);
