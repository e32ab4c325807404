// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { MEASURING, openSwitcher } from "../../../src/cli/measuring/switcher.ts";
import type { SimulatedLaptop } from "../../../src/sim/laptop.ts";
import { type SimulatedBench, simulatedBench } from "./bench.ts";

const NO_TURBO = "/sys/devices/system/cpu/intel_pstate/no_turbo";

const turboOf = ({ machine }: SimulatedLaptop) => machine.files.read(NO_TURBO);

/** What a measurement of the CPU's boost is ended by, if this happens at the look of that number. */
async function endedBy(t: TestContext, at: number, happens: (bench: SimulatedBench) => void) {
  const bench = simulatedBench(t, "intel");
  const before = bench.simulated.snapshot();
  const measured = await bench.measure("cpu.boost", ["off"], { atLook: (count) => count === at && happens(bench) });
  return { measured, bench, before };
}

test("a charger ends it at once, whichever block is under way, and everything is put back", async (t) => {
  for (const at of [2, 10, 25, 40]) {
    const { measured, bench, before } = await endedBy(t, at, ({ simulated }) => simulated.plug());
    assert.deepEqual(measured, { kind: "stopped", by: "charger" });
    assert.deepEqual(bench.simulated.snapshot(), before);
    assert.equal((await bench.mode.outline()).mode, "off");
  }
});

test("asked to end, it does so at the next look, and everything is put back", async (t) => {
  for (const at of [1, 12, 33]) {
    const bench = simulatedBench(t, "intel");
    const before = bench.simulated.snapshot();
    let isStopped = false;
    const atLook = (count: number): void => {
      isStopped ||= count === at;
      assert.ok(count <= at, "no look after that");
    };
    const measured = await bench.measure("cpu.boost", ["off"], { atLook, isStopped: () => isStopped });
    assert.deepEqual(measured, { kind: "stopped", by: "signal" });
    assert.deepEqual(bench.simulated.snapshot(), before);
  }
});

test("what somebody turns by hand meanwhile ends it, and stays theirs", async (t) => {
  const bench = simulatedBench(t, "intel");
  const before = bench.simulated.machine.files.read(NO_TURBO);
  let turned: unknown;
  const atLook = (): void => {
    const now = turboOf(bench.simulated);
    if (turned !== undefined || now.kind !== "value" || before.kind !== "value" || now.value === before.value) return;
    bench.simulated.machine.files.write("/sys/devices/system/cpu/intel_pstate/max_perf_pct", "70");
    bench.simulated.machine.files.write(NO_TURBO, before.value);
    turned = turboOf(bench.simulated);
  };
  assert.deepEqual(await bench.measure("cpu.boost", ["off"], { atLook }), { kind: "stopped", by: "hand" });
  assert.deepEqual(turboOf(bench.simulated), turned);
});

test("somebody who turns travel mode on meanwhile keeps it", async (t) => {
  const bench = simulatedBench(t, "intel");
  const flight = { name: "flight", title: "", onCharger: "all", wishes: { "screen.brightness": [40] }, source: "" } as const;
  let on: Promise<unknown> | null = null;
  const atLook = (count: number): void => {
    if (count === 30) on = bench.mode.on({ profile: flight, leave: [], evenIfUsed: [], stayOn: false });
  };
  const isStopped = (): boolean => false;
  const measured = await bench.measure("cpu.boost", ["off"], { atLook, isStopped });
  await on;
  assert.deepEqual(measured, { kind: "stopped", by: "hand" });
  const { mode, profile } = await bench.mode.outline();
  assert.deepEqual([mode, profile], ["on", "flight"]);
});

test("killed in the middle, it leaves a journal from which off puts everything back", async (t) => {
  const { simulated, mode } = simulatedBench(t, "intel");
  const before = simulated.snapshot();
  const switcher = openSwitcher(mode, "cpu.boost", ["off"]);
  await switcher.turn("without");
  await switcher.turn("with");
  assert.notDeepEqual(simulated.snapshot(), before);
  const { mode: state, profile } = await mode.outline();
  assert.deepEqual([state, profile], ["on", MEASURING]);
  await mode.off({ forget: [] });
  assert.deepEqual(simulated.snapshot(), before);
});
