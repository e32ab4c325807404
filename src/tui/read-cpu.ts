// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import type { CpuUse } from "./cpu-use.ts";

export const cpuReader = (_files: Files): { read(nowMs: number): CpuUse } => ({
  read: () => ({ overMs: null, idleDriver: null, frequencyDriver: null, states: [], cpus: [] }),
});
