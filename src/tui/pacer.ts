// SPDX-License-Identifier: MIT

/** Says when something is due again. */
export interface Pacer {
  /** Whether so long has passed since it was last due; if so, it was due just now. */
  isDue(what: string, ms: number): boolean;
  /** Everything is due again, but for these. */
  forget(not: readonly string[]): void;
}

export function pacer(now: () => number): Pacer {
  const last = new Map<string, number>();
  return {
    isDue(what, ms) {
      const atMs = now();
      const before = last.get(what);
      // A clock that was set back must not make anybody wait.
      const isDue = before === undefined || atMs - before >= ms || atMs < before;
      if (isDue) last.set(what, atMs);
      return isDue;
    },
    forget(not) {
      for (const what of [...last.keys()]) if (!not.includes(what)) last.delete(what);
    },
  };
}
