// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { glance } from "../../src/processes/glance.ts";
import { fakeProcesses, noProcesses, record } from "../fakes/fake-processes.ts";

const looks = [
  { atMs: 100_000, seesAll: true, records: [record({ pid: 7, name: "make", cpuTicks: 50 })] },
  { atMs: 101_500, seesAll: true, records: [record({ pid: 7, name: "make", cpuTicks: 80 })] },
];

test("what was used between two looks is told of each process, without watts", () => {
  const seen = glance(fakeProcesses(looks, { 7: { cgroup: "/system.slice/build.service" } }))();
  assert.equal(seen?.spanS, 1.5);
  const [use] = seen?.uses ?? [];
  assert.deepEqual([use?.program, use?.application.unit, use?.powerW], ["make", "build.service", null]);
  assert.ok(Math.abs((use?.cpuS ?? 0) - 0.3) < 1e-9);
});

test("nothing stays open between the looks, nor after them", () => {
  const processes = fakeProcesses(looks);
  const since = glance(processes);
  assert.equal(processes.opened, 0);
  since();
  assert.equal(processes.opened, 0);
});

test("where /proc cannot be read there is nothing to tell", () => assert.equal(glance(noProcesses)(), null));
