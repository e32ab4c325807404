// SPDX-License-Identifier: MIT
import type { Caller, Commands, Files, Machine, Signals } from "../../src/machine/doors.ts";
import type { Processes } from "../../src/machine/processes.ts";
import { failure } from "../../src/machine/reading.ts";
import { type FakeBus, fakeBus } from "./fake-bus.ts";
import { noProcesses } from "./fake-processes.ts";

export const root: Caller = { uid: 0, pid: 4711, name: "root", home: "/root", env: {} };
export const alice: Caller = { uid: 1000, pid: 4711, name: "alice", home: "/home/alice", env: {} };

/** Nobody may be signalled. */
export const noSignals: Signals = { send: () => failure("/proc", "EPERM") };

const noCommands: Commands = { run: async ([program]) => failure(program, "ENOENT") };

export interface FakeMachine extends Machine {
  readonly bus: FakeBus;
}

/** A machine of fakes; sleeping takes no time but moves the clock. */
export function fakeMachine(
  files: Files,
  more: { bus?: FakeBus; caller?: Caller; commands?: Commands; processes?: Processes; signals?: Signals } = {},
): FakeMachine {
  let nowMs = Date.UTC(2026, 5, 1, 9, 0);
  return {
    files,
    bus: more.bus ?? fakeBus(),
    caller: more.caller ?? root,
    commands: more.commands ?? noCommands,
    processes: more.processes ?? noProcesses,
    signals: more.signals ?? noSignals,
    clock: {
      now: () => nowMs,
      sleep: async (ms) => {
        nowMs += ms;
      },
    },
  };
}
