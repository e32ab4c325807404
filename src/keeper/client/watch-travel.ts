// SPDX-License-Identifier: MIT
import type { Report } from "../../engine/report.ts";
import { asRecord, hasOwner } from "../../machine/bus-values.ts";
import type { BusSignal, LiveBus, LiveMachine, Stop } from "../../machine/live-doors.ts";
import { KEEPER } from "../service/service-names.ts";
import { REPORT, readDocument } from "../service/wire.ts";
import { type Listener, listenToAll, ownerOf, stopAll } from "../stops.ts";
import { watchPower } from "../watches/watch-power.ts";

/** What a screen wants to hear of. */
export type Happening =
  /** A charger, or the kernel, has told of a change. */
  | { readonly kind: "power" }
  /** What a keeper says of itself has changed. */
  | { readonly kind: "travel" }
  /** A keeper has done something, whoever asked for it. */
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "notice"; readonly sentence: string }
  /** A keeper has come or gone. */
  | { readonly kind: "keeper"; readonly where: Where; readonly there: boolean }
  /** The system bus is gone, or back. */
  | { readonly kind: "bus"; readonly there: boolean };

type Where = "system" | "user";

/** How long to wait before the bus is tried again: it comes back in seconds, or not for a long while. */
const AGAIN_MS = [2_000, 5_000, 15_000, 60_000] as const;

/**
 * Tells of power and of the keepers, the installed one and the caller's own, until it is stopped; starts none. When the system bus is lost
 * it says so and tries again, ever more slowly.
 */
export async function watchTravel(
  machine: LiveMachine,
  sessionBus: () => LiveBus,
  heard: (happening: Happening) => void,
): Promise<Stop> {
  const { bus, clock } = machine;
  const isThere = (): Promise<boolean> => hasOwner(bus, "org.freedesktop.DBus");
  let isStopped = false;
  let stopNow: Stop = () => {};
  const listen = (): void => {
    bus.onLost(() => {
      heard({ kind: "bus", there: false });
      wait(0);
    });
    const opening = watchBuses(machine, sessionBus, heard);
    stopNow = () => void opening.then((stop) => stop());
  };
  const wait = (tries: number): void => {
    stopNow();
    if (!isStopped) stopNow = clock.after(AGAIN_MS[tries] ?? SLOWEST_MS, () => void again(tries));
  };
  const again = async (tries: number): Promise<void> => {
    const there = await isThere();
    if (isStopped) return;
    if (!there) return wait(tries + 1);
    listen();
    heard({ kind: "bus", there: true });
  };
  const there = await isThere();
  if (there) listen();
  else {
    heard({ kind: "bus", there: false });
    wait(0);
  }
  return () => {
    isStopped = true;
    stopNow();
  };
}

const SLOWEST_MS = 60_000;

async function watchBuses(machine: LiveMachine, sessionBus: () => LiveBus, heard: (happening: Happening) => void): Promise<Stop> {
  const stops = await Promise.all([
    // What UPower reads by itself is no news: a screen looks often enough.
    watchPower(machine, (by) => (by === "event" ? heard({ kind: "power" }) : undefined)),
    listenToAll(machine.bus, keeperListeners("system", heard)),
    machine.caller.uid === 0 ? () => {} : listenToAll(sessionBus(), keeperListeners("user", heard)),
  ]);
  return stopAll(stops);
}

/** What a keeper tells of the battery, a screen reads itself. */
const OF_POWER: ReadonlySet<string> = new Set(["Battery", "Charger"]);

function keeperListeners(where: Where, heard: (happening: Happening) => void): readonly Listener[] {
  const { service: sender, interface: name } = KEEPER;
  const signal = (member: string, told: (signal: BusSignal) => void): Listener => [{ sender, interface: name, member }, told];
  return [
    ownerOf(sender, (owner) => heard({ kind: "keeper", where, there: owner !== "" })),
    [
      { sender, interface: "org.freedesktop.DBus.Properties", member: "PropertiesChanged" },
      ({ args: [, changed] }) => {
        if (Object.keys(asRecord(changed)).some((name) => !OF_POWER.has(name))) heard({ kind: "travel" });
      },
    ],
    signal("Reported", ({ args: [text] }) => {
      const read = readDocument(REPORT, text);
      if (read !== undefined) heard({ kind: "report", report: read.document });
    }),
    signal("Notice", ({ args: [, sentence] }) => {
      if (typeof sentence === "string") heard({ kind: "notice", sentence });
    }),
  ];
}
