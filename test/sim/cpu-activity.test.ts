// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { kernelFiles } from "../../src/machine/files.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../src/sim/laptop.ts";
import { temporaryFolder } from "../fakes/tree.ts";
import { POLICY0, simulated, textAt, writeTo } from "./simulated.ts";

const IDLE = "/sys/devices/system/cpu/cpu0/cpuidle";
const STATES = [0, 1, 2, 3, 4].map((state) => `${IDLE}/state${state}`);

const numberAt = ({ machine }: SimulatedLaptop, path: string): number => Number(textAt(machine.files, path));

const idleUs = (laptop: SimulatedLaptop): number => STATES.reduce((sum, folder) => sum + numberAt(laptop, `${folder}/time`), 0);

test("idle states count up with time, and never more than has passed", (context) => {
  const laptop = simulated(context);
  assert.equal(idleUs(laptop), 0);
  for (const seconds of [2, 5, 60, 3600]) {
    const [before, entries] = [idleUs(laptop), numberAt(laptop, `${STATES[4]}/usage`)];
    laptop.advance(seconds);
    const sleptUs = idleUs(laptop) - before;
    assert.ok(sleptUs > seconds * 500_000 && sleptUs < seconds * 1_000_000, `${sleptUs} µs of ${seconds} s`);
    assert.ok(numberAt(laptop, `${STATES[4]}/usage`) > entries);
  }
});

test("/proc/stat and cpuidle tell the same of a CPU's sleep", (context) => {
  const laptop = simulated(context);
  laptop.advance(100);
  const idle = Number(/^cpu0 \d+ \d+ \d+ (\d+)/m.exec(textAt(laptop.machine.files, "/proc/stat"))?.[1]);
  assert.ok(Math.abs(idle - idleUs(laptop) / 10_000) < 3);
});

test("a reboot begins to count anew", (context) => {
  const laptop = simulated(context);
  laptop.advance(100);
  laptop.reboot();
  assert.equal(idleUs(laptop), 0);
});

test("the frequency keeps to the limit, and to the table of drivers that have one", (context) => {
  const laptop = simulated(context);
  writeTo(laptop.machine.files, `${POLICY0}/scaling_max_freq`, "900000");
  laptop.advance(5);
  const khz = numberAt(laptop, `${POLICY0}/scaling_cur_freq`);
  assert.ok(khz >= 400_000 && khz <= 900_000);
  const thinkpad = simulated(context, { model: "thinkpad" });
  thinkpad.advance(5);
  const table = textAt(thinkpad.machine.files, `${POLICY0}/scaling_available_frequencies`).split(" ");
  assert.ok(table.includes(textAt(thinkpad.machine.files, `${POLICY0}/scaling_cur_freq`)));
});

test("counters are no settings: a comparison does not see them, and nobody can write them", (context) => {
  const laptop = simulated(context);
  const before = laptop.snapshot();
  laptop.advance(100);
  assert.deepEqual(laptop.snapshot(), before);
  assert.equal(writeTo(laptop.machine.files, `${STATES[0]}/time`, "0"), "EACCES");
});

test("the tree on disk counts along", (context) => {
  const folder = temporaryFolder(context);
  const laptop = openSimulatedLaptop({ folder });
  laptop.advance(20);
  for (const path of [`${STATES[4]}/time`, "/proc/stat", `${POLICY0}/scaling_cur_freq`])
    assert.equal(textAt(kernelFiles(folder), path), textAt(laptop.machine.files, path));
});
