// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import test from "node:test";
import { parseStat } from "../../src/machine/proc-parsing.ts";
import { processSignals, type SignalSteps } from "../../src/machine/process-signals.ts";

/** A machine on which a pid belongs to who was started at these ticks, one look after the other. */
function steps(...starts: readonly (number | null)[]): SignalSteps & { readonly sent: string[] } {
  const left = [...starts];
  const sent: string[] = [];
  return {
    sent,
    kill: (pid, signal) => void sent.push(`${signal} ${pid}`),
    startTicks: () => (left.length > 1 ? (left.shift() ?? null) : (left[0] ?? null)),
  };
}

test("a signal reaches the process that was meant", () => {
  const it = steps(7);
  assert.equal(processSignals("/", it).send({ pid: 41, startTicks: 7 }, "SIGSTOP").kind, "done");
  assert.deepEqual(it.sent, ["SIGSTOP 41"]);
});

test("one that has ended, or whose pid is another's by now, is not signalled", () => {
  for (const now of [null, 8]) {
    const it = steps(now);
    assert.deepEqual(processSignals("/", it).send({ pid: 41, startTicks: 7 }, "SIGTERM"), {
      ...{ kind: "error", where: "/proc/41", code: "ESRCH" },
    });
    assert.deepEqual(it.sent, []);
  }
});

test("a stranger that got the pid in that very moment goes on at once", () => {
  const it = steps(7, 8);
  assert.equal(processSignals("/", it).send({ pid: 41, startTicks: 7 }, "SIGSTOP").kind, "error");
  assert.deepEqual(it.sent, ["SIGSTOP 41", "SIGCONT 41"]);
});

test("groups, init, and pids of another tree are never signalled", () => {
  const it = steps(7);
  for (const pid of [-1, 0, 1, 1.5, Number.NaN])
    assert.equal(processSignals("/", it).send({ pid, startTicks: 7 }, "SIGTERM").kind, "error");
  assert.equal(processSignals("/elsewhere", it).send({ pid: 41, startTicks: 7 }, "SIGTERM").kind, "error");
  assert.deepEqual(it.sent, []);
});

test("a real process stops and goes on", async () => {
  const child = spawn("sleep", ["30"]);
  try {
    const stat = () => {
      const bytes = readFileSync(`/proc/${child.pid}/stat`);
      return parseStat(bytes, bytes.length);
    };
    const key = { pid: child.pid ?? 0, startTicks: stat()?.startTicks ?? 0 };
    const until = async (isSo: (state: string) => boolean): Promise<void> => {
      for (let turn = 0; turn < 200 && !isSo(stat()?.state ?? ""); turn += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
    };
    assert.equal(processSignals("/").send(key, "SIGSTOP").kind, "done");
    await until((state) => state === "T");
    assert.equal(stat()?.state, "T");
    assert.equal(processSignals("/").send(key, "SIGCONT").kind, "done");
    await until((state) => state !== "T");
    assert.notEqual(stat()?.state, "T");
  } finally {
    child.kill("SIGKILL");
  }
});
