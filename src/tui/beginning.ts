// SPDX-License-Identifier: MIT
import type { ListState, Size, State } from "./state.ts";

const LIST: ListState = { chosen: null, filter: "", sort: 0 };

export interface Beginning {
  readonly size: Size;
  readonly nowMs: number;
  readonly simulated: string | null;
}

/** The screen before it has seen anything. */
export const beginning = ({ size, nowMs, simulated }: Beginning): State => ({
  ...{ size, nowMs, simulated },
  tab: "overview",
  lists: { overview: LIST, profiles: LIST, tunables: LIST, processes: LIST, cpu: LIST, devices: LIST, log: LIST },
  power: null,
  points: [],
  memory: null,
  outlook: null,
  endPercent: 0,
  seen: null,
  trip: null,
  choice: null,
  plans: {},
  tunables: null,
  eaters: null,
  single: false,
  cpu: null,
  gadgets: null,
  log: [],
  overlay: null,
  typing: null,
  awaited: null,
  planning: false,
  busy: null,
  message: null,
  undo: null,
  frozen: false,
  resting: false,
  cost: null,
});
