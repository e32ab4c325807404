// SPDX-License-Identifier: MIT
import { hasOwner } from "../machine/bus-values.ts";
import type { Bus } from "../machine/doors.ts";
import { absent, mapReading, type Reading } from "../machine/reading.ts";
import { asRecord } from "./network-manager.ts";

export const SERVICE = "org.bluez";

export const ADAPTER = `${SERVICE}.Adapter1`;

/** A Bluetooth controller. Its path carries an index that changes when it comes back; its address stays. */
export interface Adapter {
  readonly path: string;
  readonly address: string;
  readonly powered: boolean;
  readonly devices: readonly Device[];
}

export interface Device {
  readonly address: string;
  /** As a person calls it: "mouse 'MX Anywhere'". */
  readonly title: string;
  readonly connected: boolean;
  readonly paired: boolean;
  /** A mouse, keyboard, headset or the like; also a device that does not say what it is. */
  readonly inputOrAudio: boolean;
}

/** BlueZ's controllers with their devices; absent where BlueZ does not run (asking would not start it). */
export async function readAdapters(bus: Bus): Promise<Reading<readonly Adapter[]>> {
  if (!(await hasOwner(bus, SERVICE))) return absent;
  const call = { service: SERVICE, path: "/", interface: "org.freedesktop.DBus.ObjectManager", member: "GetManagedObjects" };
  const reply = await bus.call({ ...call, signature: "", args: [] });
  if (reply.kind === "error" && GONE.has(reply.code)) return absent;
  return mapReading(reply, ([objects]) => adaptersOf(Object.entries(asRecord(objects))));
}

/** It went away between the two calls. */
const GONE: ReadonlySet<string> = new Set([
  "org.freedesktop.DBus.Error.ServiceUnknown",
  "org.freedesktop.DBus.Error.NameHasNoOwner",
]);

type Objects = readonly (readonly [path: string, interfaces: ReturnType<typeof asRecord>[string]])[];
type Properties = ReturnType<typeof asRecord>;

function adaptersOf(objects: Objects): readonly Adapter[] {
  return objects.flatMap(([path, interfaces]) => {
    const adapter = asRecord(asRecord(interfaces)[ADAPTER]);
    const address = textOf(adapter, "Address");
    if (address === undefined) return [];
    return [{ path, address, powered: adapter["Powered"] === true, devices: devicesOf(objects, path) }];
  });
}

function devicesOf(objects: Objects, adapterPath: string): readonly Device[] {
  return objects.flatMap(([, interfaces]) => {
    const device = asRecord(asRecord(interfaces)[`${SERVICE}.Device1`]);
    const address = textOf(device, "Address");
    return address !== undefined && device["Adapter"] === adapterPath ? [describe(device, address)] : [];
  });
}

function describe(device: Properties, address: string): Device {
  const icon = textOf(device, "Icon");
  return {
    address,
    title: `${NOUNS[icon ?? ""] ?? "device"} '${textOf(device, "Alias") ?? textOf(device, "Name") ?? address}'`,
    connected: device["Connected"] === true,
    paired: device["Paired"] === true,
    inputOrAudio: icon === undefined || /^(input|audio)-/.test(icon),
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

function textOf(properties: Properties, name: string): string | undefined {
  const text = properties[name];
  return typeof text === "string" && text !== "" ? text : undefined;
}
