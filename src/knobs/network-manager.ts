// SPDX-License-Identifier: MIT
import {
  asRecord,
  type BusObject,
  type BusRecord,
  foundNobody,
  getAllProperties,
  getProperty,
  textIn,
  unexpectedReply,
} from "../machine/bus-values.ts";
import type { Bus, BusCall, BusValue } from "../machine/doors.ts";
import { absent, type RawText, type Reading, rawText, value, valueOr } from "../machine/reading.ts";

const SERVICE = "org.freedesktop.NetworkManager";
const ROOT = "/org/freedesktop/NetworkManager";

/** NetworkManager's main object; its radio switches are written to its state file, so they survive a reboot. */
export const NETWORK_MANAGER: BusObject = { service: SERVICE, path: ROOT, interface: SERVICE };

/** A connection that is up or coming up. */
export interface ActiveConnection {
  readonly uuid: string;
  /** The name that the user gave it. */
  readonly id: string;
  /** "802-11-wireless", "gsm", "vpn", "wireguard" ... */
  readonly type: string;
  readonly vpn: boolean;
  /** The path of its profile; numbered anew at each start of NetworkManager. */
  readonly profile: string;
}

/** NM_ACTIVE_CONNECTION_STATE: 1 activating, 2 activated, 3 deactivating, 4 deactivated. */
const COMING_OR_UP: ReadonlySet<unknown> = new Set([1, 2]);

/** NetworkManager's own properties; absent where it does not run (asking would not start it). */
export async function managerProperties(bus: Bus): Promise<Reading<BusRecord>> {
  const properties = await getAllProperties(bus, NETWORK_MANAGER);
  return properties.kind === "error" && foundNobody(properties) ? absent : properties;
}

/** One of NetworkManager's boolean properties as "true" or "false". */
export async function readSwitch(bus: Bus, name: string): Promise<Reading<RawText>> {
  const reading = await getProperty(bus, NETWORK_MANAGER, name);
  if (reading.kind !== "value") return reading;
  return typeof reading.value === "boolean" ? value(rawText(String(reading.value))) : unexpectedReply(SERVICE, name);
}

/** The connections that are up or coming up; one that ends while it is looked at is left out. */
export async function activeConnections(bus: Bus): Promise<Reading<readonly ActiveConnection[]>> {
  const paths = await getProperty(bus, NETWORK_MANAGER, "ActiveConnections");
  if (paths.kind !== "value") return paths;
  if (!Array.isArray(paths.value)) return unexpectedReply(SERVICE, "ActiveConnections");
  const connections = await Promise.all(pathsIn(paths.value).map((path) => describe(bus, path)));
  return value(connections.flatMap((one) => one ?? []));
}

/** Whether one of NetworkManager's devices (its `Devices`) is of a type (NM_DEVICE_TYPE: 2 Wi-Fi, 8 modem). */
export async function hasDevice(bus: Bus, devices: BusValue | undefined, type: number): Promise<boolean> {
  const device = (path: string): BusObject => ({ service: SERVICE, path, interface: `${SERVICE}.Device` });
  const types = await Promise.all(pathsIn(devices).map((path) => getProperty(bus, device(path), "DeviceType")));
  return types.some((one) => one.kind === "value" && one.value === type);
}

/** A profile's settings by group, `{"802-11-wireless": {"mode": "ap"}}`; none where they may not be read. Secrets are not part of it. */
export async function profileSettings(bus: Bus, profile: string): Promise<BusRecord> {
  const call = { service: SERVICE, path: profile, interface: `${SERVICE}.Settings.Connection`, member: "GetSettings" };
  const reply = await bus.call({ ...call, signature: "", args: [] });
  return reply.kind === "value" ? asRecord(reply.value[0]) : {};
}

/** Where the profile of that identity is now. */
export async function profileOf(bus: Bus, uuid: string): Promise<Reading<string>> {
  const settings = { service: SERVICE, path: `${ROOT}/Settings`, interface: `${SERVICE}.Settings` };
  const reply = await bus.call({ ...settings, member: "GetConnectionByUuid", signature: "s", args: [uuid] });
  if (reply.kind !== "value") return reply;
  const [path] = reply.value;
  return typeof path === "string" ? value(path) : unexpectedReply(SERVICE, "GetConnectionByUuid");
}

/** Brings a profile up on whichever device fits. */
export const activate = (profile: string): BusCall => ({
  ...NETWORK_MANAGER,
  member: "ActivateConnection",
  signature: "ooo",
  args: [profile, "/", "/"],
});

async function describe(bus: Bus, path: string): Promise<ActiveConnection | undefined> {
  const object: BusObject = { service: SERVICE, path, interface: `${SERVICE}.Connection.Active` };
  const properties: BusRecord = valueOr(await getAllProperties(bus, object), {});
  const text = (name: string): string => textIn(properties, name);
  const uuid = text("Uuid");
  if (uuid === "" || !COMING_OR_UP.has(properties["State"])) return undefined;
  return { uuid, id: text("Id"), type: text("Type"), vpn: properties["Vpn"] === true, profile: text("Connection") };
}

const pathsIn = (list: BusValue | undefined): readonly string[] =>
  Array.isArray(list) ? list.filter((path: BusValue) => typeof path === "string") : [];
