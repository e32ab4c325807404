// SPDX-License-Identifier: MIT
import { type BusRecord, setProperty } from "../machine/bus-values.ts";
import type { Machine } from "../machine/doors.ts";
import { type RawText, rawText, valueOr } from "../machine/reading.ts";
import { missingConnections, noteConnections } from "./connection-revival.ts";
import { kernelSwitches } from "./kernel-switches.ts";
import type { Found, Revival, Setting, Way } from "./knob.ts";
import { hasDevice, managerProperties, NETWORK_MANAGER, readSwitch } from "./network-manager.ts";
import { networkUses } from "./network-use.ts";
import { encodeOnOff, type Spelling, SWITCHED_OFF, showOnOff } from "./on-off.ts";
import { platformBlocked, type RadioSwitch, radioSwitches } from "./rfkill.ts";
import { simPinWarnings } from "./sim-pin.ts";

/** A radio that networks run over: Wi-Fi or mobile data. */
export interface NetworkRadio extends Pick<Setting, "knob" | "enterRank"> {
  readonly type: "wlan" | "wwan";
  /** NetworkManager's properties, and what nmcli calls the radio. */
  readonly property: "WirelessEnabled" | "WwanEnabled";
  readonly hardwareProperty: "WirelessHardwareEnabled" | "WwanHardwareEnabled";
  readonly nmcliName: "wifi" | "wwan";
  /** NM_DEVICE_TYPE */
  readonly deviceType: number;
  /** NetworkManager's types of connections over it. */
  readonly connectionTypes: readonly string[];
  readonly restoreRank: number;
  /** Why there is nothing to turn where there is no such radio. */
  readonly missing: string;
  readonly wayBack: string;
}

const SPELLING: Spelling = { on: rawText("true"), off: rawText("false") };

/**
 * NetworkManager's switch where it runs, with the kernel's switches as what it drags along; else the kernel's switches.
 * Never its `Enable`, which would take down wired connections and stay down after a reboot.
 */
export async function findNetworkRadio(machine: Machine, radio: NetworkRadio): Promise<Found> {
  const { files, bus } = machine;
  const switches = radioSwitches(files, radio.type);
  const manager = await managerProperties(bus);
  const managed = manager.kind !== "absent";
  const properties: BusRecord = valueOr(manager, {});
  const here = switches.length > 0 || (await hasDevice(bus, properties["Devices"], radio.deviceType));
  if (!here) return { settings: [], missing: radio.missing };
  const fromKernel = kernelSwitches(files, {
    knob: radio.knob,
    enterRank: radio.enterRank,
    switches,
    owner: managed ? "NetworkManager" : undefined,
    whenTurned: (_, isOff) => turningOff(machine, radio, isOff),
  });
  const hardOff = properties[radio.hardwareProperty] === false;
  return { settings: managed ? [managerSetting(machine, radio, { switches, hardOff }), ...fromKernel] : fromKernel };
}

/** The kernel's switches of the radio, and whether NetworkManager finds it blocked by hardware. */
interface Below {
  readonly switches: readonly RadioSwitch[];
  readonly hardOff: boolean;
}

function managerSetting(machine: Machine, radio: NetworkRadio, { switches, hardOff }: Below): Setting {
  const { files, bus } = machine;
  const blocked = (): string | undefined => (hardOff && !platformBlocked(files, switches) ? SWITCHED_OFF : undefined);
  return {
    id: `${radio.knob}/NetworkManager`,
    knob: radio.knob,
    place: "NetworkManager",
    lasts: "kept",
    enterRank: radio.enterRank,
    restoreRank: () => radio.restoreRank,
    read: () => readSwitch(bus, radio.property),
    encode: (wish, original) => encodeOnOff(wish, original, { ...SPELLING, blocked: blocked() }),
    ways: [managerWay(radio)],
    show: showOnOff(SPELLING),
    ...turningOff(machine, radio, (raw) => raw === SPELLING.off),
    revival: connectionRevival(machine, radio),
  };
}

const managerWay = ({ property, nmcliName }: NetworkRadio): Way => ({
  kind: "bus",
  name: "NetworkManager",
  call: (raw) => setProperty(NETWORK_MANAGER, property, "b", raw === SPELLING.on),
  command: (raw) => ["nmcli", "radio", nmcliName, raw === SPELLING.on ? "on" : "off"],
});

/** What is the same for every switch that a wish may turn. */
const turningOff = (machine: Machine, radio: NetworkRadio, isOff: (raw: RawText) => boolean): Partial<Setting> => ({
  usesCutBy: async (to) => (isOff(to) ? networkUses(machine, radio.type) : []),
  wayBack: (raw) => (isOff(raw) ? radio.wayBack : undefined),
});

const connectionRevival = ({ bus }: Machine, { type, connectionTypes }: NetworkRadio): Revival => ({
  note: () => noteConnections(bus, connectionTypes),
  warnings: async () => (type === "wwan" ? simPinWarnings(bus) : []),
  missing: (note) => missingConnections(bus, note),
});
