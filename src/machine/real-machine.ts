// SPDX-License-Identifier: MIT

import { allBuses } from "./all-buses.ts";
import type { Argv } from "./as-user.ts";
import { currentCaller } from "./caller.ts";
import { childCommands } from "./child-commands.ts";
import { kernelFiles } from "./files.ts";
import { kernelProcesses } from "./kernel-processes.ts";
import type { LiveMachine } from "./live-doors.ts";
import { processSignals } from "./process-signals.ts";
import { relayedBuses } from "./relayed-buses.ts";
import { systemBus, userBus } from "./system-bus.ts";
import { systemClock } from "./system-clock.ts";

interface Built {
  /** Shows the kernel's files of another tree. */
  readonly root?: string;
  /** The program by which root reaches other users' buses (`relayed-buses.ts`). */
  readonly relay?: Argv;
}

/** The doors to this machine. Whoever builds it closes it. */
export function realMachine({ root = "/", relay }: Built = {}): LiveMachine & { close(): Promise<void> } {
  const caller = currentCaller();
  const others = relayedBuses(caller.uid === 0 ? (relay ?? null) : null);
  const bus = allBuses({ system: systemBus(), session: userBus(), uid: caller.uid, others });
  return {
    files: kernelFiles(root),
    bus,
    clock: systemClock(),
    commands: childCommands(),
    processes: kernelProcesses(root),
    signals: processSignals(root),
    caller,
    close: () => bus.close(),
  };
}
