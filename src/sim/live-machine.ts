// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import type { LiveMachine } from "../machine/live-doors.ts";
import { failure, value } from "../machine/reading.ts";

/**
 * A simulated laptop's doors for a program that stays, `speed` model seconds for each real one. Its bus tells of nothing and hosts nobody, and nothing runs beside
 * us; so whoever watches it sees what happens at its next look.
 */
export const simulatedLive = (machine: Machine, speed: number): LiveMachine => ({
  ...machine,
  bus: {
    ...machine.bus,
    listen: async () => value(() => {}),
    host: async ({ name }) => failure(name, "NotSupported"),
    onLost: () => {},
  },
  clock: {
    ...machine.clock,
    after: (ms, act) => {
      const timer = setTimeout(act, ms / speed);
      return () => clearTimeout(timer);
    },
  },
  commands: { ...machine.commands, start: async () => value(() => {}) },
});
