// SPDX-License-Identifier: MIT

import { bothBuses } from "./both-buses.ts";
import { currentCaller } from "./caller.ts";
import { childCommands } from "./child-commands.ts";
import { kernelFiles } from "./files.ts";
import { kernelProcesses } from "./kernel-processes.ts";
import type { LiveMachine } from "./live-doors.ts";
import { processSignals } from "./process-signals.ts";
import { systemBus, userBus } from "./system-bus.ts";
import { systemClock } from "./system-clock.ts";

/** The doors to this machine; `root` shows the kernel's files of another tree. Whoever builds it closes it. */
export function realMachine({ root = "/" }: { readonly root?: string } = {}): LiveMachine & { close(): Promise<void> } {
  const bus = bothBuses(systemBus(), userBus());
  return {
    files: kernelFiles(root),
    bus,
    clock: systemClock(),
    commands: childCommands(),
    processes: kernelProcesses(root),
    signals: processSignals(root),
    caller: currentCaller(),
    close: () => bus.close(),
  };
}
