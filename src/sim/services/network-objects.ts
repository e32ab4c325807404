// SPDX-License-Identifier: MIT
import type { Connection, RadioType } from "../model.ts";
import { isUp, listedConnections } from "../network.ts";
import { radioOn, softFiles } from "../radios.ts";
import type { BusObjects } from "../service.ts";
import type { ActiveConnection, World } from "../state.ts";

const NAME = "org.freedesktop.NetworkManager";
export const MANAGER_PATH = "/org/freedesktop/NetworkManager";
export const ACTIVE = `${MANAGER_PATH}/ActiveConnection`;
export const SETTINGS = `${NAME}.Settings`;
export const CONNECTION = `${SETTINGS}.Connection`;

/** The paths of the connections that are up or coming up. */
export const activePaths = (world: World): readonly string[] =>
  listedConnections(world).map(({ serial }) => `${ACTIVE}/${serial}`);

/** The paths of the network devices: one for each kind of radio. */
export const devicePaths = (world: World): readonly string[] =>
  radiosOf(world).map((_, index) => `${MANAGER_PATH}/Devices/${index + 1}`);

const radiosOf = (world: World): readonly RadioType[] => RADIOS.filter((type) => softFiles(world, type).length > 0);

const RADIOS: readonly RadioType[] = ["wlan", "wwan"];

/** NM_DEVICE_TYPE */
const DEVICE_TYPES: Readonly<Record<RadioType, number>> = { wlan: 2, wwan: 8 };

/** The saved connection behind a settings path. */
export const connectionAt = ({ model }: World, path: string): Connection | undefined =>
  model.connections.find((_, index) => `${MANAGER_PATH}/Settings/${index + 1}` === path);

/** NetworkManager's objects below its own: devices, saved connections, and those that are up or coming up. */
export function connectionObjects(world: World): BusObjects {
  const { model } = world;
  const saved = model.connections.map((_, index) => `${MANAGER_PATH}/Settings/${index + 1}`);
  const devices = radiosOf(world).map((type, index) => [devicePaths(world)[index] ?? "", deviceObject(world, type)] as const);
  return {
    [`${MANAGER_PATH}/Settings`]: { [SETTINGS]: { Connections: saved, Hostname: "laptop", CanModify: true } },
    ...Object.fromEntries(saved.map((path) => [path, { [CONNECTION]: { Unsaved: false, Flags: 0 } }])),
    ...Object.fromEntries(devices),
    ...Object.assign({}, ...listedConnections(world).map((active) => activeObject(world, active))),
  };
}

/** Device state 20: unavailable, 30: disconnected. */
const deviceObject = (world: World, type: RadioType): BusObjects[string] => ({
  [`${NAME}.Device`]: { DeviceType: DEVICE_TYPES[type], Managed: true, State: radioOn(world, type) ? 30 : 20 },
});

/** State 1: being set up; 2: up. */
function activeObject(world: World, active: ActiveConnection): BusObjects {
  const { model } = world;
  const index = model.connections.findIndex(({ uuid }) => uuid === active.uuid);
  const connection = model.connections[index];
  if (connection === undefined) return {};
  return {
    [`${ACTIVE}/${active.serial}`]: {
      [`${NAME}.Connection.Active`]: {
        Connection: `${MANAGER_PATH}/Settings/${index + 1}`,
        SpecificObject: "/",
        Id: connection.name,
        Uuid: connection.uuid,
        Type: connection.type,
        Devices: [],
        State: isUp(world, active.uuid) ? 2 : 1,
        Default: connection.type !== "vpn",
        Default6: false,
        Vpn: connection.type === "vpn",
      },
    },
  };
}
