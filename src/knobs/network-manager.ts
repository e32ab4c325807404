// SPDX-License-Identifier: MIT
import { type BusObject, getProperty } from "../machine/bus-values.ts";
import type { Bus, BusCall, BusValue } from "../machine/doors.ts";
import { type RawText, type Reading, rawText, value } from "../machine/reading.ts";

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
const COMING_OR_UP: readonly BusValue[] = [1, 2];

/** One of NetworkManager's boolean properties as "true" or "false". */
export async function readSwitch(bus: Bus, name: string): Promise<Reading<RawText>> {
  const reading = await getProperty(bus, NETWORK_MANAGER, name);
  return reading.kind === "value" ? value(rawText(String(reading.value))) : reading;
}

/** The connections that are up or coming up; one that ends while it is looked at is left out. */
export async function activeConnections(bus: Bus): Promise<Reading<readonly ActiveConnection[]>> {
  const paths = await getProperty(bus, NETWORK_MANAGER, "ActiveConnections");
  if (paths.kind !== "value") return paths;
  const connections = await Promise.all(asPaths(paths.value).map((path) => describe(bus, path)));
  return value(connections.flatMap((one) => one ?? []));
}

/** Whether NetworkManager knows a device of a type (NM_DEVICE_TYPE: 2 Wi-Fi, 8 modem). */
export async function hasDevice(bus: Bus, type: number): Promise<boolean> {
  const paths = await getProperty(bus, NETWORK_MANAGER, "Devices");
  if (paths.kind !== "value") return false;
  const device = (path: string): BusObject => ({ service: SERVICE, path, interface: `${SERVICE}.Device` });
  const types = await Promise.all(asPaths(paths.value).map((path) => getProperty(bus, device(path), "DeviceType")));
  return types.some((one) => one.kind === "value" && one.value === type);
}

/** A profile's settings by group, `{"802-11-wireless": {"mode": "ap"}}`; none where they may not be read. Secrets are not part of it. */
export async function profileSettings(bus: Bus, profile: string): Promise<Readonly<Record<string, BusValue>>> {
  const call = { service: SERVICE, path: profile, interface: `${SERVICE}.Settings.Connection`, member: "GetSettings" };
  const reply = await bus.call({ ...call, signature: "", args: [] });
  return reply.kind === "value" ? asRecord(reply.value[0]) : {};
}

/** Where the profile of that identity is now. */
export async function profileOf(bus: Bus, uuid: string): Promise<Reading<string>> {
  const settings = { service: SERVICE, path: `${ROOT}/Settings`, interface: `${SERVICE}.Settings` };
  const reply = await bus.call({ ...settings, member: "GetConnectionByUuid", signature: "s", args: [uuid] });
  return reply.kind === "value" ? value(String(reply.value[0])) : reply;
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
  const names = ["Uuid", "Id", "Type", "Vpn", "Connection", "State"];
  const [uuid, id, type, vpn, profile, state] = await Promise.all(names.map((name) => getProperty(bus, object, name)));
  if (uuid?.kind !== "value" || state?.kind !== "value" || !COMING_OR_UP.includes(state.value)) return undefined;
  const text = (reading: Reading<BusValue> | undefined): string => (reading?.kind === "value" ? String(reading.value) : "");
  return { uuid: text(uuid), id: text(id), type: text(type), vpn: text(vpn) === "true", profile: text(profile) };
}

const asPaths = (paths: BusValue): readonly string[] => (Array.isArray(paths) ? paths.map(String) : []);

/** A dictionary from the bus; anything else is taken for an empty one. */
export function asRecord(it: BusValue | undefined): Readonly<Record<string, BusValue>> {
  const isDictionary = typeof it === "object" && it !== null && !Array.isArray(it) && !(it instanceof Uint8Array);
  return isDictionary ? (it as Readonly<Record<string, BusValue>>) : {};
}
