// SPDX-License-Identifier: MIT
import { ADAPTER, SERVICE as BLUEZ } from "../../knobs/bluez.ts";
import { NETWORK_MANAGER } from "../../knobs/network-manager.ts";
import { PROFILE_SERVICES } from "../../knobs/power-profiles.ts";
import { asRecord, type BusObject, hasOwner } from "../../machine/bus-values.ts";
import type { BusSignal, LiveMachine, SignalMatch, Stop } from "../../machine/live-doors.ts";
import { burst, type Listener, listenToAll, stopAll, stopOnceOpen } from "../stops.ts";
import { type Uevent, watchUevents } from "./udev-monitor.ts";
import { devicesOfUPower, UPOWER } from "./watch-power.ts";

const GATHER_MS = 1000;

export interface HandActs {
  /** Somebody, perhaps we, may have turned a setting. */
  hand(): void;
  /** A processor, radio, battery ... has come or gone. */
  hardware(): void;
}

/** Tells of what may be a hand on a setting, and of hardware that comes and goes; each at most once a second. */
export async function watchHands(machine: LiveMachine, acts: HandActs): Promise<Stop> {
  const { bus, clock } = machine;
  const hand = burst(clock, GATHER_MS, () => acts.hand());
  const hardware = burst(clock, GATHER_MS, () => acts.hardware());
  const stopListening = await listenToAll(bus, [...handsOnTheBus(hand.call), ...hardwareOnTheBus(hardware.call)]);
  const stopUevents = stopOnceOpen(
    watchUevents(machine, await subsystems(machine), (event) => {
      if (isHand(event)) hand.call();
      else if (isHardware(event)) hardware.call();
    }),
  );
  return stopAll([hand.stop, hardware.stop, stopListening, stopUevents]);
}

const handsOnTheBus = (heard: () => void): readonly Listener[] => [
  changed(NETWORK_MANAGER, ["WirelessEnabled", "WwanEnabled"], heard),
  changed({ service: BLUEZ, interface: ADAPTER }, ["Powered"], heard),
  ...PROFILE_SERVICES.flatMap((object): readonly Listener[] => [
    changed(object, ["ActiveProfile"], heard),
    [signalOf(object, "ProfileReleased"), heard],
  ]),
];

/** UPower tells of batteries; a Bluetooth controller that the kernel has told of takes BlueZ another moment. */
const hardwareOnTheBus = (heard: () => void): readonly Listener[] => [
  ...devicesOfUPower(heard),
  [
    { sender: BLUEZ, path: "/", interface: "org.freedesktop.DBus.ObjectManager", member: "InterfacesAdded" },
    ({ args: [, interfaces] }) => Object.hasOwn(asRecord(interfaces), ADAPTER) && heard(),
  ],
];

/** One of these properties has changed; without a path, on any object. */
function changed(
  { service, path, interface: arg0 }: Omit<BusObject, "path"> & { readonly path?: string },
  names: readonly string[],
  heard: () => void,
): Listener {
  const match: SignalMatch = {
    sender: service,
    interface: "org.freedesktop.DBus.Properties",
    member: "PropertiesChanged",
    arg0,
    ...(path === undefined ? {} : { path }),
  };
  return [match, (signal) => names.some((name) => isNamedIn(signal, name)) && heard()];
}

/** With its value, or as one that has to be asked for. */
const isNamedIn = ({ args: [, values, invalidated] }: BusSignal, name: string): boolean =>
  Object.hasOwn(asRecord(values), name) || (Array.isArray(invalidated) && invalidated.includes(name));

const signalOf = ({ service, path, interface: iface }: BusObject, member: string): SignalMatch => ({
  sender: service,
  path,
  interface: iface,
  member,
});

const HAND_SUBSYSTEMS: readonly string[] = ["backlight", "leds", "rfkill"];

/** Those of USB keyboards are lights, too: they come and go without any of ours. */
const HARDWARE_SUBSYSTEMS: readonly string[] = [
  "backlight",
  "bluetooth",
  "cpu",
  "ieee80211",
  "net",
  "platform-profile",
  "power_supply",
  "rfkill",
  "wwan",
];

/** Containers make and remove network devices all day; only Wi-Fi counts. What UPower tells of need not be heard twice. */
async function subsystems({ bus }: LiveMachine): Promise<readonly string[]> {
  const wanted = [...new Set([...HAND_SUBSYSTEMS, ...HARDWARE_SUBSYSTEMS])].map((one) => (one === "net" ? "net/wlan" : one));
  return (await hasOwner(bus, UPOWER)) ? wanted.filter((one) => one !== "power_supply") : wanted;
}

const isHand = ({ subsystem, action }: Uevent): boolean => action === "change" && HAND_SUBSYSTEMS.includes(subsystem);

const COMING_AND_GOING: readonly string[] = ["add", "remove", "online", "offline"];

const isHardware = ({ subsystem, action }: Uevent): boolean =>
  COMING_AND_GOING.includes(action) && HARDWARE_SUBSYSTEMS.includes(subsystem);
