// SPDX-License-Identifier: MIT
import { readUnits, type UnitOwner, unitProperties } from "../../knobs/systemd-units.ts";
import { timerMoments } from "../../knobs/timer-moments.ts";
import type { Bus, BusCall, BusValue, Machine } from "../../machine/doors.ts";
import type { Reading } from "../../machine/reading.ts";
import type { HeldTimer, HeldTimers } from "./held-timers.ts";
import { stampOf } from "./timer-stamp.ts";

type Reply = Reading<readonly BusValue[]>;

interface Turning {
  readonly owner: UnitOwner;
  readonly timer: string;
  readonly up: boolean;
}

/**
 * The same bus, on which a persistent timer that comes up again does not begin at once what it has missed: for the moment of its start its stamp says
 * "just now", and is set back as soon as it is up. So it waits for its next moment, a reboot makes up for what was missed as ever, and the keeper
 * starts it when it is time (`start-due-work.ts`). Where the stamp may not be set, it starts as systemd has it.
 */
export function quietTimers(machine: Machine, timers: HeldTimers): Bus {
  const { bus } = machine;
  return {
    async call(call) {
      const turning = turningOf(call);
      if (turning === null) return bus.call(call);
      return turning.up ? start(machine, timers, turning, call) : stop(machine, timers, turning, call);
    },
    close: () => bus.close(),
  };
}

function turningOf({ interface: iface, member, args: [name], bus }: BusCall): Turning | null {
  if (iface !== "org.freedesktop.systemd1.Manager" || typeof name !== "string" || !name.endsWith(".timer")) return null;
  if (member !== "StartUnit" && member !== "StopUnit") return null;
  return { owner: ownerOn(bus), timer: name, up: member === "StartUnit" };
}

const ownerOn = (bus: BusCall["bus"]): UnitOwner => (bus === undefined ? "system" : bus === "session" ? "user" : bus);

/** What waits already goes on waiting. */
async function stop(machine: Machine, timers: HeldTimers, turning: Turning, call: BusCall): Promise<Reply> {
  const before = timers.find(turning);
  const held = before?.state === "due" ? before : await asHeld(machine, turning);
  if (held !== null) timers.put(held);
  const reply = await machine.bus.call(call);
  if (reply.kind !== "value" && before === undefined) timers.remove(turning);
  return reply;
}

/** null for a timer that makes up for nothing. */
async function asHeld(machine: Machine, { owner, timer }: Turning): Promise<HeldTimer | null> {
  const units = await readUnits(machine.bus, owner, [timer]);
  const [unit] = units.kind === "value" ? units.value : [];
  const properties = unit === undefined ? null : await unitProperties(machine.bus, unit, "Timer");
  if (unit === undefined || properties?.kind !== "value" || properties.value["Persistent"] !== true) return null;
  const moments = await timerMoments(machine, unit);
  return moments === null || moments.nextMs === null
    ? null
    : { owner, timer, service: moments.starts, nextMs: moments.nextMs, state: "held", stamp: null };
}

async function start(machine: Machine, timers: HeldTimers, turning: Turning, call: BusCall): Promise<Reply> {
  const held = timers.find(turning);
  const due = held === undefined || held.nextMs > machine.clock.now() ? null : await hushed(machine, timers, held);
  const reply = await machine.bus.call(call);
  if (due === null) timers.remove(turning);
  else await wakeStamp(machine, timers, { due, started: reply.kind === "value" });
  return reply;
}

type Stamped = HeldTimer & { readonly stamp: NonNullable<HeldTimer["stamp"]> };

/** A moment that is past for systemd, too: a stamp of the future counts for nothing. */
const PAST_MS = 1000;

/** Sets the stamp, once it is written down how it was; null where that cannot be. */
async function hushed(machine: Machine, timers: HeldTimers, held: HeldTimer): Promise<Stamped | null> {
  const stamp = stampOf(machine, held);
  const elapsedMs = await stamp.elapsedMs();
  if (elapsedMs === null) return null;
  const setMs = machine.clock.now() - PAST_MS;
  // One that was interrupted before its stamp was set back knows how it was.
  const wasMs = held.stamp !== null && held.stamp.setMs === Math.round(elapsedMs) ? held.stamp.wasMs : elapsedMs;
  const due: Stamped = { ...held, state: "due", stamp: { wasMs, setMs } };
  return timers.put(due) && (await stamp.set(setMs)) ? due : null;
}

const LOOK_MS = 100;
const MOST_LOOKS = 30;

/** systemd reads the stamp when it carries the start out, a moment after it has answered. */
async function wakeStamp(
  machine: Machine,
  timers: HeldTimers,
  { due, started }: { due: Stamped; started: boolean },
): Promise<void> {
  for (let look = 0; started && look < MOST_LOOKS && !(await isUpNow(machine, due)); look += 1)
    await machine.clock.sleep(LOOK_MS);
  await stampOf(machine, due).set(due.stamp.wasMs);
  timers.put(started ? due : { ...due, state: "held" });
}

async function isUpNow({ bus }: Machine, { owner, timer }: HeldTimer): Promise<boolean> {
  const units = await readUnits(bus, owner, [timer]);
  return units.kind === "value" && units.value[0]?.state === "active" && units.value[0].job === "";
}
