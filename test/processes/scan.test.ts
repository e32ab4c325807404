// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { ProcessLook } from "../../src/machine/processes.ts";
import { readPower } from "../../src/power/read-power.ts";
import { identities } from "../../src/processes/identities.ts";
import { PRIOR } from "../../src/processes/power-model.ts";
import { openScan, type Scan } from "../../src/processes/scan.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { type FakeProcesses, fakeProcesses, noProcesses, record } from "../fakes/fake-processes.ts";
import { tree } from "../fakes/tree.ts";

const BATTERY = {
  "/sys/class/power_supply/BAT0/type": "Battery",
  "/sys/class/power_supply/BAT0/status": "Discharging",
  "/sys/class/power_supply/BAT0/energy_now": "40000000",
  "/sys/class/power_supply/BAT0/energy_full": "50000000",
  "/sys/class/power_supply/BAT0/power_now": "8000000",
  "/sys/devices/system/cpu/cpu0/": "",
  "/sys/devices/system/cpu/cpu1/": "",
  "/sys/devices/system/cpu/cpufreq/": "",
};

const sleeper = record({ pid: 7, name: "sleeper" });
const worker = record({ pid: 8, name: "gnome-terminal-" });

const look = (atMs: number, workerTicks: number): ProcessLook => ({
  atMs,
  seesAll: true,
  records: [sleeper, { ...worker, cpuTicks: workerTicks, wakeups: workerTicks }],
});

function scanOf(t: TestContext, processes: FakeProcesses): Scan {
  const { files } = tree(t, BATTERY);
  return openScan({ machine: fakeMachine(files, { processes }), coefficients: PRIOR, power: () => readPower(files) });
}

test("each look tells what was used since the one before, with names, places and watts", (t) => {
  const processes = fakeProcesses([look(100_000, 0), look(110_000, 500), look(120_000, 500)], {
    8: { commandLine: ["/usr/libexec/gnome-terminal-server"], cgroup: "/a.scope" },
  });
  const scan = scanOf(t, processes);
  const first = scan.look();
  assert.ok(first.kind === "value");
  const { spanS, attribution, uses, all } = first.value;
  assert.deepEqual([spanS, all.cpuS, attribution?.totalW], [10, 5, 8]);
  assert.deepEqual(
    uses.map(({ program, application, cpuS }) => [program, application.unit, cpuS]),
    [
      ["sleeper", null, 0],
      ["gnome-terminal-server", "a.scope", 5],
    ],
  );
  assert.equal(uses[0]?.powerW, 0);
  assert.ok((uses[1]?.powerW ?? 0) > 0.5 * PRIOR.cpuW);
  const second = scan.look();
  assert.deepEqual(second.kind === "value" && [second.value.all.cpuS, second.value.attribution?.baseW], [0, 8]);
  scan.close();
  assert.equal(processes.opened, 0);
});

test("a /proc that cannot be read is an error, not an empty machine", (t) => {
  const { files } = tree(t, BATTERY);
  const scan = openScan({
    machine: fakeMachine(files, { processes: noProcesses }),
    coefficients: PRIOR,
    power: () => readPower(files),
  });
  assert.equal(scan.look().kind, "error");
});

test("an identity is read again only for one that is young, and runs, or that has become another program", () => {
  const asked: number[] = [];
  const table = { ...fakeProcesses([], { 7: {}, 8: {}, 9: {} }).open() };
  const who = identities({
    ...table,
    identify: (process) => {
      asked.push(process.pid);
      return table.identify(process);
    },
  });
  const young = record({ pid: 9, startTicks: 9_990 });
  const kernel = record({ pid: 2, isKernelThread: true });
  const at = (...records: ProcessLook["records"]): ProcessLook => ({ atMs: 100_000, records, seesAll: true });
  const asks = (now: ProcessLook): readonly number[] => {
    asked.length = 0;
    who(now);
    return [...asked];
  };
  assert.deepEqual(asks(at(kernel, sleeper, worker, young)), [7, 8, 9]);
  assert.deepEqual(asks(at(kernel, sleeper, worker, young)), []);
  assert.deepEqual(asks(at(sleeper, { ...worker, cpuTicks: 3 }, { ...young, cpuTicks: 1 })), [9]);
  assert.deepEqual(asks(at({ ...sleeper, name: "other" }, { ...worker, startTicks: 50 })), [7, 8]);
  assert.deepEqual(asks(at()), []);
  assert.deepEqual(asks(at(sleeper)), [7]);
});
