// SPDX-License-Identifier: MIT
import { NETWORK_MANAGER } from "../../knobs/network-manager.ts";
import type { LiveMachine, Stop } from "../../machine/live-doors.ts";
import { listenToAll } from "../stops.ts";

/** Tells, at once, that the network has come, is coming or has gone. */
export const watchNetwork = ({ bus }: LiveMachine, changed: () => void): Promise<Stop> => {
  const { service, path, interface: of } = NETWORK_MANAGER;
  return listenToAll(bus, [[{ sender: service, path, interface: of, member: "StateChanged" }, changed]]);
};
