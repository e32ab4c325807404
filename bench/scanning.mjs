// SPDX-License-Identifier: MIT
// Looks at all processes once a second until it is ended, as a program that stays does. Argument: "counters", or "whole" with names,
// applications' places and watts. Prints the CPU time of its first look in ms, and "settled" when code is compiled and files are open.
import { setTimeout as sleep } from "node:timers/promises";
import { kernelFiles } from "../build/src/machine/files.js";
import { kernelProcesses } from "../build/src/machine/kernel-processes.js";
import { readPower } from "../build/src/power/read-power.js";
import { PRIOR } from "../build/src/processes/power-model.js";
import { openScan } from "../build/src/processes/scan.js";

const WARM_UP = 50;

const files = kernelFiles("/");
const machine = { files, processes: kernelProcesses("/") };
const before = process.cpuUsage();
const looker =
  process.argv[2] === "whole"
    ? openScan({ machine, coefficients: PRIOR, power: () => readPower(files) })
    : machine.processes.open();
// The scan has taken its first look by opening.
if (process.argv[2] !== "whole") looker.look();
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${(user + system) / 1000}\n`);
for (let round = 0; round < WARM_UP; round += 1) {
  looker.look();
  await sleep(20);
}
process.stdout.write("settled\n");
for (;;) {
  await sleep(1000);
  looker.look();
}
