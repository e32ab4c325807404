// SPDX-License-Identifier: MIT
import type { Stop } from "../machine/live-doors.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/**
 * Gives the terminal back before a signal or a crash ends this process. It dies of the signal itself, as a shell expects; an orderly exit would
 * touch a terminal that may be gone, and Node aborts then.
 */
export function leaveCleanly(close: () => void): Stop {
  const listeners = SIGNALS.map((signal) => {
    const leave = (): void => {
      close();
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    };
    return [signal, leave] as const;
  });
  const crash = (error: unknown): void => {
    close();
    process.stderr.write(`travelmode: the screen has crashed; travel mode stays as it is\n${stackOf(error)}\n`);
    process.exit(CRASHED);
  };
  for (const [signal, leave] of listeners) process.on(signal, leave);
  process.on("uncaughtException", crash);
  return () => {
    for (const [signal, leave] of listeners) process.off(signal, leave);
    process.off("uncaughtException", crash);
  };
}

const CRASHED = 1;

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
