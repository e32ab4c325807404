// SPDX-License-Identifier: MIT
import type { Connection, RadioType } from "./model.ts";
import type { ActiveConnection, NetworkState, SimState, World } from "./state.ts";

/** A network is found by scanning, then joined; one that is asked for by name needs no scan. Milliseconds of model time. */
const SCAN_MS = 1500;
const JOIN_MS = 1500;

const RADIOS: readonly RadioType[] = ["wlan", "wwan"];

/** What NetworkManager lists: connections that are up or being set up. */
export const listedConnections = ({ state }: World): readonly ActiveConnection[] =>
  state.network.connections.filter(({ listedAtMs }) => listedAtMs <= state.nowMs);

export const isUp = ({ state }: World, uuid: string): boolean =>
  state.network.connections.some((connection) => connection.uuid === uuid && connection.upAtMs <= state.nowMs);

/** Connections after radios went on or off: those without a radio go, and those that return by themselves begin to. */
export function withRadioChange(before: World, after: World, isOn: (world: World, type: RadioType) => boolean): SimState {
  let { network } = after.state;
  for (const type of RADIOS) {
    const was = isOn(before, type);
    const is = isOn(after, type);
    if (was && !is) network = without(after, network, type);
    if (!was && is) network = returning(after, network, type);
  }
  return { ...after.state, network };
}

/** Begins to set a connection up as asked; one that is there, or on its way, is left. */
export const activated = ({ state }: World, connection: Connection): NetworkState =>
  begun(state.network, connection, state.nowMs);

/** Takes a connection down; what it carried (a VPN) goes with it. */
export function deactivated({ model, state }: World, uuid: string): NetworkState {
  const ended = model.connections.find((connection) => connection.uuid === uuid);
  const carried = model.connections.filter(({ type, over }) => ended?.type !== "vpn" && type === "vpn" && over === ended?.over);
  const gone = new Set([uuid, ...carried.map((connection) => connection.uuid)]);
  return keeping(state.network, (each) => !gone.has(each));
}

/** The network right after a boot: nothing is up, all that returns by itself is on its way. */
export function networkAtBoot(world: World, isOn: (type: RadioType) => boolean): NetworkState {
  const none: NetworkState = { ...world.state.network, connections: [] };
  return RADIOS.filter(isOn).reduce((network, type) => returning(world, network, type), none);
}

function without({ model }: World, network: NetworkState, type: RadioType): NetworkState {
  const over = new Set(model.connections.filter((connection) => connection.over === type).map(({ uuid }) => uuid));
  return keeping(network, (uuid) => !over.has(uuid));
}

const keeping = (network: NetworkState, keep: (uuid: string) => boolean): NetworkState => ({
  ...network,
  connections: network.connections.filter(({ uuid }) => keep(uuid)),
});

function returning({ model, state }: World, network: NetworkState, type: RadioType): NetworkState {
  const back = model.connections.filter((connection) => connection.over === type && connection.returns);
  return back.reduce((so, connection) => begun(so, connection, state.nowMs + SCAN_MS), network);
}

function begun(network: NetworkState, { uuid }: Connection, listedAtMs: number): NetworkState {
  if (network.connections.some((connection) => connection.uuid === uuid)) return network;
  const begun = { uuid, serial: network.nextSerial, listedAtMs, upAtMs: listedAtMs + JOIN_MS };
  return { connections: [...network.connections, begun], nextSerial: network.nextSerial + 1 };
}
