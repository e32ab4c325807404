// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { exists } from "./attributes.ts";
import type { Found, Knob } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import { switchSetting } from "./switch-setting.ts";

/** The kernel's check for CPUs that are stuck hard. */
export const kernelNmiWatchdog: Knob = {
  id: "kernel.nmi-watchdog",
  title: "NMI watchdog",
  shortNames: ["nmi-watchdog"],
  about:
    "The kernel's check for a CPU that hangs beyond the reach of interrupts. It occupies a performance counter and wakes " +
    "each CPU now and then; without it a few hundredths of a watt are saved, and a hard lockup, which is rare, leaves no " +
    "trace in the log. It needs root. Kernels without a counter for it (many virtual and ARM machines) have no such check.",
  grammar: { words: ["off", "on"] },
  risk: "safe",
  minor: true,
  alsoMoves: [],
  find,
};

const PATH = "/proc/sys/kernel/nmi_watchdog";

async function find({ files }: Machine): Promise<Found> {
  if (!exists(files, PATH)) return { settings: [], missing: "this kernel has no NMI watchdog" };
  const setting = switchSetting(files, {
    knob: kernelNmiWatchdog.id,
    place: "kernel",
    path: PATH,
    way: "procfs",
    lasts: "boot",
    enterRank: ENTER.kernel,
    restoreRank: RESTORE.kernel,
    off: "0",
    on: "1",
  });
  return { settings: [setting] };
}
