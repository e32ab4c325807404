// SPDX-License-Identifier: MIT
import { asRecord, type BusRecord, foundNobody, textIn } from "../machine/bus-values.ts";
import type { Bus, BusValue } from "../machine/doors.ts";
import { absent, mapReading, type Reading } from "../machine/reading.ts";

export const SERVICE = "org.bluez";

export const ADAPTER = `${SERVICE}.Adapter1`;

/** A Bluetooth controller. Its path carries an index that changes when it comes back; its address stays. */
export interface Adapter {
  readonly path: string;
  readonly address: string;
  /** Undefined where BlueZ gives no such answer. */
  readonly powered: boolean | undefined;
  readonly devices: readonly Device[];
}

export interface Device {
  readonly address: string;
  /** As a person calls it: "mouse 'MX Anywhere'". */
  readonly title: string;
  /** Also a device that does not say so: nothing is cut by a guess. */
  readonly connected: boolean;
  readonly paired: boolean;
  /** A mouse, keyboard, headset or the like; also a device that does not say what it is. */
  readonly inputOrAudio: boolean;
}

/** BlueZ's controllers with their devices; absent where BlueZ does not run (asking would not start it). */
export async function readAdapters(bus: Bus): Promise<Reading<readonly Adapter[]>> {
  const call = { service: SERVICE, path: "/", interface: "org.freedesktop.DBus.ObjectManager", member: "GetManagedObjects" };
  const reply = await bus.call({ ...call, signature: "", args: [] });
  if (reply.kind === "error" && foundNobody(reply)) return absent;
  return mapReading(reply, ([objects]) => adaptersOf(Object.entries(asRecord(objects))));
}

type Objects = readonly (readonly [path: string, interfaces: BusValue])[];

function adaptersOf(objects: Objects): readonly Adapter[] {
  return objects.flatMap(([path, interfaces]) => {
    const adapter = asRecord(asRecord(interfaces)[ADAPTER]);
    const address = textIn(adapter, "Address");
    if (address === "") return [];
    const { Powered: powered } = adapter;
    return [{ path, address, powered: typeof powered === "boolean" ? powered : undefined, devices: devicesOf(objects, path) }];
  });
}

function devicesOf(objects: Objects, adapterPath: string): readonly Device[] {
  return objects.flatMap(([, interfaces]) => {
    const device = asRecord(asRecord(interfaces)[`${SERVICE}.Device1`]);
    const address = textIn(device, "Address");
    return address !== "" && device["Adapter"] === adapterPath ? [describe(device, address)] : [];
  });
}

function describe(device: BusRecord, address: string): Device {
  const icon = textIn(device, "Icon");
  return {
    address,
    title: `${NOUNS[icon] ?? "device"} '${textIn(device, "Alias") || textIn(device, "Name") || address}'`,
    connected: device["Connected"] !== false,
    paired: device["Paired"] === true,
    inputOrAudio: icon === "" || /^(input|audio)-/.test(icon),
  };
}

/** BlueZ's icon names as nouns. */
const NOUNS: Readonly<Record<string, string>> = {
  "input-mouse": "mouse",
  "input-keyboard": "keyboard",
  "input-gaming": "game controller",
  "input-tablet": "tablet",
  "audio-headset": "headset",
  "audio-headphones": "headphones",
  "audio-card": "speaker",
  phone: "phone",
};
