// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { ProcessIdentity, ProcessRecord } from "../../../src/machine/processes.ts";
import { gatherFacts } from "../../../src/processes/facts/gather-facts.ts";
import { fakeMachine } from "../../fakes/fake-machine.ts";
import { fakeProcesses, record } from "../../fakes/fake-processes.ts";
import { tree } from "../../fakes/tree.ts";

const APP = "/user.slice/user-1000.slice/user@1000.service/app.slice/app-spotify-12.scope";

interface Running extends Partial<ProcessRecord>, Partial<ProcessIdentity> {
  readonly pid: number;
}

/** A machine with these processes and files. */
function machineWith(t: TestContext, running: readonly Running[], files: Readonly<Record<string, string>> = {}) {
  const records = running.map((it) => record({ parentPid: 0, ...it }));
  const identities = Object.fromEntries(running.map((it) => [it.pid, it]));
  const processes = fakeProcesses([{ atMs: 1000, records, seesAll: true }], identities);
  return fakeMachine(tree(t, { "/proc/": "", ...files }).files, { processes });
}

const key = (pid: number) => ({ pid, startTicks: pid });
const whole = { pids: [key(50)], cgroup: APP, unit: "app-spotify-12.scope" };

test("all that live in its cgroup and below it count, not only those that were named", async (t) => {
  const machine = machineWith(t, [
    { pid: 50, name: "spotify", cgroup: APP },
    { pid: 51, name: "helper", cgroup: `${APP}/inner.service/x` },
    { pid: 52, name: "stranger", cgroup: `${APP}2` },
  ]);
  const { names, units } = await gatherFacts(machine, whole);
  assert.deepEqual(names, ["spotify", "helper"]);
  assert.deepEqual(units, ["app-spotify-12.scope", "inner.service"]);
});

test("a pid that has a new owner is not taken for the old one", async (t) => {
  const machine = machineWith(t, [{ pid: 50, startTicks: 900, name: "sway" }]);
  assert.deepEqual((await gatherFacts(machine, { pids: [key(50)], cgroup: null, unit: null })).names, []);
});

test("names are those of the kernel, of the file, and of the script that an interpreter runs", async (t) => {
  const files = { "/proc/50/exe": "-> /usr/bin/python3.11 (deleted)" };
  const commandLine = ["/usr/bin/python3", "-W", "ignore", "/opt/tools/borg.py", "create"];
  const machine = machineWith(t, [{ pid: 50, name: "worker", cgroup: APP, commandLine }], files);
  assert.deepEqual((await gatherFacts(machine, whole)).names, ["worker", "python3.11", "python3", "borg.py", "borg"]);
});

test("process 1, ourselves and whom we descend from are known", async (t) => {
  const line = [
    { pid: 1, name: "systemd" },
    { pid: 50, name: "kitty", cgroup: APP },
    { pid: 60, parentPid: 50 },
    { pid: 4711, parentPid: 60 },
    { pid: 70, parentPid: 50 },
  ];
  const holds = async (pid: number) =>
    (await gatherFacts(machineWith(t, line), { pids: [key(pid)], cgroup: null, unit: null })).holdsAncestorOfOurs;
  assert.deepEqual(
    [await holds(1), await holds(50), await holds(60), await holds(4711), await holds(70)],
    [true, true, true, true, false],
  );
});

test("the foreground job of a terminal is known from one in its background, and from one without a terminal", async (t) => {
  const isForeground = async (facts: Partial<ProcessRecord>) =>
    (await gatherFacts(machineWith(t, [{ pid: 50, cgroup: APP, ...facts }]), whole)).isForegroundJob;
  assert.equal(await isForeground({ terminal: 34816, foregroundGroupId: 50 }), true);
  assert.equal(await isForeground({ terminal: 34816, foregroundGroupId: 49 }), false);
  assert.equal(await isForeground({ terminal: 0, foregroundGroupId: 50 }), false);
});
