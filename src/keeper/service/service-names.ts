// SPDX-License-Identifier: MIT
import { BUS_NAME } from "../../bus-name.ts";
import type { BusObject } from "../../machine/bus-values.ts";

/** Where the keeper is found: on the system bus the installed one, on a session bus the user's own. */
export const KEEPER: BusObject = {
  service: BUS_NAME,
  path: "/io/github/travelmode",
  interface: `${BUS_NAME}.Keeper1`,
};

/** The name that polkit knows an action by. */
export const polkitAction = (action: Action): string => `${KEEPER.service}.${action}`;

/**
 * What polkit is asked about. `switch`: travel mode as a whole, with shipped and /etc profiles, and safe knobs. `risky`: besides, what
 * may harm: knobs whose risk is "risky", and units that are held by name.
 */
export const ACTIONS = ["switch", "risky"] as const;

export type Action = (typeof ACTIONS)[number];
