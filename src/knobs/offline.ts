// SPDX-License-Identifier: MIT
import type { BusRecord } from "../machine/bus-values.ts";
import type { Files, Machine } from "../machine/doors.ts";
import { hasDevice, managerProperties } from "./network-manager.ts";
import { isNetworkUp } from "./network-up.ts";
import { radioSwitches, softBlocked } from "./rfkill.ts";

/** NM_STATE: 10 asleep (networking is off), 20 disconnected; what is above is on its way up or down, a portal, or connected. */
const ASLEEP = 10;
const DISCONNECTED = 20;

/** NM_DEVICE_TYPE, with the switch that goes with it. */
const RADIOS: readonly (readonly [type: number, enabled: string])[] = [
  [2, "WirelessEnabled"],
  [8, "WwanEnabled"],
];

/** Whether no network can come by itself: the radios are off and nothing is connected. What cannot be told counts as online. */
export async function isOffline(machine: Machine): Promise<boolean> {
  if (isNetworkUp(machine.files)) return false;
  const manager = await managerProperties(machine.bus);
  if (manager.kind === "absent") return areRadiosBlocked(machine.files);
  if (manager.kind === "error") return false;
  const state = manager.value["State"];
  return state === ASLEEP || (state === DISCONNECTED && (await areRadiosOff(machine, manager.value)));
}

async function areRadiosOff({ bus }: Machine, properties: BusRecord): Promise<boolean> {
  const on = RADIOS.filter(([, enabled]) => properties[enabled] !== false);
  const present = await Promise.all(on.map(([type]) => hasDevice(bus, properties["Devices"], type)));
  return !present.includes(true);
}

/** Where nobody manages the network. */
const areRadiosBlocked = (files: Files): boolean =>
  (["wlan", "wwan"] as const).flatMap((type) => radioSwitches(files, type)).every((one) => softBlocked(files, one));
