// SPDX-License-Identifier: MIT
import { messageOf } from "../errors.ts";
import type { TuiDoors } from "./doors.ts";
import type { Event } from "./events.ts";

/** Runs parts of which each may fail by itself. */
export interface FaultTeller {
  watch(parts: readonly (() => unknown)[]): Promise<void>;
}

/** What cannot be read is told once, until something else is the matter. */
export function faultTeller({ machine }: TuiDoors, tell: (event: Event) => void): FaultTeller {
  let told: string | null = null;
  return {
    async watch(parts) {
      const sentences: string[] = [];
      for (const part of parts)
        try {
          await part();
        } catch (error) {
          sentences.push(messageOf(error));
        }
      const [sentence = null] = sentences;
      if (sentence !== null && sentence !== told) tell({ kind: "unread", nowMs: machine.clock.now(), sentence });
      told = sentence;
    },
  };
}
