// SPDX-License-Identifier: MIT
import { LONGEST_MS } from "./draw.ts";
import type { TimeLeft } from "./forecast.ts";

/** The time left for a machine to read: 48 h stand for 48 h and more. */
export const leftInNumbers = (left: TimeLeft | "more than 48 h"): TimeLeft =>
  left === "more than 48 h" ? { medianMs: LONGEST_MS, lowMs: LONGEST_MS, highMs: LONGEST_MS } : left;
