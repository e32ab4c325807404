// SPDX-License-Identifier: MIT
import { getProperty } from "../machine/bus-values.ts";
import type { Bus } from "../machine/doors.ts";
import { NETWORK_MANAGER } from "./network-manager.ts";

/** NMMetered: 1 yes, 2 no, 3 and 4 the same as a guess; 0 unknown. */
const METERED: ReadonlySet<unknown> = new Set([1, 3]);

/** Whether what is sent over the network is paid for by amount, as far as NetworkManager knows; without it nobody does, and the answer is no. */
export async function isMetered(bus: Bus): Promise<boolean> {
  const told = await getProperty(bus, NETWORK_MANAGER, "Metered");
  return told.kind === "value" && METERED.has(told.value);
}
