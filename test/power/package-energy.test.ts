// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { joulesBetween, readPackages } from "../../src/power/package-energy.ts";
import { tree } from "../fakes/tree.ts";

const zone = (name: string, title: string, energyUj: string): Readonly<Record<string, string>> => ({
  [`/sys/class/powercap/${name}/name`]: title,
  [`/sys/class/powercap/${name}/energy_uj`]: energyUj,
  [`/sys/class/powercap/${name}/max_energy_range_uj`]: "262143328850",
});

test("only packages count, and each of them once", (t) => {
  const { files } = tree(t, {
    ...zone("intel-rapl:0", "package-0", "1000000"),
    ...zone("intel-rapl:1", "psys", "9000000"),
    ...zone("intel-rapl:2", "package-1", "2000000"),
    ...zone("intel-rapl:0:0", "core", "500000"),
    ...zone("intel-rapl-mmio:0", "package-0", "1000000"),
    "/sys/class/powercap/intel-rapl/enabled": "1",
  });
  assert.deepEqual(
    readPackages(files).map(({ zone: name, energyUj }) => [name, energyUj]),
    [
      ["intel-rapl:0", 1_000_000],
      ["intel-rapl:2", 2_000_000],
    ],
  );
});

test("what may not be read, or is no number, is not there", (t) => {
  assert.deepEqual(readPackages(tree(t, {}).files), []);
  assert.deepEqual(readPackages(tree(t, zone("intel-rapl:0", "package-0", "-5")).files), []);
  assert.deepEqual(readPackages(tree(t, { "/sys/class/powercap/intel-rapl:0/name": "package-0" }).files), []);
});

const counter = (energyUj: number, name = "intel-rapl:0") => ({ zone: name, energyUj, rangeUj: 100_000_000 });

test("a counter that has begun anew went on to its end first", () => {
  assert.equal(joulesBetween([counter(10_000_000)], [counter(30_000_000)]), 20);
  assert.equal(joulesBetween([counter(95_000_000)], [counter(5_000_000)]), 10);
  assert.equal(joulesBetween([counter(0), counter(0, "b")], [counter(1e6), counter(2e6, "b")]), 3);
});

test("counters that are not the same tell nothing", () => {
  assert.equal(joulesBetween([], []), null);
  assert.equal(joulesBetween([counter(1)], [counter(2), counter(2, "b")]), null);
  assert.equal(joulesBetween([counter(1, "a")], [counter(2, "b")]), null);
});
