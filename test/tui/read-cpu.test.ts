// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Files } from "../../src/machine/doors.ts";
import { cpuReader } from "../../src/tui/read-cpu.ts";
import { tree } from "../fakes/tree.ts";
import { CPU, intelActive, policy } from "../knobs/cpu-trees.ts";
import { simulated, writeTo } from "../sim/simulated.ts";

type Contents = Record<string, string>;

const idleState = (cpu: number, index: number, { name = "C1", time = "0", usage = "0", disable = "0" } = {}): Contents => {
  const folder = `${CPU}/cpu${cpu}/cpuidle/state${index}`;
  return {
    [`${folder}/name`]: name,
    [`${folder}/desc`]: "MWAIT 0x00",
    [`${folder}/time`]: time,
    [`${folder}/usage`]: usage,
    [`${folder}/disable`]: disable,
  };
};

/** Two CPUs with two states each, and a frequency policy for both. */
const TWO: Contents = {
  [`${CPU}/online`]: "0-1",
  [`${CPU}/cpuidle/current_driver`]: "intel_idle",
  ...idleState(0, 0),
  ...idleState(0, 1, { name: "C10", disable: "1" }),
  ...idleState(1, 0),
  ...idleState(1, 1, { name: "C10" }),
  ...policy(0, { ...intelActive, related_cpus: "0 1", scaling_cur_freq: "800000", scaling_max_freq: "4500000" }),
};

const time = (cpu: number, state: number): string => `${CPU}/cpu${cpu}/cpuidle/state${state}/time`;

/** Files that note what was read. */
function watched(files: Files): { readonly files: Files; readonly reads: string[] } {
  const reads: string[] = [];
  const read = (path: string) => {
    reads.push(path);
    return files.read(path);
  };
  return { files: { ...files, read }, reads };
}

test("tells drivers, states and settings at the first look, and shares from the second on", (context) => {
  const { files, put } = tree(context, TWO);
  const reader = cpuReader(files);
  const first = reader.read(0);
  assert.deepEqual([first.overMs, first.idleDriver, first.frequencyDriver], [null, "intel_idle", "intel_pstate"]);
  assert.deepEqual(
    first.states.map(({ name, disabled }) => [name, disabled]),
    [
      ["C1", false],
      ["C10", true],
    ],
  );
  put(time(0, 0), "200000");
  put(time(0, 1), "300000");
  const { overMs, cpus } = reader.read(1000);
  assert.equal(overMs, 1000);
  assert.deepEqual(cpus[0], {
    ...{ number: 0, online: true, shares: [20, 30], wakeupsPerS: 0, busyPercent: 50 },
    ...{ frequencyKhz: 800_000, limitKhz: 4_500_000, governor: "powersave", preference: "balance_performance" },
  });
});

test("a machine with neither cpuidle nor cpufreq has busy times alone", (context) => {
  const { files, put } = tree(context, { [`${CPU}/cpu0/topology/core_id`]: "0", "/proc/stat": "cpu0 0 0 0 100" });
  const reader = cpuReader(files);
  reader.read(0);
  put("/proc/stat", "cpu0 25 0 0 175");
  const use = reader.read(1000);
  assert.deepEqual([use.idleDriver, use.frequencyDriver, use.states], [null, null, []]);
  assert.deepEqual(use.cpus, [
    {
      ...{ number: 0, online: true, shares: [], wakeupsPerS: null, busyPercent: 25 },
      ...{ frequencyKhz: null, limitKhz: null, governor: null, preference: null },
    },
  ]);
});

test("a CPU that goes offline keeps its row, and comes back without old counters", (context) => {
  const { files, put } = tree(context, TWO);
  const reader = cpuReader(files);
  reader.read(0);
  put(`${CPU}/online`, "0");
  const { cpus } = reader.read(1000);
  assert.deepEqual([cpus[1]?.online, cpus[1]?.busyPercent, cpus[1]?.governor, cpus[0]?.busyPercent], [false, null, null, 100]);
  put(`${CPU}/online`, "0-1");
  assert.equal(reader.read(2000).cpus[1]?.busyPercent, null);
  assert.equal(reader.read(3000).cpus[1]?.busyPercent, 100);
});

test("a CPU that cannot be read is unknown, not idle or busy", (context) => {
  const { files, remove } = tree(context, TWO);
  const reader = cpuReader(files);
  reader.read(0);
  remove(`${CPU}/cpu1/cpuidle`);
  const { cpus } = reader.read(1000);
  assert.deepEqual([cpus[1]?.busyPercent, cpus[1]?.shares], [null, [null, null]]);
});

test("a look reads no counter twice, no name again, and none of a state that was not used", (context) => {
  const { files: plain, put } = tree(context, TWO);
  const { files, reads } = watched(plain);
  const reader = cpuReader(files);
  reader.read(0);
  put(time(0, 0), "200000");
  reads.length = 0;
  reader.read(1000);
  assert.equal(reads.filter((path) => path.endsWith("/time")).length, 4);
  assert.equal(reads.filter((path) => path.endsWith("/usage")).length, 1);
  assert.equal(reads.filter((path) => /name|desc|disable|related_cpus|scaling_driver/.test(path)).length, 0);
});

test("a CPU that sleeps is not asked for its frequency, and no CPU often for its preference", (context) => {
  const { files: plain, put } = tree(context, TWO);
  const { files, reads } = watched(plain);
  const reader = cpuReader(files);
  reader.read(0);
  for (const cpu of [0, 1]) put(time(cpu, 1), "999000");
  reads.length = 0;
  const { cpus } = reader.read(1000);
  assert.equal(cpus[0]?.frequencyKhz, null);
  assert.equal(cpus[0]?.preference, "balance_performance");
  assert.equal(reads.filter((path) => /scaling_cur_freq|energy_performance_preference/.test(path)).length, 0);
  reader.read(11_000);
  assert.equal(reads.filter((path) => path.endsWith("energy_performance_preference")).length, 1);
});

test("the simulated laptop sleeps more deeply the thriftier it is", (context) => {
  const laptop = simulated(context);
  const { files, clock } = laptop.machine;
  const reader = cpuReader(files);
  /** The deepest state's share of the sleep. */
  const deepest = (): number => {
    reader.read(clock.now());
    laptop.advance(10);
    const [cpu] = reader.read(clock.now()).cpus;
    return (cpu?.shares.at(-1) ?? 0) / (100 - (cpu?.busyPercent ?? 100));
  };
  const before = deepest();
  for (const cpu of [0, 1, 2, 3]) writeTo(files, `${CPU}/cpufreq/policy${cpu}/energy_performance_preference`, "power");
  const thrifty = deepest();
  writeTo(files, `${CPU}/intel_pstate/no_turbo`, "1");
  assert.ok(before > 0.3 && thrifty > before + 0.1 && deepest() > thrifty && thrifty < 0.95);
});
