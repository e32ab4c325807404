// SPDX-License-Identifier: MIT
import type { ServiceName } from "./model.ts";
import { listedConnections } from "./network.ts";
import { programTexts } from "./programs.ts";
import type { World } from "./state.ts";
import { unitTexts } from "./units.ts";

/** Each turnable file's bytes by its real path, each service's switches by "service property", each unit by "manager unit", and how each program fares. */
export type Snapshot = Readonly<Record<string, string>>;

export const snapshotOf = (world: World): Snapshot => ({
  ...files(world),
  ...switches(world),
  ...unitTexts(world),
  ...programTexts(world),
});

function files({ model, state }: World): Record<string, string> {
  const turnable = Object.keys(model.live).filter((path) => model.live[path]?.manner !== undefined);
  return Object.fromEntries(turnable.map((path) => [path, state.unreadable[path] ?? `${state.values[path]}\n`]));
}

function switches(world: World): Record<string, string> {
  const { wirelessEnabled, wwanEnabled, bluetoothPowered, activeProfile } = world.state.switches;
  const names = listedConnections(world).map(({ uuid }) => world.model.connections.find((each) => each.uuid === uuid)?.name);
  const all: Readonly<Partial<Record<ServiceName, Record<string, string>>>> = {
    NetworkManager: {
      "NetworkManager WirelessEnabled": String(wirelessEnabled),
      "NetworkManager WwanEnabled": String(wwanEnabled),
      "NetworkManager ActiveConnections": names.toSorted().join(", "),
    },
    bluez: { "bluez Powered": String(bluetoothPowered) },
    "power-profiles-daemon": { "power-profiles-daemon ActiveProfile": activeProfile },
  };
  return Object.assign({}, ...world.state.services.map((service) => all[service] ?? {}));
}
