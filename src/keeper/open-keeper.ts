// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { KnobId } from "../knobs/knob.ts";
import { serviceHold } from "../knobs/service-hold.ts";
import type { Lock } from "../machine/state-folder.ts";
import { readPower } from "../power/read-power.ts";
import { openAlarms } from "./alarms.ts";
import { readBatteryEnd } from "./battery/battery-end.ts";
import { startBatteryWatch } from "./battery/battery-watch.ts";
import { keepLearned } from "./battery/learn.ts";
import { restOrStay } from "./carry-on.ts";
import { startWatch } from "./charger/charger.ts";
import { leaveTheirs } from "./charger/full-charge.ts";
import { type Course, type KeeperParts, take } from "./course.ts";
import type { Duty } from "./duty.ts";
import { NO_HISTORY } from "./history/history-watch.ts";
import { noteWatch, writeHistory } from "./history/keep-history.ts";
import type { Keeper, KeeperEvent } from "./keeper.ts";
import { keeperState } from "./keeper-state.ts";
import type { BatteryEnd } from "./level-rules.ts";
import { oneByOne } from "./one-by-one.ts";
import { operations } from "./operations.ts";
import { offerThaw } from "./programs/offer-thaw.ts";
import { thawForAWhile } from "./programs/thaw.ts";
import { resume } from "./resume.ts";
import { NO_SWITCH } from "./savings/switch-watch.ts";
import { NO_TRIP_WATCH } from "./trip/trip.ts";
import { watchAll } from "./watch-all.ts";
import { NO_SLEEP } from "./watches/sleeps.ts";
import type { TripWish } from "./wishes/wishes.ts";
import { readWishes, tidyWishes } from "./wishes/wishes-store.ts";

/** A keeper on its watch. It begins by going on with what was wanted; whoever opens it closes it. */
export async function openKeeper(parts: KeeperParts): Promise<Keeper> {
  const watch = await takeWatch(parts);
  const course = newCourse(parts, await readBatteryEnd(parts.machine));
  const listeners: ((event: KeeperEvent) => void)[] = [];
  let retire = (): void => {};
  const idle = new Promise<void>((resolve) => {
    retire = resolve;
  });
  const tell = (event: KeeperEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const duty: Duty = { course, queue: oneByOne(), alarms: openAlarms(parts.machine.clock), visitors: new Set(), tell, retire };
  noteWatch(course, "begin");
  const stopWatching = await watchAll(duty, () => end(duty, "shut-down"));
  const onChange: Keeper["onChange"] = (listener) => void listeners.push(listener);
  const doing = operations(duty);
  const stopOffering = offerThaw({ ...doing, onChange }, parts);
  await resume(duty);
  return {
    ...doing,
    attend: (work) => attend(duty, work),
    state: () => keeperState(course),
    onChange,
    idle,
    close: async (how) => {
      stopWatching();
      stopOffering();
      duty.alarms.clearAll();
      await end(duty, how);
      watch.release();
    },
  };
}

/** One keeper on a journal: two would undo one another's work. Throws BUSY. */
async function takeWatch({ folder }: KeeperParts): Promise<Lock> {
  const watch = await folder.lock(WATCH_WAIT_MS, "keeper");
  if (watch.kind === "lock") return watch;
  throw new TravelError("BUSY", `Another keeper of ${folder.path} is at work: ${watch.why}. End it first.`);
}

/** The last one may just be ending. */
const WATCH_WAIT_MS = 10_000;

async function attend<T>(duty: Duty, work: () => Promise<T>): Promise<T> {
  const visitor = Symbol("visitor");
  duty.visitors.add(visitor);
  try {
    return await work();
  } finally {
    duty.visitors.delete(visitor);
    if (!duty.course.ended) await restOrStay(duty);
  }
}

function newCourse(parts: KeeperParts, batteryEnd: BatteryEnd): Course {
  const { wishes, known, damage } = readWishes(parts.folder);
  if (damage !== null) parts.log(damage);
  return {
    parts,
    wishes,
    wishesKnown: known,
    charger: startWatch(wishes.charger),
    power: readPower(parts.machine.files),
    level: null,
    lowestPercent: null,
    batteryEnd,
    battery: startBatteryWatch(null, null),
    history: NO_HISTORY,
    switches: NO_SWITCH,
    holds: new Set(),
    trip: NO_TRIP_WATCH,
    sleeps: NO_SLEEP,
    inForce: null,
    limitRaised: false,
    found: null,
    postponed: null,
    lastReport: null,
    failures: 0,
    hungry: null,
    offline: null,
    unsaved: false,
    ended: false,
  };
}

/** The last act. Wishes stay as they are: the next keeper, or the next boot, decides by them. */
async function end({ course, queue }: Duty, how: "put-back" | "shut-down" | "leave"): Promise<void> {
  await queue(async () => {
    const { engine } = course.parts;
    await leaveTheirs(course);
    if (!course.ended && how !== "leave" && (await engine.outline()).mode !== "off") {
      if (how === "shut-down") await thawForAWhile(course);
      await leaveWhatIsYours(course);
      const later = how === "shut-down" ? STARTED_AT_BOOT : [];
      await engine.reconcile({ profile: null, reason: "recovery", afresh: false, leave: [], later, evenIfUsed: [] });
    }
    course.ended = true;
    keepLearned(course);
    noteWatch(course, "end");
    writeHistory(course);
    if ((await engine.outline()).mode === "off") tidyWishes(course.parts.folder);
  });
}

/** The next boot starts services anyway; now they would begin a backup that was missed, only to be cut off in it. */
const STARTED_AT_BOOT: readonly KnobId[] = [serviceHold.id];

/** The journal goes, and with it the mark: the next keeper leaves alone what the user has changed under this one. */
async function leaveWhatIsYours(course: Course): Promise<void> {
  const { byHand, trip } = course.wishes;
  if (byHand?.kind !== "on" && trip === null) return;
  const { settings } = await course.parts.engine.status();
  const yours = settings.filter(({ owner }) => owner === "yours").map(({ setting }) => setting);
  if (yours.length === 0) return;
  const leaving = <T extends Pick<TripWish, "leave">>(wish: T): T => ({
    ...wish,
    leave: [...new Set([...wish.leave, ...yours])],
  });
  take(course, {
    ...course.wishes,
    byHand: byHand?.kind === "on" ? leaving(byHand) : byHand,
    trip: trip === null ? null : leaving(trip),
  });
}
