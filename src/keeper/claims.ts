// SPDX-License-Identifier: MIT

/** Who decides, in the order of their rank: the highest that wants something wins. */
export const WINNERS = ["off", "hand", "trip", "level", "hold", "auto", "nobody"] as const;

export type Winner = (typeof WINNERS)[number];
