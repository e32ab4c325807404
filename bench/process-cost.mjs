// SPDX-License-Identifier: MIT
import { readdirSync, readFileSync } from "node:fs";

/** What a process has used so far, all its threads together: CPU time by the scheduler's nanoseconds, context switches, and its memory now. */
export function whatItCost(pid) {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`);
  const sum = (numberOf) => threads.reduce((total, thread) => total + numberOf(thread), 0);
  return {
    cpuS: sum((thread) => Number(readFileSync(`${thread}/schedstat`, "utf8").split(" ")[0])) / 1e9,
    switches: sum((thread) =>
      [...readFileSync(`${thread}/status`, "utf8").matchAll(/ctxt_switches:\s*(\d+)/g)].reduce(
        (all, [, one]) => all + Number(one),
        0,
      ),
    ),
    memory: memoryOf(pid),
  };
}

function memoryOf(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const mib = (name) => Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(rollup)?.[1]) / 1024;
  return { rssMib: mib("Rss"), dirtyMib: mib("Private_Dirty") };
}
