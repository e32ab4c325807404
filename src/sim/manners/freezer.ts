// SPDX-License-Identifier: MIT
import { type Manner, wholeNumber } from "../manner.ts";
import { eventsOf } from "../parts/programs.ts";
import { withHalting } from "../programs.ts";

/** cgroup.freeze: 0 or 1, and whoever is in the group stands still or goes on (kernel/cgroup/freezer.c). */
export const freezer: Manner = (world, { path, text }) => {
  const asked = wholeNumber(text);
  if (asked === null || asked > 1) return "EINVAL";
  return withHalting(world, { [path]: String(asked), [eventsOf(path)]: `populated 1\nfrozen ${asked}` });
};
