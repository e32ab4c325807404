// SPDX-License-Identifier: MIT
import type { Stop } from "./live-doors.ts";

/** Something that is open, and what closes it. */
export interface Open<T> {
  readonly it: T;
  readonly close: Stop;
}

/** What several users have in common, by key: opened for the first, closed after the last. An opening that failed is tried anew. */
export function shared<T>(open: (key: string) => Promise<Open<T>>): (key: string) => Promise<Open<T>> {
  const entries = new Map<string, { users: number; readonly opened: Promise<Open<T>> }>();
  return async (key) => {
    const entry = entries.get(key) ?? { users: 0, opened: open(key) };
    entries.set(key, entry);
    entry.users += 1;
    const forget = (): void => {
      if (entries.get(key) === entry) entries.delete(key);
    };
    const opened = await entry.opened.catch((error: unknown) => {
      forget();
      throw error;
    });
    const leave = (): void => {
      entry.users -= 1;
      if (entry.users > 0) return;
      forget();
      opened.close();
    };
    return { it: opened.it, close: atMostOnce(leave) };
  };
}

/** Doing so twice does no harm. */
export function atMostOnce(act: () => void): Stop {
  let over = false;
  return () => {
    if (over) return;
    over = true;
    act();
  };
}
