// SPDX-License-Identifier: MIT
import { setTimeout } from "node:timers/promises";
import type { Clock } from "./doors.ts";

/** Node's timers end at once when asked for more than 32 bits of milliseconds (25 days). */
const LONGEST_MS = 2 ** 31 - 1;

/** The wall clock. Sleeping does not count the time for which the machine itself is suspended. */
export function systemClock(): Clock {
  return {
    now: Date.now,
    async sleep(ms) {
      for (let leftMs = ms; leftMs > 0; leftMs -= LONGEST_MS) await setTimeout(Math.min(leftMs, LONGEST_MS));
    },
  };
}
