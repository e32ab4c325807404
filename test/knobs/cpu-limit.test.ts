// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { cpuLimit } from "../../src/knobs/cpu-limit.ts";
import { rawText } from "../../src/machine/reading.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { acpi, assertEncodesOnly, CPU, encodeNow, intelActive, policy, settingAt, settingsOf, to } from "./cpu-trees.ts";

const intel = (max: string, min: string) => ({
  ...policy(0, { ...intelActive, scaling_max_freq: "4800000", cpuinfo_max_freq: "4800000" }),
  [`${CPU}/intel_pstate/max_perf_pct`]: max,
  [`${CPU}/intel_pstate/min_perf_pct`]: min,
});

async function percentLimit(t: test.TestContext, max: string, min: string) {
  return settingAt(cpuLimit, fakeMachine(tree(t, intel(max, min)).files), "all CPUs");
}

test("intel_pstate's own limit is taken, in percent", async (t) => {
  const setting = await percentLimit(t, "100", "8");
  assert.deepEqual(await encodeNow(setting, 60), to("60"));
  assert.equal(setting.show(rawText("60")), "60 %");
});

test("a limit that is lower already stays", async (t) => {
  assert.deepEqual(await encodeNow(await percentLimit(t, "50", "8"), 60), {
    kind: "leave",
    why: "50 % is lower already",
    wished: "60",
  });
});

test("the limit does not go below the minimum that is set, which would only clamp it", async (t) => {
  assert.deepEqual(await encodeNow(await percentLimit(t, "100", "70"), 60), to("70"));
});

test("the minimum is never wished for, but put back after the maximum: no_turbo squeezes it", async (t) => {
  const machine = fakeMachine(tree(t, intel("100", "40")).files);
  const [max, min, ...more] = await settingsOf(cpuLimit, machine);
  assert.equal(more.length, 0);
  assert.equal(min?.id, "cpu.limit/min_perf_pct");
  assert.equal(min.heldBy, "cpu.boost");
  assert.ok(max && max.restoreRank(rawText("100")) < min.restoreRank(rawText("40")));
});

test("with intel_pstate off, the limit of each policy is taken", async (t) => {
  const { files } = tree(t, { ...intel("100", "8"), [`${CPU}/intel_pstate/status`]: "off" });
  assert.deepEqual(
    (await settingsOf(cpuLimit, fakeMachine(files))).map(({ id }) => id),
    ["cpu.limit/policy0"],
  );
});

test("a kernel without frequency control is said, not failed", async (t) => {
  const found = await cpuLimit.find(fakeMachine(tree(t, {}).files));
  assert.deepEqual(found, { settings: [], missing: "this kernel has no CPU frequency control" });
});

test("what is no percentage from 10 to 100 is refused", async (t) => {
  const setting = await percentLimit(t, "100", "8");
  for (const wish of [9, 101, Number.NaN, "60", "low"]) assert.equal((await encodeNow(setting, wish)).kind, "unavailable");
  assert.deepEqual(await encodeNow(setting, "low", 60), to("60"));
});

test("only percentages from the minimum to 100 are ever written, and only frequencies in the range", async (t) => {
  assertEncodesOnly(await percentLimit(t, "100", "20"), ["60", "100"], (raw) => Number(raw) >= 20 && Number(raw) <= 100);
  const policy0 = await settingAt(cpuLimit, fakeMachine(tree(t, policy(0, acpi)).files), "policy0");
  assertEncodesOnly(policy0, ["2400000"], (raw) => acpi.scaling_available_frequencies.split(" ").includes(raw));
});
