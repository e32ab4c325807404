// SPDX-License-Identifier: MIT

/** Settles when somebody wants this process to end. The signals are taken for good: a second one must not end it half-way. */
export const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
