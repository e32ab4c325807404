// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { ProcessRecord } from "../../src/machine/processes.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../src/sim/laptop.ts";
import { folderInMemory } from "../fakes/tree.ts";

const laptop = (t: TestContext, uid: number): SimulatedLaptop =>
  openSimulatedLaptop({ folder: folderInMemory(t), caller: { uid }, tree: false });

function recordsOf({ machine }: SimulatedLaptop): ReadonlyMap<string, ProcessRecord> {
  const look = machine.processes.open().look();
  assert.ok(look.kind === "value");
  return new Map(look.value.records.map((record) => [record.name, record]));
}

test("make-believe programs work in the laptop's own time", (t) => {
  const simulated = laptop(t, 0);
  const before = recordsOf(simulated).get("firefox");
  simulated.advance(100);
  const after = recordsOf(simulated).get("firefox");
  assert.ok(before !== undefined && after !== undefined);
  assert.deepEqual([before.pid, before.startTicks], [after.pid, after.startTicks]);
  assert.equal(after.cpuTicks - before.cpuTicks, 500);
  assert.equal((after.wakeups ?? 0) - (before.wakeups ?? 0), 13_000);
});

test("an ordinary user does not see what others read and write, and names are cut as by the kernel", (t) => {
  const records = recordsOf(laptop(t, 1000));
  assert.equal(records.get("NetworkManager")?.diskBytes, null);
  assert.notEqual(records.get("tracker-miner-f")?.diskBytes, null);
});
