// SPDX-License-Identifier: MIT
import { isMetered } from "../../knobs/metered.ts";
import { type OwnedUnit, readUnits, startUnit } from "../../knobs/systemd-units.ts";
import type { Machine } from "../../machine/doors.ts";
import type { Course } from "../course.ts";
import type { Duty } from "../duty.ts";
import { type HeldTimer, type HeldTimers, waitingOf } from "./held-timers.ts";
import { isPresenting } from "./presenting.ts";
import { stampOf } from "./timer-stamp.ts";

/** For how long a charger has to be in before what was missed begins. */
const SETTLED_MS = 300_000;
/** On a charger, how often it is looked whether the time has come, or the one before is done. */
const LOOK_MS = 30_000;
const ALARM = "due work";

/** What fell due while travel mode was on, and waits or is at work; nothing where no timer is held quietly. */
export const waitingWork = ({ parts }: Pick<Course, "parts">): readonly HeldTimer[] => waitingOf(parts.timers?.all() ?? []);

/**
 * Has what was missed started, one after the other, as soon as everything is back and a real charger has been in for five minutes. Called whenever that
 * may have changed, and by `then` after each look: on battery there is nothing to wait for but the charger, which is told.
 */
export function mindDueWork(duty: Duty, then: () => Promise<void>): void {
  const { course, alarms } = duty;
  const { charger, inForce, parts } = course;
  const isTime = charger.phase === "real" && charger.realAtMs !== null && (inForce?.profile ?? null) === null;
  const leftMs = (charger.realAtMs ?? 0) + SETTLED_MS - parts.machine.clock.now();
  if (!isTime || waitingWork(course).length === 0) alarms.clear(ALARM);
  else
    alarms.set(
      ALARM,
      Math.max(LOOK_MS, leftMs),
      () => void duty.queue(() => startNext(duty).then(then)).catch(({ message }) => parts.log(message)),
    );
}

async function startNext({ course }: Duty): Promise<void> {
  const { machine, log } = course.parts;
  await forgetDone(course);
  const waiting = waitingWork(course);
  const next = waiting.some(({ state }) => state === "started") ? undefined : waiting[0];
  const pluggedForMs = machine.clock.now() - (course.charger.realAtMs ?? machine.clock.now());
  if (next !== undefined && pluggedForMs >= SETTLED_MS && (await isQuiet(course, pluggedForMs))) {
    await begin(course, next);
    log(`${next.service} was started: it fell due while travel mode was on.`);
  }
}

const isQuiet = async ({ parts: { machine } }: Course, pluggedForMs: number): Promise<boolean> =>
  !(await isMetered(machine.bus)) && !(await isPresenting(machine, pluggedForMs));

/** What has ended, and what its timer has begun by itself meanwhile. */
async function forgetDone(course: Course): Promise<void> {
  const { machine, timers } = course.parts;
  for (const one of waitingWork(course)) {
    const isDone = one.state === "started" ? !(await isAtWork(course, one)) : await hasElapsed(machine, one);
    if (isDone) timers?.remove(one);
  }
}

async function isAtWork({ parts }: Course, { owner, service }: HeldTimer): Promise<boolean> {
  const units = await readUnits(parts.machine.bus, owner, [service]);
  const unit: OwnedUnit | undefined = units.kind === "value" ? units.value[0] : undefined;
  return unit !== undefined && (unit.state === "activating" || unit.job !== "" || unit.subState === "running");
}

/** Its stamp is another one than we know. */
async function hasElapsed(machine: Machine, one: HeldTimer): Promise<boolean> {
  const elapsedMs = await stampOf(machine, one).elapsedMs();
  return elapsedMs !== null && one.stamp !== null && elapsedMs > one.stamp.setMs + LOOK_MS;
}

/** A stamp that the last keeper had set for a moment, and had no time to set back. */
export async function restoreStamps(machine: Machine, timers: HeldTimers): Promise<void> {
  for (const one of timers.all()) {
    if (one.stamp === null) continue;
    const stamp = stampOf(machine, one);
    const elapsedMs = await stamp.elapsedMs();
    if (elapsedMs !== null && Math.round(elapsedMs) === one.stamp.setMs) await stamp.set(one.stamp.wasMs);
  }
}

/** From now on it counts as done, also for the next boot. What cannot be started is not tried again: its timer goes on. */
async function begin({ parts }: Course, next: HeldTimer): Promise<void> {
  const { machine, timers, log } = parts;
  timers?.put({ ...next, state: "started" });
  const reply = await machine.bus.call(startUnit(next.owner, next.service));
  if (reply.kind === "error") log(`${next.service} could not be started (${reply.code}).`);
  else await stampOf(machine, next).set(machine.clock.now());
}
