// SPDX-License-Identifier: MIT
import { readPower } from "../power/read-power.ts";
import { openAlarms } from "./alarms.ts";
import { readBatteryEnd } from "./battery-end.ts";
import { startWatch } from "./charger.ts";
import type { Course, KeeperParts } from "./course.ts";
import type { Duty } from "./duty.ts";
import type { Keeper, KeeperEvent } from "./keeper.ts";
import { keeperState } from "./keeper-state.ts";
import type { BatteryEnd } from "./level-rules.ts";
import { oneByOne } from "./one-by-one.ts";
import { operations } from "./operations.ts";
import { resume } from "./resume.ts";
import { NO_SLEEP } from "./sleeps.ts";
import { watchAll } from "./watch-all.ts";
import { readWishes } from "./wishes-store.ts";

/** A keeper on its watch. It begins by going on with what was wanted; whoever opens it closes it. */
export async function openKeeper(parts: KeeperParts): Promise<Keeper> {
  const course = newCourse(parts, await readBatteryEnd(parts.machine));
  const listeners: ((event: KeeperEvent) => void)[] = [];
  let retire = (): void => {};
  const idle = new Promise<void>((resolve) => {
    retire = resolve;
  });
  const tell = (event: KeeperEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const duty: Duty = { course, queue: oneByOne(), alarms: openAlarms(parts.machine.clock), tell, retire };
  const stopWatching = await watchAll(duty, () => end(duty, "put-back"));
  await resume(duty);
  return {
    ...operations(duty),
    state: () => keeperState(course),
    onChange: (listener) => void listeners.push(listener),
    idle,
    close: async (how) => {
      stopWatching();
      duty.alarms.clearAll();
      await end(duty, how);
    },
  };
}

function newCourse(parts: KeeperParts, batteryEnd: BatteryEnd): Course {
  const { wishes, damage } = readWishes(parts.folder);
  if (damage !== null) parts.log(damage);
  return {
    parts,
    wishes,
    charger: startWatch(wishes.charger),
    power: readPower(parts.machine.files),
    level: null,
    lowestPercent: null,
    batteryEnd,
    holds: new Set(),
    sleeps: NO_SLEEP,
    inForce: null,
    postponed: null,
    lastReport: null,
    ended: false,
  };
}

/** The last act. Wishes stay as they are: the next keeper, or the next boot, decides by them. */
async function end({ course, queue }: Duty, how: "put-back" | "leave"): Promise<void> {
  await queue(async () => {
    const { engine } = course.parts;
    if (!course.ended && how === "put-back" && (await engine.outline()).mode !== "off")
      await engine.reconcile({ profile: null, reason: "recovery", afresh: false, leave: [], evenIfUsed: [] });
    course.ended = true;
  });
}
