// SPDX-License-Identifier: MIT
import type { LiveClock } from "./live-doors.ts";

/** Node's timers end at once when asked for more than 32 bits of milliseconds (25 days). */
const LONGEST_MS = 2 ** 31 - 1;

/** The wall clock. Sleeping and waiting do not count the time for which the machine itself is suspended; both keep the process alive. */
export function systemClock(): LiveClock {
  return {
    now: Date.now,
    sleep: (ms, until) => (ms > 0 ? sleep(ms, until) : Promise.resolve()),
    after,
  };
}

const sleep = (ms: number, until?: Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const stop = after(ms, resolve);
    const wake = (): void => {
      stop();
      resolve();
    };
    until?.then(wake, wake);
  });

const after: LiveClock["after"] = (ms, act) => {
  let timer: NodeJS.Timeout | undefined;
  const wait = (leftMs: number): void => {
    timer = setTimeout(() => (leftMs > LONGEST_MS ? wait(leftMs - LONGEST_MS) : act()), Math.min(leftMs, LONGEST_MS));
  };
  wait(ms);
  return () => clearTimeout(timer);
};
