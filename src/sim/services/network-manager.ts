// SPDX-License-Identifier: MIT
import type { BusValue } from "../../machine/doors.ts";
import type { RadioType } from "../model.ts";
import { activated, deactivated, isUp, listedConnections } from "../network.ts";
import { hardBlocked, radioOn, softFiles, withSoftBlock } from "../radios.ts";
import { type BusObjects, DBUS_ERROR, isSeated, type Method, type Service, type ServiceCall, type Setter } from "../service.ts";
import type { World } from "../state.ts";
import {
  ACTIVE,
  activePaths,
  CONNECTION,
  connectionAt,
  connectionObjects,
  devicePaths,
  MANAGER_PATH as ROOT,
  SETTINGS,
} from "./network-objects.ts";

const NAME = "org.freedesktop.NetworkManager";
const DENIED = `${NAME}.PermissionDenied`;

/** NetworkManager: the radios' switches, connections, and bringing them up; allowed to root and the person at the laptop. */
export const networkManager: Service = {
  name: "NetworkManager",
  busNames: [NAME],
  objects: (world): BusObjects => ({ [ROOT]: { [NAME]: manager(world) }, ...connectionObjects(world) }),
  setters: {
    [`${NAME} WirelessEnabled`]: (...asked) => switchRadio("wlan", ...asked),
    [`${NAME} WwanEnabled`]: (...asked) => switchRadio("wwan", ...asked),
  },
  methods: {
    [`${NAME} ActivateConnection`]: (...asked) => activate(...asked),
    [`${NAME} DeactivateConnection`]: (...asked) => deactivate(...asked),
    [`${NAME} GetDevices`]: (world) => ({ reply: [devicePaths(world)] }),
    [`${SETTINGS} ListConnections`]: ({ model }) => ({
      reply: [model.connections.map((_, index) => `${ROOT}/Settings/${index + 1}`)],
    }),
    [`${SETTINGS} GetConnectionByUuid`]: (...asked) => byUuid(...asked),
    [`${CONNECTION} GetSettings`]: (...asked) => settings(...asked),
  },
};

function manager(world: World): Record<string, BusValue> {
  const { switches } = world.state;
  const active = activePaths(world);
  return {
    Version: "1.42.4",
    State: active.length > 0 ? 70 : 20,
    NetworkingEnabled: true,
    WirelessEnabled: switches.wirelessEnabled,
    WirelessHardwareEnabled: !hardBlocked(world, "wlan"),
    WwanEnabled: switches.wwanEnabled,
    WwanHardwareEnabled: !hardBlocked(world, "wwan"),
    ActiveConnections: active,
    PrimaryConnection: active[0] ?? "/",
    Devices: devicePaths(world),
  };
}

/** Its switch is rfkill's soft block of all radios of that type. */
function switchRadio(type: RadioType, ...[world, wanted, { caller }]: Parameters<Setter>): ReturnType<Setter> {
  if (!isSeated(caller)) return { refused: DENIED };
  if (typeof wanted !== "boolean") return { refused: `${DBUS_ERROR}.InvalidArgs` };
  const state = withSoftBlock(world, softFiles(world, type), !wanted);
  const name = type === "wlan" ? "wirelessEnabled" : "wwanEnabled";
  return { ...state, switches: { ...state.switches, [name]: wanted } };
}

/** ActivateConnection(settings, device, specific object): needs the radio, and a VPN needs the network below it. */
function activate(...[world, call]: Parameters<Method>): ReturnType<Method> {
  if (!isSeated(call.caller)) return { refused: DENIED };
  const connection = connectionAt(world, String(call.args[0]));
  if (connection === undefined) return { refused: `${NAME}.UnknownConnection` };
  const below = world.model.connections.filter(({ type, over }) => type !== "vpn" && over === connection.over);
  const carried = below.some(({ uuid }) => isUp(world, uuid));
  const ready = connection.type === "vpn" ? carried : radioOn(world, connection.over);
  if (!ready) return { refused: `${NAME}.${connection.type === "vpn" ? "ConnectionNotActive" : "UnknownDevice"}` };
  const network = activated(world, connection);
  const serial = network.connections.find(({ uuid }) => uuid === connection.uuid)?.serial ?? 0;
  return { reply: [`${ACTIVE}/${serial}`], state: { ...world.state, network } };
}

/** DeactivateConnection(active connection). */
function deactivate(world: World, { args, caller }: ServiceCall): ReturnType<Method> {
  if (!isSeated(caller)) return { refused: DENIED };
  const active = listedConnections(world).find(({ serial }) => `${ACTIVE}/${serial}` === args[0]);
  if (active === undefined) return { refused: `${NAME}.ConnectionNotActive` };
  return { reply: [], state: { ...world.state, network: deactivated(world, active.uuid) } };
}

function byUuid({ model }: World, { args }: ServiceCall): ReturnType<Method> {
  const index = model.connections.findIndex(({ uuid }) => uuid === args[0]);
  return index < 0 ? { refused: `${NAME}.Settings.InvalidConnection` } : { reply: [`${ROOT}/Settings/${index + 1}`] };
}

function settings(world: World, { path }: ServiceCall): ReturnType<Method> {
  const connection = connectionAt(world, path);
  if (connection === undefined) return { refused: `${DBUS_ERROR}.UnknownObject` };
  const { uuid, name: id, type, returns: autoconnect } = connection;
  const wireless = type === "802-11-wireless" ? { [type]: { mode: "infrastructure", ssid: new TextEncoder().encode(id) } } : {};
  return { reply: [{ connection: { id, uuid, type, autoconnect }, ...wireless }] };
}
