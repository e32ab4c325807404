// SPDX-License-Identifier: MIT
import type { BusSignal, LiveBus, LiveClock, SignalMatch, Stop } from "../machine/live-doors.ts";
import type { Reading } from "../machine/reading.ts";

/** Stops what may still be opening: as soon as it is open, if it ever is. */
export const stopOnceOpen =
  (opening: Promise<Reading<Stop>>): Stop =>
  () =>
    void opening.then((opened) => opened.kind === "value" && opened.value());

/** Stops all of them, the last one first. */
export const stopAll =
  (stops: readonly Stop[]): Stop =>
  () => {
    for (const stop of stops.toReversed()) stop();
  };

export type Listener = readonly [match: SignalMatch, heard: (signal: BusSignal) => void];

/** Listens to all of them; one that cannot be had (there is no bus) is done without. */
export async function listenToAll(bus: LiveBus, listeners: readonly Listener[]): Promise<Stop> {
  const opened = await Promise.all(listeners.map(([match, heard]) => bus.listen(match, heard)));
  return stopAll(opened.flatMap((one) => (one.kind === "value" ? [one.value] : [])));
}

/** Told of the owner of a name: "" for nobody. */
export const ownerOf = (name: string, changed: (owner: string, before: string) => void): Listener => [
  {
    sender: "org.freedesktop.DBus",
    path: "/org/freedesktop/DBus",
    interface: "org.freedesktop.DBus",
    member: "NameOwnerChanged",
    arg0: name,
  },
  ({ args: [, before, owner] }) => changed(String(owner), String(before)),
];

/**
 * Gathers bursts: of however many calls within so long, one act comes at the end of that time; and one more so long after it if there
 * was more than one, so that each call is followed by an act that is not too early for it.
 */
export interface Burst {
  call(): void;
  /** Forgets a call that has not been acted upon. */
  readonly stop: Stop;
}

export function burst(clock: LiveClock, ms: number, act: () => void): Burst {
  let timer: Stop | null = null;
  let more = false;
  const stop = (): void => {
    timer?.();
    timer = null;
    more = false;
  };
  const fire = (): void => {
    timer = more ? clock.after(ms, fire) : null;
    more = false;
    act();
  };
  return {
    stop,
    call() {
      more = timer !== null;
      timer ??= clock.after(ms, fire);
    },
  };
}
