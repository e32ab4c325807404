// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { kernelProcesses } from "../../src/machine/kernel-processes.ts";
import type { ProcessTable } from "../../src/machine/processes.ts";
import { type FakeProc, fakeProc } from "../fakes/fake-proc.ts";

interface Rig {
  readonly proc: FakeProc;
  /** The pids of a look, and whether all had to be listed for it. */
  look(): { readonly pids: readonly number[]; readonly isListed: boolean };
}

/** Ten processes, looked at so often that the last pids of two looks are known. */
function rig(): Rig {
  const proc = fakeProc();
  const table = kernelProcesses("/", proc).open();
  for (let pid = 1; pid <= 10; pid += 1) proc.put(pid);
  proc.handOut(10);
  const look = (): ReturnType<Rig["look"]> => {
    proc.touched.length = 0;
    return { pids: pidsOf(table), isListed: proc.touched.includes("/proc") };
  };
  look();
  look();
  return { proc, look };
}

function pidsOf(table: ProcessTable): readonly number[] {
  const look = table.look();
  assert.ok(look.kind === "value", JSON.stringify(look));
  return look.value.records.map(({ pid }) => pid).toSorted((one, other) => one - other);
}

const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

test("where no pid was handed out since, nothing is listed", () => {
  const { look } = rig();
  assert.deepEqual(look(), { pids: TEN, isListed: false });
});

test("a new process is found by its pid, and one that has ended is gone, without a list", () => {
  const { proc, look } = rig();
  proc.put(12);
  proc.end(4);
  proc.handOut(13);
  assert.deepEqual(look(), { pids: [1, 2, 3, 5, 6, 7, 8, 9, 10, 12], isListed: false });
});

test("a process whose fork was under way at one look is found at the next", () => {
  const { proc, look } = rig();
  proc.handOut(11);
  assert.deepEqual(look().pids, TEN);
  proc.put(11);
  assert.deepEqual(look(), { pids: [...TEN, 11], isListed: false });
});

test("a new thread is no process, though /proc answers for its id", () => {
  const { proc, look } = rig();
  proc.put(11);
  proc.files.set("/proc/11/status", proc.files.get("/proc/11/status")?.replace("Tgid:\t11", "Tgid:\t7") ?? "");
  proc.handOut(11);
  const before = proc.descriptors.size;
  assert.deepEqual(look(), { pids: TEN, isListed: false });
  assert.equal(proc.descriptors.size, before);
});

test("where pids began anew, many were handed out or the last is not told, all are listed", () => {
  for (const change of [
    (proc: FakeProc) => proc.handOut(3),
    (proc: FakeProc) => proc.handOut(21),
    (proc: FakeProc) => proc.files.delete("/proc/sys/kernel/ns_last_pid"),
  ]) {
    const { proc, look } = rig();
    proc.put(2000);
    change(proc);
    assert.deepEqual(look(), { pids: [...TEN, 2000], isListed: true });
  }
});

test("one with a pid of its own choice is found within 15 looks", () => {
  const { proc, look } = rig();
  proc.put(500);
  const looks = Array.from({ length: 15 }, look);
  assert.equal(looks.filter(({ isListed }) => isListed).length, 1);
  assert.ok(looks.at(-1)?.pids.includes(500));
});
