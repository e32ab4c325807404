// SPDX-License-Identifier: MIT

import { ADAPTER, SERVICE as BLUEZ } from "../../../src/knobs/bluez.ts";
import { NETWORK_MANAGER } from "../../../src/knobs/network-manager.ts";
import { PROFILE_SERVICES } from "../../../src/knobs/power-profiles.ts";
import { type BusObject, setProperty } from "../../../src/machine/bus-values.ts";
import type { BusCall, BusValue, Machine } from "../../../src/machine/doors.ts";
import { failure, type Reading, value } from "../../../src/machine/reading.ts";
import type { SimulatedLaptop } from "../../../src/sim/laptop.ts";
import type { FakeLiveBus } from "../../fakes/live-machine.ts";
import { propertiesChanged } from "../service/name-owners.ts";

/** Who hears of it. */
export interface Ears {
  readonly bus: () => FakeLiveBus;
  uevent(subsystem: string): void;
}

export interface TellingLaptop {
  /** Whoever turns something by these, the kernel and the services tell of it, as they do of everything. */
  readonly doors: Pick<Machine, "files" | "bus">;
  /** The service goes, and leaves everything as it is. */
  leave(name: string): void;
  /** It is there again; power-profiles-daemon knows of no holds any more, and takes the machine to what the user has chosen. */
  arrive(name: string): Promise<void>;
  /** Our connection ends: our holds do. */
  disconnect(): Promise<void>;
}

const DAEMON = "org.freedesktop.DBus";
const NAME = "org.freedesktop.UPower.PowerProfiles";
const PROFILES: BusObject = { service: NAME, path: "/org/freedesktop/UPower/PowerProfiles", interface: NAME };
const APPLICATION = "io.github.travelmode";

/** The simulated laptop, which by itself changes in silence. */
export function tellingLaptop({ machine, snapshot }: SimulatedLaptop, ears: Ears): TellingLaptop {
  const away = new Set<string>();
  const held = new Map<number, string>();
  const telling = <T>(turned: T, before: Readonly<Record<string, string>>): T => {
    const after = snapshot();
    for (const [name, now] of Object.entries(after)) if (before[name] !== now) tell(ears, name, now === "true");
    return turned;
  };
  let chosen = "";
  const release = async (cookie: number): Promise<void> => {
    held.delete(cookie);
    await machine.bus.call({ ...PROFILES, member: "ReleaseProfile", signature: "u", args: [cookie] });
  };
  const beginAnew = async (): Promise<void> => {
    held.clear();
    await machine.bus.call(setProperty(PROFILES, "ActiveProfile", "s", chosen));
  };
  const ownerChanged = (name: string, before: string, after: string): void =>
    ears.bus().signal(DAEMON, "/org/freedesktop/DBus", DAEMON, "NameOwnerChanged", [name, before, after]);
  const call = async (asked: BusCall): Promise<Reading<readonly BusValue[]>> => {
    if (asked.member === "NameHasOwner" && away.has(String(asked.args[0]))) return value([false]);
    if (away.has(asked.service)) return failure(`${asked.service} ${asked.member}`, `${DAEMON}.Error.ServiceUnknown`);
    const before = snapshot();
    const reply = await machine.bus.call(asked);
    if (reply.kind === "value") tellOfProfiles(ears, asked, noteHolds(held, asked, reply.value));
    return telling(reply, before);
  };
  return {
    doors: {
      bus: { ...machine.bus, call },
      files: {
        ...machine.files,
        write: (path, text) => {
          const before = snapshot();
          return telling(machine.files.write(path, text), before);
        },
      },
    },
    leave(name) {
      if (name === PROFILES.service) chosen = snapshot()["power-profiles-daemon ActiveProfile"] ?? "";
      away.add(name);
      ownerChanged(name, ":1.7", "");
    },
    async arrive(name) {
      if (name === PROFILES.service) await beginAnew();
      away.delete(name);
      ownerChanged(name, "", ":1.8");
    },
    async disconnect() {
      for (const [cookie, application] of held) if (application === APPLICATION) await release(cookie);
    },
  };
}

/** By the names of the snapshot: services' properties, and files by their real path. */
function tell({ bus, uevent }: Ears, name: string, on: boolean): void {
  const [service, property = ""] = name.split(" ");
  if (service === "NetworkManager" && property.endsWith("Enabled")) propertiesChanged(bus(), NETWORK_MANAGER, { [property]: on });
  if (service === "bluez")
    propertiesChanged(bus(), { service: BLUEZ, path: "/org/bluez/hci0", interface: ADAPTER }, { [property]: on });
  const file = /\/(backlight|leds|rfkill)\/[^/]+\/(?:brightness|soft)$/.exec(name) ?? /\/(rfkill)\d+\/soft$/.exec(name);
  if (file?.[1] !== undefined) uevent(file[1]);
}

/** The holds that this call has ended. */
function noteHolds(held: Map<number, string>, { member, args }: BusCall, reply: readonly BusValue[]): readonly number[] {
  if (member === "HoldProfile") held.set(Number(reply[0]), String(args[2]));
  const isChoice = member === "Set" && args[1] === "ActiveProfile";
  const ended = isChoice ? [...held.keys()] : member === "ReleaseProfile" ? [Number(args[0])] : [];
  for (const cookie of ended) held.delete(cookie);
  return ended;
}

function tellOfProfiles({ bus }: Ears, { member, args }: BusCall, ended: readonly number[]): void {
  const isTurned = ["HoldProfile", "ReleaseProfile"].includes(member) || (member === "Set" && args[1] === "ActiveProfile");
  if (!isTurned) return;
  for (const object of PROFILE_SERVICES) {
    for (const cookie of ended) bus().signal(object.service, object.path, object.interface, "ProfileReleased", [cookie]);
    propertiesChanged(bus(), object, { ActiveProfile: "changed" });
  }
}
