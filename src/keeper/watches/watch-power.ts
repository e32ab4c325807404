// SPDX-License-Identifier: MIT
import { asRecord, hasOwner } from "../../machine/bus-values.ts";
import type { BusSignal, LiveMachine, Stop } from "../../machine/live-doors.ts";
import { burst, type Listener, listenToAll, ownerOf, stopAll, stopOnceOpen } from "../stops.ts";
import { watchUevents } from "./udev-monitor.ts";

export const UPOWER = "org.freedesktop.UPower";

/** Battery drivers keep what they have read for a second, so an earlier look could see what was before the event. */
const GATHER_MS = 1200;

/** Some chargers send no event. */
const SAFETY_MS = 60_000;

/** `event`: a charger, or the kernel, has told of something just now. `clock`: the look was for safety, or UPower had looked by itself. */
export type SeenBy = "event" | "clock";

/** What was told may show only at the second look of a burst. */
const LATELY_MS = 3000;

/**
 * Asks for a look at chargers and batteries whenever something about them may have changed: by UPower's signals, without UPower by the
 * kernel's events, and a minute after the last look in any case. A storm of events asks no more often than every 1.2 s; what a battery has lost
 * since UPower read it last asks at once, unless the last look is as young as that.
 */
export async function watchPower(machine: LiveMachine, look: (by: SeenBy) => void): Promise<Stop> {
  const { bus, clock } = machine;
  let stopSafety: Stop = () => {};
  let [toldAtMs, lookedAtMs] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const lookNow = (): void => {
    lookedAtMs = clock.now();
    waitAgain();
    look(clock.now() - toldAtMs <= LATELY_MS ? "event" : "clock");
  };
  const waitAgain = (): void => {
    stopSafety();
    stopSafety = clock.after(SAFETY_MS, lookNow);
  };
  const events = burst(clock, GATHER_MS, lookNow);
  const told = (): void => {
    toldAtMs = clock.now();
    events.call();
  };
  const hear = (signal: BusSignal): void => {
    if (isOfCharger(signal)) told();
    else if (!isRoutine(signal)) events.call();
    // UPower has read it just now, and so has the driver: a look in this very waking saves another one, and has seen the other batteries.
    else if (clock.now() - lookedAtMs >= GATHER_MS) lookNow();
  };
  const uevents = eventsOfKernel(machine, told);
  const stopListening = await listenToAll(bus, [
    ...eventsOfUPower(hear),
    ownerOf(UPOWER, (owner) => {
      uevents.want(owner === "");
      events.call();
    }),
  ]);
  uevents.want(!(await hasOwner(bus, UPOWER)));
  waitAgain();
  return stopAll([() => stopSafety(), events.stop, () => uevents.want(false), stopListening]);
}

/** Batteries and chargers are objects below UPower's own, all of one kind. */
const eventsOfUPower = (heard: (signal: BusSignal) => void): readonly Listener[] => [
  [{ sender: UPOWER, interface: "org.freedesktop.DBus.Properties", member: "PropertiesChanged" }, heard],
  ...devicesOfUPower(heard),
];

/** Batteries UPower reads by itself, too, every now and then; chargers only when the kernel tells of them. */
const isOfCharger = ({ args: [, values] }: BusSignal): boolean => Object.hasOwn(asRecord(values), "Online");

/** A battery's charge and rate alone: nothing that a charger would change. */
const isRoutine = ({ args: [, values] }: BusSignal): boolean => {
  const names = Object.keys(asRecord(values));
  return names.length > 0 && names.every((name) => ROUTINE.has(name));
};

const ROUTINE: ReadonlySet<string> = new Set([
  ...["Energy", "EnergyRate", "Percentage", "Capacity", "Voltage", "Temperature"],
  ...["TimeToEmpty", "TimeToFull", "UpdateTime", "HasHistory", "IconName", "ChargeCycles"],
]);

/** A battery or charger has come or gone. */
export const devicesOfUPower = (heard: Listener[1]): readonly Listener[] =>
  ["DeviceAdded", "DeviceRemoved"].map((member) => [{ sender: UPOWER, interface: UPOWER, member }, heard]);

function eventsOfKernel(machine: LiveMachine, heard: () => void): { want(wanted: boolean): void } {
  let stop: Stop | null = null;
  return {
    want(wanted) {
      if (wanted) stop ??= stopOnceOpen(watchUevents(machine, ["power_supply"], heard));
      else stop?.();
      if (!wanted) stop = null;
    },
  };
}
