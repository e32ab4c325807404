// SPDX-License-Identifier: MIT
import type { LiveClock, Stop } from "../machine/live-doors.ts";

/** Timers by name: setting one anew replaces it. */
export interface Alarms {
  set(name: string, ms: number, act: () => void): void;
  clear(name: string): void;
  clearAll(): void;
}

export function openAlarms(clock: LiveClock): Alarms {
  const running = new Map<string, Stop>();
  const clear = (name: string): void => {
    running.get(name)?.();
    running.delete(name);
  };
  return {
    clear,
    set(name, ms, act) {
      clear(name);
      running.set(
        name,
        clock.after(ms, () => {
          running.delete(name);
          act();
        }),
      );
    },
    clearAll: () => [...running.keys()].forEach(clear),
  };
}
