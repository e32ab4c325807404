// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import test from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { kernelFiles } from "../../src/machine/files.ts";
import { openSimulatedLaptop } from "../../src/sim/laptop.ts";
import { temporaryFolder } from "../fakes/tree.ts";
import { POLICY0, textAt, writeTo } from "./simulated.ts";

const GOVERNOR = `${POLICY0}/scaling_governor`;
const EPP = `${POLICY0}/energy_performance_preference`;

/** Turns a governor to and fro until it is killed; each time EPP is dragged along. */
const BUSY = `
  const { openSimulatedLaptop } = await import(process.argv[1]);
  const { files } = openSimulatedLaptop({ folder: process.argv[2] }).machine;
  process.stdout.write("busy");
  for (;;) for (const governor of ["performance", "powersave"]) files.write("${GOVERNOR}", governor);
`;

test("a process killed in the middle of its writes leaves a machine that is whole", async (context) => {
  const folder = temporaryFolder(context);
  writeTo(openSimulatedLaptop({ folder }).machine.files, EPP, "balance_power");
  const laptop = new URL("../../src/sim/laptop.js", import.meta.url).href;
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", BUSY, laptop, folder]);
    await once(child.stdout, "data");
    await pause(7 * round + 5);
    child.kill("SIGKILL");
    await once(child, "close");
    const { files } = openSimulatedLaptop({ folder }).machine;
    assert.equal(textAt(files, EPP), textAt(files, GOVERNOR) === "performance" ? "performance" : "balance_power");
    assert.equal(textAt(kernelFiles(folder), EPP), textAt(files, EPP));
  }
});
