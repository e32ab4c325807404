// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { kernelProcesses } from "../../src/machine/kernel-processes.ts";
import type { ProcessLook, ProcessRecord, ProcessTable } from "../../src/machine/processes.ts";
import { type FakeProc, fakeProc } from "../fakes/fake-proc.ts";

function lookAt(table: ProcessTable): ProcessLook {
  const look = table.look();
  assert.ok(look.kind === "value", JSON.stringify(look));
  return look.value;
}

const recordOf = (table: ProcessTable, pid: number): ProcessRecord | undefined =>
  lookAt(table).records.find((record) => record.pid === pid);

function rig(): { proc: FakeProc; table: ProcessTable } {
  const proc = fakeProc();
  proc.put(1);
  return { proc, table: kernelProcesses("/", proc).open() };
}

test("a process that has not run is the same object, for one number read", () => {
  const { proc, table } = rig();
  proc.put(20, { cpuTicks: 7 });
  const before = recordOf(table, 20);
  proc.touched.length = 0;
  assert.equal(recordOf(table, 20), before);
  assert.deepEqual(
    proc.touched.filter((path) => path.startsWith("/proc/20/")),
    ["/proc/20/schedstat"],
  );
});

test("what ran is read anew", () => {
  const { proc, table } = rig();
  proc.put(20, { cpuTicks: 7, threads: { 20: [1000, 4] } });
  lookAt(table);
  proc.put(20, { cpuTicks: 9, childrenTicks: 3, diskBytes: 4096, threads: { 20: [2000, 6] } });
  const { cpuTicks, childrenTicks, diskBytes, wakeups } = recordOf(table, 20) ?? {};
  assert.deepEqual([cpuTicks, childrenTicks, diskBytes, wakeups], [9, 3, 4096, 6]);
});

test("wake-ups are those of all threads; a thread that ends takes none away, and a new one brings its own", () => {
  const { proc, table } = rig();
  proc.put(20, { threads: { 20: [1, 10], 21: [1, 5] } });
  assert.equal(recordOf(table, 20)?.wakeups, 15);
  proc.put(20, { threads: { 20: [2, 11], 22: [1, 4] } });
  assert.equal(recordOf(table, 20)?.wakeups, 20);
  proc.put(20, { threads: { 20: [2, 11], 22: [2, 6], 23: [1, 1] } });
  assert.equal(recordOf(table, 20)?.wakeups, 23);
});

test("a pid that was handed out again is another process, and nothing of the first stays open", () => {
  const { proc, table } = rig();
  proc.put(20, { cpuTicks: 5000, startTicks: 100 });
  lookAt(table);
  proc.end(20);
  proc.put(20, { cpuTicks: 2, startTicks: 90_000, name: "heir" });
  const heir = recordOf(table, 20);
  assert.deepEqual([heir?.name, heir?.startTicks, heir?.cpuTicks], ["heir", 90_000, 2]);
  proc.end(20);
  lookAt(table);
  const open = proc.descriptors.size;
  assert.equal(open, 1, "only process 1");
  table.close();
  assert.equal(proc.descriptors.size, 0);
});

test("without room for open files a reused pid is told by its start", () => {
  const proc = fakeProc();
  proc.files.set(
    "/proc/self/limits",
    "Limit  Soft Limit  Hard Limit  Units\nMax open files            0           0     files\n",
  );
  proc.put(1);
  proc.put(20, { startTicks: 100, threads: { 20: [1000, 4] } });
  const table = kernelProcesses("/", proc).open();
  lookAt(table);
  assert.equal(proc.descriptors.size, 0);
  proc.end(20);
  proc.put(20, { startTicks: 90_000, threads: { 20: [7, 1] } });
  assert.deepEqual([recordOf(table, 20)?.startTicks, recordOf(table, 20)?.wakeups], [90_000, 1]);
});

test("one that vanishes while it is looked at is left out", () => {
  const { proc, table } = rig();
  proc.put(20);
  proc.files.delete("/proc/20/stat");
  assert.equal(recordOf(table, 20), undefined);
  proc.end(20);
  assert.equal(proc.descriptors.size, 1);
});

test("what may not be read is unknown, not nothing", () => {
  const { proc, table } = rig();
  proc.put(20, { diskBytes: null });
  assert.equal(recordOf(table, 20)?.diskBytes, null);
  proc.put(20, { diskBytes: null, threads: { 20: [9, 1] } });
  assert.equal(recordOf(table, 20)?.diskBytes, null);
  proc.put(21);
  proc.files.set("/proc/21/status", "!EACCES");
  assert.equal(recordOf(table, 21)?.wakeups, null);
});

test("a kernel that counts no run times has every process read each time", () => {
  const { proc, table } = rig();
  proc.put(20, { threads: { 20: [0, 3] } });
  proc.put(21);
  proc.files.delete("/proc/21/schedstat");
  lookAt(table);
  proc.put(20, { cpuTicks: 4, threads: { 20: [0, 5] } });
  proc.files.set("/proc/21/stat", proc.files.get("/proc/21/stat")?.replace(" 0 0 0 0 0 0 ", " 0 0 0 0 8 0 ") ?? "");
  assert.deepEqual([recordOf(table, 20)?.cpuTicks, recordOf(table, 20)?.wakeups], [4, 5]);
  assert.equal(recordOf(table, 21)?.cpuTicks, 8);
  proc.end(21);
  assert.equal(recordOf(table, 21), undefined);
});

test("an identity is that of the very process, or none", () => {
  const { proc, table } = rig();
  proc.put(20, { startTicks: 100, name: "syncthing" });
  assert.deepEqual(table.identify({ pid: 20, startTicks: 100 }), {
    kind: "value",
    value: { uid: 1000, cgroup: "/system.slice/some.service", commandLine: ["/usr/bin/syncthing", "--option"], tracerPid: null },
  });
  assert.equal(table.identify({ pid: 20, startTicks: 101 }).kind, "absent");
  assert.equal(table.identify({ pid: 99, startTicks: 1 }).kind, "absent");
});

test("whether others' processes are hidden is told, and a /proc that cannot be listed is an error", () => {
  const { proc, table } = rig();
  assert.deepEqual([lookAt(table).seesAll, lookAt(table).atMs], [true, 1_000_000]);
  proc.end(1);
  proc.put(20);
  assert.equal(lookAt(table).seesAll, false);
  proc.files.clear();
  assert.equal(table.look().kind, "error");
});

test("the real /proc has this very process, and its time grows with work", () => {
  const table = kernelProcesses("/").open();
  try {
    const before = recordOf(table, process.pid);
    assert.equal(before?.parentPid, process.ppid);
    for (const until = performance.now() + 60; performance.now() < until; );
    const after = recordOf(table, process.pid);
    assert.ok((after?.cpuTicks ?? 0) > (before?.cpuTicks ?? Number.POSITIVE_INFINITY));
    assert.equal(after?.startTicks, before?.startTicks);
    const identity = table.identify({ pid: process.pid, startTicks: before?.startTicks ?? 0 });
    assert.equal(identity.kind === "value" && identity.value.uid, process.getuid?.());
  } finally {
    table.close();
  }
});
