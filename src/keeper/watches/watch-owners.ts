// SPDX-License-Identifier: MIT
import { findPowerProfiles, PROFILE_SERVICES } from "../../knobs/power-profiles.ts";
import { hasOwner } from "../../machine/bus-values.ts";
import type { LiveMachine, Stop } from "../../machine/live-doors.ts";
import { listenToAll, ownerOf, stopAll } from "../stops.ts";

/** Told by the name of the way to the settings: "NetworkManager", "BlueZ", "logind", "power-profiles-daemon", "tuned-ppd" ... */
export interface OwnerActs {
  gone(way: string): void;
  /** It is there, and has had time to set up what it owns. */
  back(way: string): void;
}

/** Services put their settings in place for a moment after they have taken their name. */
const SETTLE_MS = 2000;

/** Tells when the services that own settings go, and when they are back; a quick restart is both. */
export async function watchOwners(machine: LiveMachine, acts: OwnerActs): Promise<Stop> {
  const stops = await Promise.all(owners(machine).map((owner) => watchOwner(machine, owner, acts)));
  return stopAll(stops);
}

interface Owner {
  readonly names: readonly string[];
  /** Undefined while nobody has the names. */
  way(): Promise<string | undefined>;
}

const owners = (machine: LiveMachine): readonly Owner[] => [
  { names: ["org.freedesktop.NetworkManager"], way: async () => "NetworkManager" },
  { names: ["org.bluez"], way: async () => "BlueZ" },
  { names: ["org.freedesktop.login1"], way: async () => "logind" },
  // Which program it is can be found out only while it is there, and may be another one each time.
  { names: PROFILE_SERVICES.map(({ service }) => service), way: async () => (await findPowerProfiles(machine))?.program },
];

async function watchOwner(machine: LiveMachine, { names, way }: Owner, acts: OwnerActs): Promise<Stop> {
  const { bus, clock } = machine;
  const held = new Set<string>();
  let known: string | undefined;
  let away = true;
  let stopTimer: Stop = () => {};
  const lost = (): void => {
    stopTimer();
    if (!away && known !== undefined) acts.gone(known);
    away = true;
  };
  const settled = async (): Promise<void> => {
    known = await way();
    if (held.size === 0 || known === undefined || !away) return;
    away = false;
    acts.back(known);
  };
  const changed = (name: string, owner: string): void => {
    held.delete(name);
    if (held.size === 0) lost();
    if (owner === "") return;
    held.add(name);
    stopTimer();
    stopTimer = clock.after(SETTLE_MS, () => void settled());
  };
  const stopListening = await listenToAll(
    bus,
    names.map((name) => ownerOf(name, (owner) => changed(name, owner))),
  );
  for (const name of names) if (await hasOwner(bus, name)) held.add(name);
  away = held.size === 0;
  known = away ? undefined : await way();
  return stopAll([() => stopTimer(), stopListening]);
}
